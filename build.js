import { rmSync } from 'node:fs';
import { build } from 'esbuild';

// One bundle for the command line, split so that a command loads only what it needs, and one for the agent.
const oneLocale = {
  // zod carries its messages in forty languages; kata speaks one, and reading the others takes a learner's time.
  name: 'one-locale',
  setup({ onLoad }) {
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

const shared = {
  plugins: [oneLocale],
  minifyWhitespace: true,
  minifySyntax: true,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
  sourcemap: 'linked',
  alias: { '#graders': './graders/index.ts' },
  // CommonJS packages inside an ES module still ask for `require`.
  banner: { js: "import { createRequire as kataRequire } from 'node:module';\nconst require = kataRequire(import.meta.url);" },
};

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    entryPoints: { kata: 'runner/cli/main.ts', author: 'runner/cli/author.ts', bench: 'bench/index.ts' },
    outdir: 'dist',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: ['dockerode', 'ink', 'react'],
    banner: { js: `#!/usr/bin/env node\n${shared.banner.js}` },
  }),
  build({ ...shared, entryPoints: { agent: 'runner/agent/main.ts' }, outdir: 'dist', sourcemap: false }),
]);
