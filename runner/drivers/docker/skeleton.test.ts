import { expect, test } from 'vitest';
import { skeletonOf } from './skeleton.ts';

test('of a submission only what names its crates stays', () => {
  const files = {
    'Cargo.toml': '[package]',
    'Cargo.lock': 'version = 4',
    'build.rs': 'fn main() { panic!() }',
    'src/main.rs': 'mod routes; fn main() { routes::serve() }',
    'src/routes.rs': 'pub fn serve() {}',
    'src/bin/other.rs': 'fn main() { loop {} }',
    'words/Cargo.toml': '[package]',
    'words/src/lib.rs': 'pub const OK: &str = "ok";',
    'static/index.html': '<p>',
    '.sqlx/query-1.json': '{}',
  };
  const skeleton = skeletonOf(
    Object.entries(files).map(([path, text]) => ({ path: `work/submission/${path}`, content: Buffer.from(text) })),
  );
  const nothing = 'fn main() {}\n';
  expect(Object.fromEntries(skeleton.map(({ path, content }) => [path.slice('work/submission/'.length), content.toString()]))).toEqual({
    'Cargo.toml': '[package]',
    'Cargo.lock': 'version = 4',
    'build.rs': nothing,
    'src/main.rs': nothing,
    'src/routes.rs': '',
    'src/bin/other.rs': nothing,
    'words/Cargo.toml': '[package]',
    'words/src/lib.rs': '',
  });
});
