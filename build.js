import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { build as buildPage } from 'vite';

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
const [cli, , agent, page] = await Promise.all([
  build({
    ...shared,
    ...chunked,
    entryPoints: { kata: 'runner/cli/main.ts', author: 'runner/cli/author.ts' },
    metafile: true,
    banner: { js: `#!/usr/bin/env node\n${shared.banner.js}` },
  }),
  // Apart: what is shared with kata would be cut into smaller pieces, and kata would start slower for it.
  build({ ...shared, ...chunked, entryPoints: ['bench/index.ts', 'bench/generator.ts', 'bench/delayed.ts'], outdir: 'dist/bench' }),
  build({ ...shared, entryPoints: { agent: 'runner/agent/main.ts' }, outdir: 'dist', sourcemap: false, metafile: true }),
  // The instructor's report: one file, which each batch fills with its class.
  buildPage({ root: 'page', configFile: false, logLevel: 'warn', build: { write: false, modulePreload: false, target: 'es2022' } }),
]);

writeFileSync('dist/page.html', inOneFile(page.output));

// What the verdicts of an exercise rest on: its own files and those that run and judge it, not the words around them.
const files = { ...agent.metafile.inputs, ...cli.metafile.inputs };
const graders = ['runner/run.ts', 'runner/plan.ts', 'runner/drivers/docker/driver.ts', 'runner/agent/main.ts'];
const exercises = Object.keys(files)
  .flatMap((file) => /^exercises\/([^/]+)\/exercise\.ts$/.exec(file) ?? [])
  .filter((id) => !id.includes('/'));
const digests = Object.fromEntries(exercises.sort().map((id) => [id, digestOf([...graders, `exercises/${id}/exercise.ts`])]));
writeFileSync('dist/digests.json', `${JSON.stringify(digests, null, 2)}\n`);

function digestOf(from) {
  const reached = new Set();
  const visit = (file) => {
    if (reached.has(file) || files[file] === undefined) return;
    reached.add(file);
    if (file !== 'exercises/index.ts') for (const { path } of files[file].imports) visit(path);
  };
  from.forEach(visit);
  const hash = createHash('sha256');
  for (const file of [...reached].sort()) {
    const content = readFileSync(file);
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function inOneFile(output) {
  const html = output.find(({ fileName }) => fileName === 'index.html').source;
  const script = output.find(({ type }) => type === 'chunk').code.replaceAll('</script', '<\\/script');
  const style = output.find(({ fileName }) => fileName.endsWith('.css')).source;
  // Last of all: what it shows stands before it.
  const end = () => `<script type="module">${script}</script></body>`;
  return html
    .replace(/<script type="module".*?<\/script>/s, '')
    .replace(/<link rel="stylesheet".*?>/, () => `<style>${style}</style>`)
    .replace('</body>', end);
}
