import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runContosoConformance } from '../contoso.ts';
import type { ConformanceRow, ConformanceTable } from '../table.ts';
import { type LabelledFile, measureQuality } from './labelled.ts';

/** Public sets with the least F1 of clusters, with default settings and without labels. */
const SETS: readonly (LabelledFile & { readonly name: string; readonly floor: number })[] = [
  {
    name: 'febrl3',
    path: 'people/febrl3.csv',
    key: 'rec_id',
    truthOfKey: (key) => key.trim().split('-')[1] ?? key,
    floor: 0.998,
  },
  { name: 'fake_1000', path: 'people/fake_1000.csv', key: 'unique_id', truth: 'cluster', floor: 0.94 },
];

/** F1 is shown as so many of this many. */
const SHARES = 10_000;

/** How well records are matched on public data whose truth is known, and the sample company to the unit. */
export async function runMatchingConformance(data: string): Promise<ConformanceTable> {
  const rows: ConformanceRow[] = [];
  for (const set of SETS) {
    const path = join(data, set.path);
    if (!existsSync(path)) continue;
    const { f1, precision, recall } = await measureQuality({ ...set, path });
    rows.push({
      category: `${set.name}: F1 of clusters (P ${precision.toFixed(4)} R ${recall.toFixed(4)})`,
      passed: Math.round(f1 * SHARES),
      total: SHARES,
      floor: set.floor,
    });
  }
  if (existsSync(join(data, 'contoso'))) rows.push(...(await runContosoConformance(join(data, 'contoso'))).rows);
  return { subject: 'matching', rows };
}
