import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runContosoConformance } from '../contoso.ts';
import type { ConformanceRow, ConformanceTable } from '../table.ts';
import { figures } from './figures.ts';
import { households } from './households.ts';
import { type LabelledFile, measureQuality } from './labelled.ts';
import { sites } from './sites.ts';

/** A set with its least F1 of clusters, and its least calibration: 1 less the expected calibration error of the pairs compared. */
type MeasuredSet = LabelledFile & { readonly name: string; readonly floor: number; readonly calibrationFloor: number };

/** Public sets, matched with default settings and without labels. */
const SETS: readonly MeasuredSet[] = [
  {
    name: 'febrl3',
    path: 'people/febrl3.csv',
    key: 'rec_id',
    truthOfKey: (key) => key.trim().split('-')[1] ?? key,
    floor: 0.998,
    calibrationFloor: 0.999,
  },
  {
    name: 'fake_1000',
    path: 'people/fake_1000.csv',
    key: 'unique_id',
    truth: 'cluster',
    floor: 0.94,
    calibrationFloor: 0.975,
  },
];

/** Generated sets, of kinds that no public set here is of: heavy errors with many records a person, organisations, and people who live together. */
const GENERATED = [
  {
    name: 'figures',
    text: async () => figures(2000),
    key: 'unique_id',
    truth: 'cluster',
    floor: 0.88,
    calibrationFloor: 0.985,
  },
  { name: 'sites', text: async () => sites(1200), key: 'Id', truth: 'True Id', floor: 0.97, calibrationFloor: 0.995 },
  {
    name: 'households',
    text: (folder: string) => households(folder, 9000),
    key: 'id',
    truth: 'truth',
    floor: 0.985,
    calibrationFloor: 0.999,
  },
  {
    name: 'households without birth date and mail',
    text: (folder: string) => households(folder, 9000),
    key: 'id',
    truth: 'truth',
    without: ['email', 'birth_date'],
    floor: 0.97,
    calibrationFloor: 0.995,
  },
] as const;

/** F1 is shown as so many of this many. */
const SHARES = 10_000;

/** How well records are matched whose truth is known, public and generated, and the sample company to the unit. */
export async function runMatchingConformance(data: string): Promise<ConformanceTable> {
  const rows: ConformanceRow[] = [];
  for (const set of SETS) {
    const path = join(data, set.path);
    if (!existsSync(path)) continue;
    rows.push(...(await rowsOf({ ...set, path })));
  }
  const folder = await mkdtemp(join(tmpdir(), 'fluxu-generated-'));
  for (const { text, ...set } of GENERATED) {
    const path = join(folder, `${set.name}.csv`);
    await writeFile(path, await text(folder));
    rows.push(...(await rowsOf({ ...set, path })));
  }
  await rm(folder, { recursive: true });
  if (existsSync(join(data, 'contoso'))) rows.push(...(await runContosoConformance(join(data, 'contoso'))).rows);
  return { subject: 'matching', rows };
}

async function rowsOf(set: MeasuredSet): Promise<ConformanceRow[]> {
  const { f1, precision, recall, calibration } = await measureQuality(set);
  const { error = 1, doubtfulError = 1, doubtfulPairs = 0, logLoss = 1 } = calibration ?? {};
  return [
    {
      category: `${set.name}: F1 of clusters (P ${precision.toFixed(4)} R ${recall.toFixed(4)})`,
      passed: Math.round(f1 * SHARES),
      total: SHARES,
      floor: set.floor,
    },
    {
      category: `${set.name}: calibration (loss ${logLoss.toFixed(4)} bits, off ${doubtfulError.toFixed(2)} in ${doubtfulPairs} doubtful)`,
      passed: Math.round((1 - error) * SHARES),
      total: SHARES,
      floor: set.calibrationFloor,
    },
  ];
}
