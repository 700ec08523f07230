import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { matchFiles } from '../../src/app/match/match-files.ts';
import { systemClock } from '../../src/base/clock.ts';
import { scanRows } from '../../src/sources/csv/scan.ts';

/** A file of records of which it is known who is who. */
export interface LabelledFile {
  readonly path: string;
  readonly key: string;
  /** Column that holds the truth; taken out before the file is matched. */
  readonly truth?: string;
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
}

/** Matches a file with default settings and compares the clusters with the truth, which the match never sees. */
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
    const blind = [header, ...rows].map((row) =>
      row
        .filter((_, index) => index !== truth)
        .map(quoted)
        .join(','),
    );
    const path = join(folder, basename(file.path));
    const out = join(folder, 'clusters.csv');
    await writeFile(path, `${blind.join('\n')}\n`);
    const { seconds } = await matchFiles(
      { files: [path], key: file.key, plan: {}, out, threads: 0, memoryLimit: '2GB', hasReport: false },
      { clock: systemClock },
    );
    const truths = new Map(rows.map((row) => [row[key] ?? '', file.truthOfKey?.(row[key] ?? '') ?? row[truth] ?? '']));
    const found = scanRows(await readFile(out, 'utf8'), { delimiter: ',', quote: '"' }, Number.POSITIVE_INFINITY).slice(
      1,
    );
    return { ...compare(found.map(([, own = '', cluster = '']) => [truths.get(own) ?? own, cluster])), seconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** Pairwise agreement of clusters with the truth. */
function compare(members: readonly (readonly [string, string])[]): Omit<ClusterQuality, 'seconds'> {
  const pairs = (keys: readonly string[]) =>
    [...Map.groupBy(keys, (key) => key).values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const right = pairs(members.map(([truth, cluster]) => JSON.stringify([truth, cluster])));
  const [wanted, found] = [pairs(members.map(([truth]) => truth)), pairs(members.map(([, cluster]) => cluster))];
  return { precision: right / found, recall: right / wanted, f1: (2 * right) / (wanted + found), rows: members.length };
}
