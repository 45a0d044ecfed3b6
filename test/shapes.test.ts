import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExercise } from '../exercises/index.ts';
import type { Driver } from '../runner/core/driver.ts';
import type { RunEvent } from '../runner/core/event.ts';
import { createDockerDriver } from '../runner/drivers/docker/driver.ts';
import { dockerIsReady } from './support/engine.ts';
import { gradeFolder } from './support/grade.ts';
import { verdictsOf } from './support/verdicts.ts';

type Files = { readonly [path: string]: string };

interface Shape {
  readonly files: Files;
  /** The folder of the package, where it is not the root. */
  readonly in?: string;
  readonly notes?: readonly (string | RegExp)[];
}

const ready = await dockerIsReady();
const query = 'select 1 as one';

const shapes: { readonly [name: string]: Shape } = {
  'a lone package': { files: { 'Cargo.toml': manifest(), 'src/main.rs': main('"ok"') } },
  'a workspace whose package inherits its keys': {
    in: 'server',
    files: {
      'Cargo.toml': `[workspace]
members = ["server"]
[workspace.package]
edition = "2024"
version = "0.3.0"
[workspace.dependencies]
axum = "0.8"
serde_json = "1"
tokio = { version = "1", features = ["net"] }
[workspace.lints.rust]
unsafe_code = "forbid"`,
      'server/Cargo.toml': `[package]
name = "server"
version.workspace = true
edition.workspace = true
[dependencies]
axum.workspace = true
serde_json.workspace = true
tokio = { workspace = true, features = ["macros", "rt-multi-thread"] }
[lints]
workspace = true`,
      'server/src/main.rs': main('"ok"'),
    },
  },
  'path members that use each other': {
    in: 'server',
    files: {
      'Cargo.toml': '[workspace]\nmembers = ["server", "status", "words"]\n',
      'server/Cargo.toml': manifest('status = { path = "../status" }'),
      'server/src/main.rs': main('status::STATUS'),
      'status/Cargo.toml': '[package]\nname = "status"\nedition = "2021"\n[dependencies]\nwords = { path = "../words" }',
      'status/src/lib.rs': 'pub use words::OK as STATUS;',
      'words/Cargo.toml': '[package]\nname = "words"\n',
      'words/src/lib.rs': 'pub const OK: &str = "ok";',
    },
  },
  'several binaries, one of them the default': {
    files: {
      'Cargo.toml': manifest().replace('[package]', '[package]\ndefault-run = "serve"'),
      'src/bin/serve.rs': main('shape::STATUS'),
      'src/bin/migrate.rs': 'fn main() { panic!("this is not the server") }',
      'src/lib.rs': 'pub const STATUS: &str = "ok";',
    },
  },
  'a build script': {
    files: {
      'Cargo.toml': manifest(),
      'build.rs': `fn main() {
    let path = std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("status.rs");
    std::fs::write(path, "const STATUS: &str = \\"ok\\";").unwrap();
}`,
      'src/main.rs': `include!(concat!(env!("OUT_DIR"), "/status.rs"));\n${main('STATUS')}`,
    },
  },
  'files that are included': {
    files: { 'Cargo.toml': manifest(), 'static/status.txt': 'ok', 'src/main.rs': main('include_str!("../static/status.txt")') },
  },
  'migrations that are included': {
    files: {
      'Cargo.toml': manifest(
        'sqlx = { version = "0.8", default-features = false, features = ["macros", "migrate", "postgres", "runtime-tokio"] }',
      ),
      'migrations/20260101000000_notes.sql': 'create table notes (id bigserial primary key);',
      'src/main.rs': main('if sqlx::migrate!().iter().count() == 1 { "ok" } else { "no migration" }'),
    },
  },
  'query! with its query cache': {
    files: {
      'Cargo.toml': manifest('sqlx = { version = "0.8", default-features = false, features = ["macros", "postgres", "runtime-tokio"] }'),
      [`.sqlx/query-${sha256(query)}.json`]: JSON.stringify({
        db_name: 'PostgreSQL',
        query,
        describe: { columns: [{ ordinal: 0, name: 'one', type_info: 'Int4' }], parameters: { Left: [] }, nullable: [null] },
        hash: sha256(query),
      }),
      'src/main.rs': `#[allow(dead_code)]
async fn one(pool: &sqlx::PgPool) -> Option<i32> {
    sqlx::query!("${query}").fetch_one(pool).await.unwrap().one
}
${main('"ok"')}`,
    },
  },
  'fewer features than the set has': {
    files: {
      'Cargo.toml': manifest().replace(
        'axum = "0.8"',
        'axum = { version = "0.8", default-features = false, features = ["http1", "json", "tokio"] }',
      ),
      'src/main.rs': main('"ok"'),
    },
  },
  'a lockfile with older versions, and crates that are nobody’s any more': {
    files: {
      'Cargo.toml': manifest(),
      'src/main.rs': main('"ok"'),
      'Cargo.lock': `version = 4
${['axum 0.8.0', 'tokio 1.40.0', 'unicode-xid 0.0.1'].map(locked).join('')}
[[package]]
name = "shape"
version = "0.1.0"
dependencies = ["axum", "tokio"]
`,
    },
    notes: [/^Cargo\.lock is set on the vetted versions: axum 0\.8\.0 → 0\.8\.\d+, tokio 1\.40\.0 → 1\.\d+\.\d+$/],
  },
  'members that a workspace names for all': {
    in: 'server',
    files: {
      'Cargo.toml': '[workspace]\nmembers = ["server", "words"]\n[workspace.dependencies]\nwords = { path = "words" }\n',
      'server/Cargo.toml': manifest('words.workspace = true'),
      'server/src/main.rs': main('words::OK'),
      'words/Cargo.toml': '[package]\nname = "words"\n',
      'words/src/lib.rs': 'pub const OK: &str = "ok";',
    },
  },
  'an older axum than the set has': {
    files: { 'Cargo.toml': manifest().replace('axum = "0.8"', 'axum = "0.7"'), 'src/main.rs': main('"ok"') },
    notes: ['outside the vetted set, fetched and compiled once for this Cargo.lock: axum'],
  },
  'dev-dependencies, benches and examples that are not there': {
    files: {
      'Cargo.toml': `${manifest()}[dev-dependencies]\nno-such-crate-of-kata = "9"\n[[bench]]\nname = "missing"\nharness = false\n`,
      'src/main.rs': main('"ok"'),
    },
  },
  'a profile, a patch, a toolchain and settings of its own': {
    files: {
      'Cargo.toml': `${manifest()}[profile.dev]\nopt-level = 3\n[patch.crates-io]\ntokio = { git = "https://kata.invalid/tokio" }\n`,
      'rust-toolchain.toml': '[toolchain]\nchannel = "1.80.0"\n',
      '.cargo/config.toml': '[build]\ntarget-dir = "/nowhere"\nrustflags = ["--cfg", "broken"]\n',
      'src/main.rs': `#[cfg(broken)]\ncompile_error!("its own settings were used");\n${main('"ok"')}`,
    },
    notes: [
      '[profile] of Cargo.toml is set aside: the grader builds with its own',
      '[patch] of Cargo.toml is set aside: the grader builds with its own',
    ],
  },
};

