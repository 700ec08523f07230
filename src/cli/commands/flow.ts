import type { Command } from 'commander';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { readTextFile } from '../file.ts';

/** `fluxu evaluate`: expressions of the workflow language without a server. */
export function addFlowCommands(program: Command, context: CommandContext): void {
  program
    .command('evaluate')
    .description('Evaluate expressions and templates of the workflow language from a file of cases')
    .requiredOption('--cases <file>', 'JSON array of {id, expression} or {id, template}, each with an optional context')
    .option('--json', 'result as JSON')
    .action(async (options: { cases: string }) => {
      const { evaluateCasesText } = await import('../../app/flows/evaluate.ts');
      const text = await readTextFile(options.cases);
      const printed = evaluateCasesText(text);
      if (printed === undefined)
        throw cliError(
          'FLX_CLI_JSON',
          { path: options.cases, reason: 'it is no JSON array' },
          { place: { file: options.cases } },
        );
      context.streams.stdout.write(`${printed}\n`);
    });
}
