import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, BenchContext } from '../bench.ts';
import { runApart } from '../process.ts';
import type { BenchRow } from '../table.ts';
import type { RefreshFigures, RefreshTask } from './child.ts';
import { writeFiles } from './files.ts';
import type { BenchMode } from './workspace.ts';

const CHILD = join(import.meta.dirname, 'child.ts');
const MILLION = 1_000_000;

/** Targets by rows, for two cores. */
const TARGETS: Readonly<Record<number, { readonly seconds: string; readonly memory: string; readonly limit: string }>> =
  {
    [MILLION]: { seconds: '≤ 10 s', memory: '≤ 1500 MB', limit: '1250MB' },
    [5 * MILLION]: { seconds: '≤ 60 s', memory: '≤ 6000 MB', limit: '4GB' },
  };
const CHANGED = [
  { share: 0.01, target: '≤ 2.5 s' },
  { share: 0.001, target: '≤ 1 s' },
] as const;

/** A full refresh of three sources of people, and the same again with few rows changed. */
export const refreshBench: Bench = {
  summary:
    'full refresh of 100,000 and 1 M rows in 3 CSV sources, by rules and by probabilities, then with 1 % and 0.1 % changed',
  run: async (context) => {
    const rows: BenchRow[] = [];
    for (const size of context.sizes ?? [MILLION / 10, MILLION])
      for (const mode of ['rules', 'probabilities'] as const) rows.push(...(await measureSize(size, mode, context)));
    return rows;
  },
};

async function measureSize(size: number, mode: BenchMode, { folder, say }: BenchContext): Promise<BenchRow[]> {
  const target = TARGETS[size];
  const place = join(folder, String(size));
  const label = `${(size / MILLION).toLocaleString('en')} M rows by ${mode}`;
  const task: RefreshTask = { folder: place, load: 'incremental', mode, memoryLimit: target?.limit ?? '1250MB' };
  say(`${label}: writing files`);
  await writeFiles({ folder: join(place, 'data'), rows: size, changedShares: [] });
  say(`${label}: full refresh`);
  const full = await runApart<RefreshFigures>(CHILD, task);
  const rows = [
    figure(`${label}, full refresh`, full.seconds, target?.seconds),
    figure(`${label}, processor time`, full.processorSeconds),
    megabytes(`${label}, most memory`, full.peakMegabytes, target?.memory),
    { name: `${label}, unified profiles`, value: full.profiles, unit: '' },
    ...full.stages.map(({ name, seconds }) => figure(`  ${name}`, seconds)),
  ];
  for (const [index, { share, target: limit }] of CHANGED.entries()) {
    say(`${label}: ${share * 100} % changed`);
    const changedShares = CHANGED.slice(0, index + 1).map((changed) => changed.share);
    await writeFiles({ folder: join(place, 'data'), rows: size, changedShares });
    const again = await runApart<RefreshFigures>(CHILD, task);
    rows.push(figure(`${label}, ${share * 100} % changed`, again.seconds, size === MILLION ? limit : undefined));
    rows.push(figure(`${label}, ${share * 100} % changed, processor time`, again.processorSeconds));
    rows.push(...again.stages.map(({ name, seconds }) => figure(`  ${name}`, seconds)));
  }
  await rm(place, { recursive: true, force: true });
  return rows;
}

function figure(name: string, seconds: number, target?: string): BenchRow {
  return { name, value: seconds, unit: 's', ...(target !== undefined && { target }) };
}

function megabytes(name: string, value: number, target?: string): BenchRow {
  return { name, value, unit: 'MB', ...(target !== undefined && { target }) };
}