describe.skipIf(!ready)('projects of every shape build on the vetted set', () => {
  test.concurrent.for(Object.entries(shapes))('%s', { timeout: 300_000 }, async ([, shape], { expect }) => {
    const events = await grade(shape);
    expect(verdictsOf(events), told(events)).toEqual(['answers-health: pass']);
    const built = events.find((event) => event.type === 'built');
    expect(built?.type === 'built' ? built.notes : []).toEqual(
      (shape.notes ?? []).map((note) => (typeof note === 'string' ? note : expect.stringMatching(note))),
    );
  });
});

test('there are shapes', () => {
  expect(Object.keys(shapes).length).toBeGreaterThan(10);
});

async function grade({ files, in: member = '.' }: Shape): Promise<readonly RunEvent[]> {
  const directory = await mkdtemp(join(tmpdir(), 'kata-shape-'));
  const driver = createDockerDriver(process.env.DOCKER_HOST) as Driver;
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    }
    const exercise = await loadExercise('week1-hello-api');
    return await gradeFolder({ exercise, directory: join(directory, member), driver, seed: 1, checks: ['answers-health'] });
  } finally {
    await driver.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function told(events: readonly RunEvent[]): string {
  const last = events.at(-1);
  if (last?.type === 'not-built') return `${last.why.kind}\n${last.output}`;
  return last?.type === 'not-booted' ? last.fault.kind : '';
}

function manifest(dependencies = ''): string {
  return `[package]
name = "shape"
version = "0.1.0"
edition = "2024"

[dependencies]
axum = "0.8"
serde_json = "1"
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }
${dependencies}
`;
}

function locked(crate: string): string {
  const [name, version] = crate.split(' ');
  return `\n[[package]]\nname = "${name}"\nversion = "${version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${sha256(crate)}"\n`;
}

function main(status: string): string {
  return `#[tokio::main]
async fn main() {
    let variable = |name: &str| std::env::var(name).unwrap();
    let listener = tokio::net::TcpListener::bind(format!("{}:{}", variable("HOST"), variable("PORT"))).await.unwrap();
    let health = || async { axum::Json(serde_json::json!({ "status": ${status} })) };
    axum::serve(listener, axum::Router::new().route("/health", axum::routing::get(health))).await.unwrap();
}
`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
