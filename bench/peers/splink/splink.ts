import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_PAIRS } from '../../../src/unify/probability/train/levels.ts';
import type { Bench, BenchContext } from '../../bench.ts';
import { writeCustomers } from '../../match/customers.ts';
import { runApart } from '../../process.ts';
import type { BenchRow } from '../../table.ts';
import type { SplinkFigures, SplinkTask } from './task.ts';

/** Generated records of which none of our blocks is too large, so that both sides compare the same pairs. */
const DEFAULT_SIZES = [10_000];
/** A public set, where it lies beside the repository. */
const FEBRL = join(import.meta.dirname, '../../../../shared/data/people/febrl3.csv');
const THRESHOLDS = [0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999, 0.9999999];
/** Splink's default, and as many as ours draws. */
const RANDOM_PAIRS = [1_000_000, SAMPLE_PAIRS];
/** All in turn this often; the middle one counts. */
const ROUNDS = 3;
/** Share by which pairs may differ for times to be compared. */
const MOST_DIFFERENCE = 0.01;

type Records = Pick<SplinkTask, 'files' | 'key' | 'truth'> & { readonly name: string };

/** The statements that Splink 4 runs, against ours: same files, standard values, comparisons, blocking rules and DuckDB. */
export const splinkBench: Bench = {
  summary: 'files to clusters against the statements that Splink 4 runs on the same DuckDB: time and F1',
  isOnRequest: true,
  run: async (context) => {
    const { folder, sizes = DEFAULT_SIZES } = context;
    const sets: Records[] = [];
    if (existsSync(FEBRL)) sets.push({ name: 'febrl3', files: [FEBRL], key: 'rec_id' });
    for (const size of sizes) {
      const own = join(folder, String(size));
      await mkdir(own);
      const name = `${size.toLocaleString('en')} generated`;
      sets.push({ name, files: await writeCustomers(own, size), key: 'id', truth: 'truth' });
    }
    const rows: BenchRow[] = [];
    for (const set of sets) rows.push(...(await compareOn(set, context)));
    return rows;
  },
};

async function compareOn({ name, ...records }: Records, { folder, say }: BenchContext): Promise<BenchRow[]> {
  const run = (side: SplinkTask['side'], rules: readonly string[], randomPairs = SAMPLE_PAIRS) => {
    const task: SplinkTask = { ...records, side, folder, rules, randomPairs, thresholds: THRESHOLDS };
    return runApart<SplinkFigures>(join(import.meta.dirname, 'child.ts'), task);
  };
  const measured: (readonly [SplinkFigures, ...SplinkFigures[]])[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    say(`${name}: round ${round} of ${ROUNDS}`);
    const ours = await run('fluxu', []);
    const theirs: SplinkFigures[] = [];
    for (const pairs of RANDOM_PAIRS) theirs.push(await run('splink', ours.rules, pairs));
    measured.push([ours, ...theirs]);
  }
  const ours = middleOf(measured.map(([own]) => own));
  const rows = rowsOf(`${name}, Fluxu`, ours);
  for (const [index, pairs] of RANDOM_PAIRS.entries()) {
    const title = `${name}, Splink's statements, ${pairs.toLocaleString('en')} random pairs`;
    const theirs = middleOf(measured.flatMap((round) => round[index + 1] ?? []));
    rows.push(...rowsOf(title, theirs));
    if (Math.abs(ours.pairs - theirs.pairs) > MOST_DIFFERENCE * theirs.pairs)
      say(`${title}: times are not compared, the sides compared different pairs: our limits left out large blocks`);
    else rows.push(...sharesOf(title, ours, theirs));
  }
  return rows;
}

function sharesOf(name: string, ours: SplinkFigures, theirs: SplinkFigures): BenchRow[] {
  return [
    { name: `${name}: our share of its time`, value: ours.seconds / theirs.seconds, unit: '', target: '≤ 0.8' },
    { name: `${name}: our share of its processor time`, value: ours.cpuSeconds / theirs.cpuSeconds, unit: '' },
  ];
}

function rowsOf(name: string, { seconds, cpuSeconds, pairs, rules, f1 }: SplinkFigures): BenchRow[] {
  return [
    { name: `${name}: files to clusters`, value: seconds, unit: 's' },
    { name: `${name}: processor time`, value: cpuSeconds, unit: 's' },
    { name: `${name}: pairs compared`, value: pairs, unit: 'pairs' },
    { name: `${name}: blocking rules without blocks left out`, value: rules.length, unit: 'rules' },
    { name: `${name}: F1 of clusters`, value: f1, unit: 'F1' },
  ];
}

/** The figures of the middle round by processor time. */
function middleOf(rounds: readonly SplinkFigures[]): SplinkFigures {
  const middle = rounds.toSorted((a, b) => a.cpuSeconds - b.cpuSeconds)[Math.floor(rounds.length / 2)];
  if (!middle) throw new Error('No round was measured.');
  return middle;
}
