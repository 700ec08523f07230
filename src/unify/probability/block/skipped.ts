import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, sql } from '../../../sql/sql.ts';
import { SKIPPED_BLOCK_TABLE } from '../tables.ts';
import type { MeasuredBlocking } from './choose.ts';
import { blockingKey } from './key.ts';

/** Blocking rules of which the largest block is looked up. */
const RULES_TOLD = 3;

/**
 * Keeps the largest block of the rules in use (of all where none could be used) that skipped blocks of more than
 * `maxBlockSize` rows: key as people read it, and size. Blocks left out to stay within the number of pairs are no fault of the data and are not among them.
 */
export async function keepSkippedBlocks(
  session: EngineSession,
  blocking: readonly MeasuredBlocking[],
  maxBlockSize: number,
): Promise<void> {
  const inUse = blocking.filter(({ isUsed }) => isUsed);
  const told = (inUse.length > 0 ? inUse : blocking)
    .filter(({ largestSkipped }) => largestSkipped > maxBlockSize)
    .sort((a, b) => b.largestSkipped - a.largestSkipped)
    .slice(0, RULES_TOLD);
  const rows = [];
  for (const measured of told) rows.push(await largestBlock(session, measured));
  const columns = [
    { name: 'key', type: 'string' },
    { name: 'size', type: 'integer' },
  ] as const;
  await session.insert(SKIPPED_BLOCK_TABLE, columns, [rows]);
}

/** A block that was left out: what its records share, and how many they are. */
export interface SkippedBlock {
  readonly key: string;
  readonly rows: number;
}

/** The blocks that `keepSkippedBlocks` kept, the largest first. */
export async function readSkippedBlocks(session: EngineSession): Promise<SkippedBlock[]> {
  const rows = await session.rows(sql`select key, size from ${id(SKIPPED_BLOCK_TABLE)} order by size desc, key`);
  return rows.map(({ key, size }) => ({ key: String(key), rows: Number(size) }));
}

async function largestBlock(session: EngineSession, { rule }: MeasuredBlocking) {
  const { rows: keyed, key, isThere } = blockingKey(rule, session);
  const text = session.dialect.typeName('string');
  const parts = rule.keys.map(({ column, first }) => {
    const value = sql`cast(${id(column)} as ${text})`;
    return sql`min(${first === undefined ? value : session.dialect.prefix(value, first)})`;
  });
  const [row = {}] = await session.rows(
    sql`select count(*) as size, ${join(parts)} from ${keyed} where ${isThere} group by ${key} order by size desc, ${key} limit 1`,
  );
  const [size, ...values] = Object.values(row);
  const told = rule.keys.map(({ column }, index) => `${column.replaceAll('_', ' ')} = '${values[index]}'`);
  return { key: told.join(', '), size: Number(size) };
}
