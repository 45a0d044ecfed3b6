import { rmSync } from 'node:fs';
import { build } from 'esbuild';

// One bundle for the command line, split so that a command loads only what it needs, and one for the agent.
const lessToLoad = {
  // Reading what nobody uses takes a learner's time: zod's messages in forty languages, the half of undici around its clients, what autocannon prints.
  name: 'less-to-load',
  setup({ onLoad }) {
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
    onLoad({ filter: /node_modules[/\\]undici[/\\]index\.js$/ }, () => ({
      contents: `
        Object.assign(require('./lib/dispatcher/dispatcher').prototype, require('./lib/api'));
        exports.Client = require('./lib/dispatcher/client');
        exports.Pool = require('./lib/dispatcher/pool');`,
      loader: 'js',
    }));
    onLoad({ filter: /node_modules[/\\]autocannon[/\\]autocannon\.js$/ }, () => ({
      contents: "module.exports = require('./lib/init');",
      loader: 'js',
    }));
    onLoad({ filter: /node_modules[/\\]autocannon[/\\]lib[/\\]progressTracker\.js$/ }, () => ({
      contents: 'module.exports = () => {};',
      loader: 'js',
    }));
  },
};

const shared = {
  plugins: [lessToLoad],
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

const chunked = { outdir: 'dist', splitting: true, chunkNames: 'chunks/[name]-[hash]', external: ['dockerode', 'ink', 'react'] };

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    ...chunked,
    entryPoints: { kata: 'runner/cli/main.ts', author: 'runner/cli/author.ts' },
    banner: { js: `#!/usr/bin/env node\n${shared.banner.js}` },
  }),
  // Apart: what is shared with kata would be cut into smaller pieces, and kata would start slower for it.
  build({ ...shared, ...chunked, entryPoints: ['bench/index.ts', 'bench/generator.ts', 'bench/delayed.ts'], outdir: 'dist/bench' }),
  build({ ...shared, entryPoints: { agent: 'runner/agent/main.ts' }, outdir: 'dist', sourcemap: false }),
]);
