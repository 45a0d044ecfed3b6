import { execa } from 'execa';
import { engineState } from '../../runner/drivers/docker/engine.ts';

/** Before all tests: brings the images up to date where an engine answers. After them: says what was not run. */
export default async function prepare(): Promise<() => void> {
  const before = await engineState(process.env.DOCKER_HOST);
  if (before.kind !== 'no-engine') {
    await execa('node', ['dist/kata.js', 'images', 'build'], { stdio: ['ignore', 'inherit', 'inherit'] });
    return () => {};
  }
  if ((process.env.KATA_REQUIRE_DOCKER ?? '') !== '') throw new Error(`KATA_REQUIRE_DOCKER is set, but ${before.why}`);
  return () => {
    process.stdout.write(
      '\nNot run, for want of a Docker engine: the Docker driver, and its comparison with the local one.\n' +
        'Bring one up with:  eval "$(docker/engine start)"   then run the tests again.\n\n',
    );
  };
}
