import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CheckedFile } from '../../app/flows/check.ts';
import type { ImportedFlow } from '../../app/view/flow-package.ts';
import { isFluxuError } from '../../base/errors.ts';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { makeFolderOf, readBytes, readTextFile } from '../file.ts';
import { EXIT } from '../output.ts';
import { addFlowRunCommand } from './flow-run.ts';

/** `fluxu evaluate` and `fluxu flow check|import|export`. */
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
  addFlowRunCommand(flow, context);
  addPackageCommands(flow, context);
}

/** `fluxu flow import` and `fluxu flow export`. */
function addPackageCommands(flow: Command, context: CommandContext): void {
  flow
    .command('import')
    .description('Import the flows of files: definition, workflow.json, ARM template, solution, package')
    .argument('<files...>')
    .option('--name <name>', 'name for the flow, when the file holds one')
    .option('--connection <reference=name...>', 'connection of this workspace for a reference of the flow')
    .option('--json', 'result as JSON')
    .action((files: string[], options: ImportOptions) => importFiles(context, files, options));
  flow
    .command('export')
    .description('Write a flow to a file')
    .argument('<name>')
    .requiredOption('--format <format>', `one of ${FORMATS.join(', ')}`)
    .requiredOption('--out <file>', 'file to write')
    .option('--json', 'result as JSON')
    .action((name: string, options: { format: string; out: string }) => exportFile(context, name, options));
}

const FORMATS = ['definition', 'package', 'solution', 'arm'] as const;

interface ImportOptions {
  readonly name?: string;
  readonly connection?: readonly string[];
}

async function importFiles(context: CommandContext, files: readonly string[], options: ImportOptions): Promise<void> {
  const { readIfThere } = await import('../../app/flows/check.ts');
  const connections = options.connection && readConnections(options.connection);
  const { flowPackages } = await context.app();
  const imported: ImportedFlow[] = [];
  for (const file of files) {
    const content = await readBytes(file);
    const flows = await flowPackages.import({
      file,
      content,
      name: options.name,
      connections,
      changedBy: 'command line',
      read: readIfThere,
    });
    imported.push(...flows);
  }
  context.output.result(imported, () => imported.map(renderImport).join('\n'));
}

function readConnections(given: readonly string[]): Readonly<Record<string, string>> {
  const pairs = given.map((text) => {
    const at = text.lastIndexOf('=');
    if (at < 1) throw cliError('FLX_CLI_PAIR', { option: '--connection', given: text });
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

function renderImport(flow: ImportedFlow): string {
  const missing = flow.missingConnections.map(
    ({ reference, connector }) => `  needs a connection  ${reference}${connector ? `  (${connector})` : ''}`,
  );
  const faults = flow.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message, pointer }) => `  error  ${pointer}  ${message}`);
  const open = flow.openValues.map((pointer) => `  to be filled in  ${pointer}`);
  const types = flow.unsupported.map(({ type, pointer }) => `  not run here  ${type}  ${pointer}`);
  const head = `${flow.flow}: ${flow.result} from ${flow.path ?? flow.file} (${flow.format}), ${flow.state}`;
  return [head, ...missing, ...open, ...faults, ...types].join('\n');
}

async function exportFile(
  context: CommandContext,
  name: string,
  { format, out }: { format: string; out: string },
): Promise<void> {
  const known = FORMATS.find((one) => one === format);
  if (!known) throw cliError('FLX_CLI_FLOW_FORMAT', { format, known: FORMATS.join(', ') });
  await makeFolderOf(out);
  const { bytes } = await (await context.app()).flowPackages.export(name, known);
  await writeFile(out, bytes);
  context.output.result({ flow: name, format, file: out, bytes: bytes.length }, () => `${name} written to ${out}.`);
}

async function evaluate({ streams }: CommandContext, path: string): Promise<void> {
  const { evaluateCasesText } = await import('../../app/flows/evaluate.ts');
  const printed = evaluateCasesText(await readTextFile(path), path);
  if (printed === undefined)
    throw cliError('FLX_CLI_JSON', { path, reason: 'it is no JSON array' }, { place: { file: path } });
  streams.stdout.write(`${printed}\n`);
}

async function check(context: CommandContext, files: readonly string[]): Promise<void> {
  const results = (await Promise.all(files.map(checkFile))).flat();
  if (results.some(hasErrors)) context.exitCode = EXIT.failed;
  if (results.some(isMissing)) context.exitCode = EXIT.notFound;
  context.output.result(results, () => results.map(renderCheck).join('\n'));
}

const isMissing = ({ diagnostics }: CheckedFile) => diagnostics.some(({ code }) => code === 'FLX_CLI_FILE');

async function checkFile(path: string): Promise<CheckedFile[]> {
  const { checkFlowFile, unreadableFile } = await import('../../app/flows/check.ts');
  try {
    return checkFlowFile(path, await readBytes(path));
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
