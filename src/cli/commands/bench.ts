import type { Command } from 'commander';
import { cliError } from '../catalogue.ts';
import type { CommandContext } from '../context.ts';
import { readCount } from '../number.ts';

/** `fluxu bench`: the figures that Fluxu holds itself to, measured on this machine. */
export function addBenchCommand(program: Command, context: CommandContext): void {
  program
    .command('bench')
    .description('Measure Fluxu on this machine; all benches, or those named')
    .argument('[name...]')
    .option(
      '--size <count...>',
      'sizes of the task instead of the usual ones, e.g. rows',
      (value: string, all: number[] = []) => [...all, readCount(value)],
    )
    .option('--json <file>', 'also write the figures to a file, with the description of the machine')
    .action((names: string[], options: { size?: number[]; json?: string }) => runBench(context, names, options));
}

async function runBench(
  { output }: CommandContext,
  names: readonly string[],
  options: { size?: number[]; json?: string },
): Promise<void> {
  const { BENCHES, runBenches } = await import('../../../bench/main.ts');
  const { renderBench } = await import('../../../bench/table.ts');
  const unknown = names.find((name) => !(name in BENCHES));
  if (unknown !== undefined) throw cliError('FLX_CLI_BENCH', { name: unknown, known: Object.keys(BENCHES).join(', ') });
  await runBenches({
    names,
    sizes: options.size,
    jsonFile: options.json,
    say: (line) => output.progress(line),
    onResult: ({ bench, rows }) => {
      const table = `${bench}\n${renderBench(rows)}\n`;
      if (options.json === undefined) output.result({ bench, rows }, () => table);
      else output.say(table);
    },
  });
}
