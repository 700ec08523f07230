import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { matchFiles } from '../../src/app/match/match-files.ts';
import { systemClock } from '../../src/base/clock.ts';
import { scanRows } from '../../src/sources/csv/scan.ts';
import type { Calibration } from '../../src/unify/probability/report/calibration.ts';

/** A file of records of which it is known who is who. */
export interface LabelledFile {
  readonly path: string;
  readonly key: string;
  /** Column that holds the truth; taken out before the file is matched. */
  readonly truth?: string;
  /** Further columns that are taken out, to see how well the rest does. */
  readonly without?: readonly string[];
  /** The truth of a row, where its key tells. */
  readonly truthOfKey?: (key: string) => string;
}

/** How well clusters agree with the truth, over pairs of records that are together in either. */
export interface ClusterQuality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly rows: number;
  readonly seconds: number;
  /** How far match probabilities of the pairs compared are what they say. */
  readonly calibration: Calibration | undefined;
}

/** Matches a file with default settings and compares the clusters with the truth, which only the measuring of what it made sees. */
export async function measureQuality(file: LabelledFile): Promise<ClusterQuality> {
  const folder = await mkdtemp(join(tmpdir(), 'fluxu-conformance-'));
  try {
    const [header = [], ...rows] = scanRows(
      (await readFile(file.path, 'utf8')).replace(/^\ufeff/, ''),
      { delimiter: ',', quote: '"' },
      Number.POSITIVE_INFINITY,
    );
    const place = (name: string | undefined) => header.findIndex((column) => column.trim() === name);
    const [key, truth] = [place(file.key), place(file.truth)];
    const hidden = [truth, ...(file.without ?? []).map(place)];
    const blind = [header, ...rows].map((row) =>
      row
        .filter((_, index) => !hidden.includes(index))
        .map(quoted)
        .join(','),
    );
    const path = join(folder, basename(file.path));
    const out = join(folder, 'clusters.csv');
    await writeFile(path, `${blind.join('\n')}\n`);
    const truths = new Map(rows.map((row) => [row[key] ?? '', file.truthOfKey?.(row[key] ?? '') ?? row[truth] ?? '']));
    const source = basename(path).replace(/\.[^.]+$/, '');
    const labels = { clusters: [...truths].map(([own, cluster]) => ({ row: { source, key: own }, cluster })) };
    const { seconds, thresholds } = await matchFiles(
      { files: [path], key: file.key, plan: {}, out, threads: 0, memoryLimit: '2GB', hasReport: false, labels },
      { clock: systemClock },
    );
    const found = scanRows(await readFile(out, 'utf8'), { delimiter: ',', quote: '"' }, Number.POSITIVE_INFINITY).slice(
      1,
    );
    return {
      ...compare(found.map(([, own = '', cluster = '']) => [truths.get(own) ?? own, cluster])),
      seconds,
      calibration: thresholds?.calibration,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** Pairwise agreement of clusters with the truth. */
function compare(members: readonly (readonly [string, string])[]): Omit<ClusterQuality, 'seconds' | 'calibration'> {
  const pairs = (keys: readonly string[]) =>
    [...Map.groupBy(keys, (key) => key).values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const right = pairs(members.map(([truth, cluster]) => JSON.stringify([truth, cluster])));
  const [wanted, found] = [pairs(members.map(([truth]) => truth)), pairs(members.map(([, cluster]) => cluster))];
  return { precision: right / found, recall: right / wanted, f1: (2 * right) / (wanted + found), rows: members.length };
}
