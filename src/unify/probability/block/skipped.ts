import { TABLES } from '../../../model/tables.ts';
import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { LARGE_BLOCK_TABLE, SKIPPED_BLOCK_TABLE } from '../tables.ts';
import type { KeptBlocking, MeasuredBlocking } from './choose.ts';
import { blockingKey } from './key.ts';
import type { EvidenceBlocking } from './rules.ts';

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
  await insertTold(session, rows);
}

/** The same of a model that is kept, from the rows of `LargeBlock`. */
export async function tellLargest(
  session: EngineSession,
  blocking: readonly KeptBlocking[],
  maxBlockSize: number,
): Promise<void> {
  const [rule, size] = [id('Rule'), id('Size')];
  const largest = await session.rows(sql`select ${rule} as rule, ${id('Key')} as key, ${size} as size from (
    select *, row_number() over (partition by ${rule} order by ${size} desc, ${id('Hash')}) as place from ${id(TABLES.largeBlock)} where ${size} > ${maxBlockSize}) where place = 1`);
  const told = blocking
    .flatMap((own) => largest.filter((row) => row['rule'] === own.rule))
    .map((row) => ({ key: String(row['key']), size: Number(row['size']) }))
    .sort((a, b) => b.size - a.size)
    .slice(0, RULES_TOLD);
  await insertTold(session, told);
}

async function insertTold(session: EngineSession, told: readonly { readonly key: string; readonly size: number }[]) {
  const columns = [
    { name: 'key', type: 'string' },
    { name: 'size', type: 'integer' },
  ] as const;
  await session.insert(SKIPPED_BLOCK_TABLE, columns, [told]);
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
  const { key } = blockingKey(rule, session);
  const [row] = await session.rows(sql`${toldBlocks(session, rule, sql`true`)} order by size desc, ${key} limit 1`);
  return { key: String(row?.['told']), size: Number(row?.['size']) };
}

/** Query of the blocks of a rule of which `isWanted` holds over `count(*)`: hash, told (the key as people read it), size. */
function toldBlocks(session: EngineSession, rule: EvidenceBlocking, isWanted: Sql): Sql {
  const { rows: keyed, key, isThere } = blockingKey(rule, session);
  const text = session.dialect.typeName('string');
  const parts = rule.keys.map(({ column, first }, index) => {
    const value = sql`cast(${id(column)} as ${text})`;
    const least = sql`min(${first === undefined ? value : session.dialect.prefix(value, first)})`;
    return sql`${`${index === 0 ? '' : ', '}${column.replaceAll('_', ' ')} = '`} || ${least} || ${"'"}`;
  });
  return sql`select ${key} as hash, ${join(parts, ' || ')} as told, count(*) as size from ${keyed} where ${isThere} group by ${key} having ${isWanted}`;
}

/**
 * Query of the keys, as people read them, of all blocks that have more than `maxBlockSize` records by rules in use: rule,
 * hash, told.
 */
export async function allToldBlocks(
  session: EngineSession,
  rules: readonly EvidenceBlocking[],
  maxBlockSize: number,
): Promise<Sql> {
  const large = await session.rows(
    sql`select distinct rule from ${id(LARGE_BLOCK_TABLE)} where size > ${maxBlockSize}`,
  );
  const parts = rules
    .filter(({ name }) => large.some(({ rule }) => rule === name))
    .map((rule) => {
      const told = toldBlocks(session, rule, sql`count(*) > ${maxBlockSize}`);
      return sql`select ${rule.name} as rule, hash, told from (${told})`;
    });
  const nothing = sql`select '' as rule, ${session.dialect.shortHash([sql`1`])} as hash, '' as told where false`;
  return join([nothing, ...parts], ' union all ');
}
