import { resolve } from 'node:path';
import type { Command } from 'commander';
import { isPlainObject } from '../../base/json.ts';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { readJsonFile } from '../file.ts';
import { EXIT, renderTable } from '../output.ts';

interface RequestOptions {
  readonly parameters: string;
  readonly connection?: string;
}

/** `fluxu connector inspect|request`: Power Platform connector definitions without a server. */
export function addConnectorCommands(program: Command, context: CommandContext): void {
  const connector = program.command('connector').description('Power Platform connector definitions');
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
