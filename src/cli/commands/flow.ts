import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CheckedFile } from '../../app/flows/check.ts';
import { isFluxuError, messageOf } from '../../base/errors.ts';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { readTextFile } from '../file.ts';
import { EXIT } from '../output.ts';

/** `fluxu evaluate` and `fluxu flow check`: the workflow language without a server. */
export function addFlowCommands(program: Command, context: CommandContext): void {
  program
    .command('evaluate')
    .description('Evaluate expressions and templates of the workflow language from a file of cases')
    .requiredOption('--cases <file>', 'JSON array of {id, expression} or {id, template}, each with an optional context')
    .option('--json', 'result as JSON')
    .action((options: { cases: string }) => evaluate(context, options.cases));
  const flow = program.command('flow').description('Flows in the Workflow Definition Language');
  flow
    .command('check')
    .description(
      'Find every problem in definitions of any wrapping: bare, workflow.json, ARM template, solution, package',
    )
    .argument('<files...>')
    .option('--json', 'result as JSON')
    .action((files: string[]) => check(context, files));
}

async function evaluate({ streams }: CommandContext, path: string): Promise<void> {
  const { evaluateCasesText } = await import('../../app/flows/evaluate.ts');
  const printed = evaluateCasesText(await readTextFile(path));
  if (printed === undefined)
    throw cliError('FLX_CLI_JSON', { path, reason: 'it is no JSON array' }, { place: { file: path } });
  streams.stdout.write(`${printed}\n`);
}

async function check(context: CommandContext, files: readonly string[]): Promise<void> {
  const results = (await Promise.all(files.map(checkFile))).flat();
  if (results.some(hasErrors)) context.exitCode = EXIT.failed;
  context.output.result(results, () => results.map(renderCheck).join('\n'));
}

async function checkFile(path: string): Promise<CheckedFile[]> {
  const { checkFlowFile, unreadableFile } = await import('../../app/flows/check.ts');
  const content = await readFile(path).catch((cause: unknown) => {
    throw cliError('FLX_CLI_FILE', { path, reason: messageOf(cause) }, { cause });
  });
  try {
    return checkFlowFile(path, content);
  } catch (error) {
    if (isFluxuError(error)) return [unreadableFile(path, error)];
    throw error;
  }
}

function hasErrors({ diagnostics }: CheckedFile): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function renderCheck({ file, diagnostics, unsupported, runnable }: CheckedFile): string {
  const lines = diagnostics.map(
    ({ code, severity, pointer, message }) => `  ${severity}  ${code}  ${pointer}\n    ${message}`,
  );
  const types = unsupported.map(({ pointer, type }) => `  not run here  ${type}  ${pointer}`);
  return [`${file}: ${runnable ? 'can run' : 'cannot run'}`, ...lines, ...types].join('\n');
}
