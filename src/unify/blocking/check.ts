import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import { unifyError } from '../catalogue.ts';
import { comparesPairs, type PlannedRule, type UnifyPlan } from '../plan/plan.ts';
import { skippedTableOf } from '../tables.ts';
import { blockKeysOf, keyColumns, keyedRows } from './key.ts';
import { refuseWithoutKeys, tellSuggestions } from './suggest.ts';

/** Blocks of the rule that is looked at: its keys, size (rows) and pairs. Dropped when the rule is judged. */
const SIZE_TABLE = 'unify_block_size';

/** Blocks named when a rule is refused. */
const BLOCKS_TOLD = 3;

/** All rules that compare pairs of rows, whatever they make of them. */
export function pairRules(plan: UnifyPlan): PlannedRule[] {
  return [...plan.separations, ...plan.deduplications, ...plan.matches].filter(comparesPairs);
}

/** Name of the stage that looks at the size of blocks. */
export const CHECK_STAGE = 'match:check';

/**
 * The stage that counts, before anything is compared, what each rule would compare. It keeps the blocks that are too
 * large (`skippedTableOf`) and stops the refresh where a rule would explode.
 */
export function blockCheckStage(plan: UnifyPlan): Stage {
  return {
    name: CHECK_STAGE,
    summary: 'Counts the pairs that each rule would compare, and refuses a rule with too many.',
    run: async (session) => {
      for (const rule of pairRules(plan)) await checkBlocks(session, plan, rule);
    },
  };
}

/**
 * A rule's candidate pairs are those of its blocks of at most `maxBlockSize` rows. Larger blocks are skipped, which is
 * right for a few worn-out values; where they hold more than half of the rows the key itself is too weak, and their pairs
 * count as well.
 * @throws FLX_UNIFY_NO_BLOCKING, FLX_UNIFY_TOO_MANY_PAIRS
 */
export async function checkBlocks(session: EngineSession, plan: UnifyPlan, rule: PlannedRule): Promise<void> {
  if (blockKeysOf(rule).length === 0) return refuseWithoutKeys(session, rule);
  const { maxBlockSize, maxPairs } = plan;
  await session.run(sql`create or replace table ${id(SIZE_TABLE)} as ${blockSizes(rule, session)}`);
  const isKept = sql`size <= ${maxBlockSize}`;
  const [totals] = await session.rows(
    sql`select sum(pairs) as pairs, sum(size) as records, sum(case when ${isKept} then pairs end) as kept_pairs, sum(case when ${isKept} then size end) as kept_records from ${id(SIZE_TABLE)}`,
  );
  const total = (name: string) => Number(totals?.[name] ?? 0);
  const isWeak = total('kept_records') * 2 < total('records');
  const pairs = isWeak ? total('pairs') : total('kept_pairs');
  if (pairs > maxPairs) throw await tooManyPairs(session, rule, { pairs, maxPairs });
  await session.run(
    sql`create or replace table ${id(skippedTableOf(rule.key))} as select ${join(keyColumns(rule))}, size from ${id(SIZE_TABLE)} where size > ${maxBlockSize}`,
  );
  await session.drop(SIZE_TABLE);
}

/** Blocks in which there is a pair to compare: keys, size, pairs. */
function blockSizes(rule: PlannedRule, { dialect }: EngineSession): Sql {
  const keys = join(keyColumns(rule));
  const sizes = (side: 'left' | 'right', name: Sql) =>
    sql`(select ${keys}, count(*) as ${name} from (${keyedRows(rule, side, dialect)}) group by ${keys})`;
  return rule.kind === 'deduplicate'
    ? sql`select ${keys}, size, size * (size - 1) / 2 as pairs from ${sizes('left', sql`size`)} where size > 1`
    : sql`select ${keys}, left_rows + right_rows as size, left_rows * right_rows as pairs from ${sizes('left', sql`left_rows`)} join ${sizes('right', sql`right_rows`)} using (${keys})`;
}

async function tooManyPairs(
  session: EngineSession,
  rule: PlannedRule,
  { pairs, maxPairs }: { readonly pairs: number; readonly maxPairs: number },
) {
  const largest = await largestBlocks(session, rule, { table: SIZE_TABLE, count: BLOCKS_TOLD });
  const blocks = largest.map(({ key, size }) => `${key} (${size} rows)`).join('; ');
  const suggestion = await tellSuggestions(session, rule);
  return unifyError(
    'FLX_UNIFY_TOO_MANY_PAIRS',
    { rule: rule.name, pairs, limit: maxPairs, blocks, suggestion },
    { place: { object: 'unification', pointer: rule.pointer } },
  );
}

/** The largest blocks in a table of keys and `size`, each with its key as people read it: `City = 'Bilbo', …`. */
export async function largestBlocks(
  session: EngineSession,
  rule: PlannedRule,
  { table, count }: { readonly table: string; readonly count: number },
): Promise<readonly { readonly key: string; readonly size: number }[]> {
  const columns = keyColumns(rule).map((column) => sql`cast(${column} as ${session.dialect.typeName('string')})`);
  const rows = await session.rows(
    sql`select size, ${join(columns)} from ${id(table)} order by size desc, ${join(keyColumns(rule))} limit ${count}`,
  );
  return rows.map((row) => {
    const [size, ...values] = Object.values(row);
    const key = blockKeysOf(rule).map((part, index) => `${part.left.attribute.name} = '${values[index]}'`);
    return { key: key.join(', '), size: Number(size) };
  });
}
