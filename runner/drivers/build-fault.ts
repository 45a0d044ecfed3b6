import type { BuildFault } from '../core/driver.ts';

/** Why a build failed, from cargo's and rustc's words. */
export function buildFault(output: string): BuildFault {
  if (/DATABASE_URL.*must be set|query macros online|cargo sqlx prepare|no cached data for this query/.test(output)) {
    return { kind: 'no-query-cache' };
  }
  const outside = outsideCrates(output);
  if (outside.length > 0) return { kind: 'crate-outside', crates: outside };
  if (/could not compile|error(\[E\d+\])?:.*\n\s*-->/.test(output)) return { kind: 'does-not-compile' };
  return { kind: 'cargo-failed' };
}

function outsideCrates(output: string) {
  const missing = [
    ...output.matchAll(/no matching package named `([^`]+)` found/g),
    ...output.matchAll(/failed to select a version for the requirement `([^` ]+) = "([^"]+)"/g),
    ...output.matchAll(/failed to download `([^ `]+) v([^`]+)`/g),
  ];
  return missing.map(([, name = '', wanted = '*']) => ({ name, wanted }));
}
