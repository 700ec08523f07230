import type { Command } from 'commander';
import { createContext } from '../../src/cli/context.ts';
import { allCommands, createProgram } from '../../src/cli/program.ts';

/** `docs/commands.md`: every command with its options. */
export function commandsPage(): string {
  const nothing = { write: () => true };
  const context = createContext(
    { stdout: nothing, stderr: nothing, environment: {}, stopRequested: new AbortController().signal },
    false,
  );
  const sections = allCommands(createProgram(context))
    .filter((command) => command.commands.length === 0 || command.registeredArguments.length > 0)
    .map(section);
  return `# Commands\n\nIn a clone: \`npm run --silent fluxu -- <command>\`. With \`--json\` standard output carries exactly one JSON value; everything else goes to standard error. A command that fails without a result prints its error there, as \`error\` with code, message and mend. Exit codes: 0 ok, 1 the work failed, 2 wrong usage, 3 not found, 4 not allowed, 5 conflict.\n\n${sections.join('\n')}`;
}

function section(command: Command): string {
  const names = pathOf(command).join(' ');
  const words = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  const options = command.options.map((option) => `| \`${option.flags}\` | ${option.description} |`);
  const table = options.length > 0 ? `\n| option | meaning |\n|---|---|\n${options.join('\n')}\n` : '';
  return `## ${['fluxu', names, ...words].join(' ')}\n\n${command.description()}.\n${table}`;
}

function pathOf(command: Command): string[] {
  return command.parent ? [...pathOf(command.parent), command.name()] : [];
}
