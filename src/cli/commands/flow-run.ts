import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { readBytes, readTextFile } from '../file.ts';
import { EXIT, renderTable } from '../output.ts';

interface RunOptions {
  readonly trigger: string;
  readonly mocks?: string;
  readonly untilIdle?: boolean;
}

/** `fluxu flow run`: a definition in memory, without a data folder. */
export function addFlowRunCommand(flow: Command, context: CommandContext): void {
  flow
    .command('run')
    .description('Run a definition of any wrapping in memory and show what became of every action')
    .argument('<file>')
    .requiredOption('--trigger <file>', "JSON: the trigger's outputs")
    .option('--mocks <file>', 'JSON: {"Action, type or *": {status, outputs}}; nothing then leaves this process')
    .option('--until-idle', 'waits pass at once, as they do with mocks')
    .option('--json', 'result as JSON')
    .action((file: string, options: RunOptions) => run(context, file, options));
}

async function run(context: CommandContext, file: string, options: RunOptions): Promise<void> {
  const { rehearseFile } = await import('../../app/flows/rehearse.ts');
  const content = await readBytes(file);
  const { report, text } = await rehearseFile({
    file,
    content,
    trigger: await readTextFile(options.trigger),
    mocks: options.mocks === undefined ? undefined : await readTextFile(options.mocks),
    signal: context.stopRequested,
    isSlow: options.mocks === undefined && options.untilIdle !== true,
  });
  if (report.status === 'Failed') context.exitCode = EXIT.failed;
  if (context.output.isJson) context.streams.stdout.write(`${text}\n`);
  else context.output.result(report, () => render(report));
}

function render(
  report: Awaited<ReturnType<typeof import('../../app/flows/rehearse.ts').rehearseFile>>['report'],
): string {
  const rows = Object.entries(report.actions).map(([name, { status, code, error, repetitions }]) => [
    name,
    status,
    repetitions ? `${repetitions.length} times` : '',
    error?.message ?? code ?? '',
  ]);
  const end = report.error ? `${report.status}: ${report.error.message}` : report.status;
  const statics = report.staticResults ? `\nStatic results: ${report.staticResults.join(', ')}` : '';
  return `${renderTable(['action', 'status', '', ''], rows)}\n${end}${statics}`;
}
