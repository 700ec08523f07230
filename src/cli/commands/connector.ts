import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { isPlainObject } from '../../base/json.ts';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { readJsonFile } from '../file.ts';
import { EXIT, renderTable } from '../output.ts';
import { addLibraryCommands } from './connector-library.ts';

interface RequestOptions {
  readonly parameters: string;
  readonly connection?: string;
}

interface ExportOptions {
  readonly format: string;
  readonly out: string;
  readonly signIn: string;
  readonly publicUrl?: string;
}

/** `fluxu connector inspect|request|export`: Power Platform connector definitions without a server. */
export function addConnectorCommands(program: Command, context: CommandContext): void {
  const connector = program.command('connector').description('Power Platform connector definitions');
  addLibraryCommands(connector, context);
  connector
    .command('inspect')
    .description('Read a connector definition: its operations, sign-in, and every problem in it')
    .argument('<folder>', 'folder with apiDefinition.swagger.json and, if there, apiProperties.json')
    .option('--json', 'result as JSON')
    .action((folder: string) => inspect(context, folder));
  connector
    .command('request')
    .description(
      'Show the HTTP request that an operation would send, after policies and authentication; nothing is sent',
    )
    .argument('<folder>')
    .argument('<operation>', 'operation id')
    .requiredOption('--parameters <file>', 'values by parameter name; body fields also as body/a/b')
    .option('--connection <file>', 'values of the connection parameters')
    .option('--json', 'result as JSON')
    .action((folder: string, operationId: string, options: RequestOptions) =>
      request(context, { folder, operationId, ...options }),
    );
  addExport(connector, context);
}

/** Ours: one definition, or everything to import in a zip. */
function addExport(connector: Command, context: CommandContext): void {
  connector
    .command('export')
    .description('Write our own connector: the definition alone, or the zip with properties, icon and readme')
    .addOption(new Option('--format <format>', 'what to write').choices(['swagger', 'zip']).default('swagger'))
    .requiredOption('--out <path>', 'file to write')
    .addOption(
      new Option('--sign-in <kind>', 'how connections sign in').choices(['apiKey', 'oauth', 'entra']).default('apiKey'),
    )
    .option('--public-url <url>', 'address under which others reach the server; default FLUXU_PUBLIC_URL')
    .option('--json', 'result as JSON')
    .action((options: ExportOptions) => exportConnector(context, options));
}

async function exportConnector(context: CommandContext, options: ExportOptions): Promise<void> {
  const { writeConnector } = await import('../../app/connector/export.ts');
  const path = resolve(options.out);
  const publicUrl = options.publicUrl ?? (context.settings().publicUrl || undefined);
  const bytes = await writeConnector({ path, format: options.format, signIn: options.signIn, publicUrl });
  context.output.result({ path, bytes }, () => `${path} (${bytes} bytes)`);
}

async function inspect(context: CommandContext, folder: string): Promise<void> {
  const { inspectConnector } = await import('../../app/flows/connectors.ts');
  const report = await inspectConnector(resolve(folder));
  if (report.problems.some((problem) => problem.severity === 'error')) context.exitCode = EXIT.failed;
  const rows = report.operations.map((operation) => [
    operation.operationId,
    operation.kind,
    operation.method,
    operation.path,
  ]);
  const problems = report.problems.map((problem) => `${problem.severity}  ${problem.pointer}  ${problem.message}`);
  context.output.result(report, () =>
    [`${report.title}`, renderTable(['OPERATION', 'KIND', 'METHOD', 'PATH'], rows), ...problems].join('\n'),
  );
}

async function request(
  { output }: CommandContext,
  { folder, operationId, parameters, connection }: RequestOptions & { folder: string; operationId: string },
): Promise<void> {
  const { buildRequestOfFolder } = await import('../../app/flows/connectors.ts');
  const shown = await buildRequestOfFolder({
    folder: resolve(folder),
    operationId,
    parameters: await readObject(parameters),
    connection: connection === undefined ? undefined : await readObject(connection),
  });
  output.result(shown, () => JSON.stringify(shown, null, 2));
}

async function readObject(path: string): Promise<Readonly<Record<string, unknown>>> {
  const value = await readJsonFile(path);
  if (isPlainObject(value)) return value;
  throw cliError('FLX_CLI_JSON', { path, reason: 'it is no JSON object' }, { place: { file: path } });
}
