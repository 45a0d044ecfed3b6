import type { Command } from 'commander';
import { closest } from '../core/closest.ts';

/** The next step after a command line that could not be read. */
export function suggestion(message: string, argv: readonly string[], program: Command): string {
  const command = program.commands.find((one) => argv.includes(one.name()));
  const [, unknownCommand] = /unknown command '([^']+)'/.exec(message) ?? [];
  const [, unknownOption] = /unknown option '([^']+)'/.exec(message) ?? [];
  const options = (command ?? program).options.flatMap(({ long }) => long ?? []);
  const guess =
    unknownCommand === undefined
      ? closest(unknownOption ?? '', options)
      : closest(
          unknownCommand,
          program.commands.map((one) => one.name()),
        );
  if (guess !== undefined) return `did you mean ${unknownCommand === undefined ? guess : `kata ${guess}`}?`;
  return command === undefined ? 'kata --help shows the commands' : `kata ${command.name()} --help shows how it is used`;
}
