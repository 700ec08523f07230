import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ColumnType } from '../../sql/column.ts';
import type { LandingPlace, RawColumn } from '../kind.ts';

/** A row that came over the network, by column name. Objects and lists are kept as JSON text. */
export type SourceRow = Readonly<Record<string, unknown>>;

export interface ChunkLanding {
  readonly chunks: AsyncIterable<readonly SourceRow[]>;
  /** File to which rows are staged, so that any number of them needs little memory. */
  readonly stagingPath: string;
  readonly knownTypes?: ReadonlyMap<string, ColumnType>;
}

/** Lands rows that arrive in chunks; the columns are those of all rows, in order of first appearance. */
export async function landChunks(
  { session, table }: LandingPlace,
  { chunks, stagingPath, knownTypes }: ChunkLanding,
): Promise<readonly RawColumn[]> {
  await mkdir(dirname(stagingPath), { recursive: true });
  await pipeline(Readable.from(lines(chunks)), createWriteStream(stagingPath));
  try {
    const { columns } = await session.loadFiles({
      table,
      paths: [stagingPath],
      format: { format: 'json', shape: 'lines' },
    });
    return columns.map(({ name, type }) => {
      const knownType = knownTypes?.get(name);
      return knownType === undefined ? { name, rawType: type } : { name, rawType: type, knownType };
    });
  } finally {
    await rm(stagingPath, { force: true });
  }
}

async function* lines(chunks: AsyncIterable<readonly SourceRow[]>): AsyncIterable<string> {
  for await (const rows of chunks) if (rows.length > 0) yield `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
}
