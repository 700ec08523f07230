import type { FluxuError } from '../../base/errors.ts';
import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createOutputStage, type Stage } from '../../sql/stage.ts';
import { unifyError } from '../catalogue.ts';
import type { PlannedRule, UnifyPlan } from '../plan/plan.ts';
import { skippedTableOf } from '../tables.ts';
import { CHECK_STAGE, pairRules } from './check.ts';
import { blockKeysOf, keyColumns, keyedRows } from './key.ts';

/** Name of the stage that keeps the skipped blocks. */
export const SKIPPED_STAGE = 'merge:skipped-blocks';

/** The blocks that were skipped when the published profiles were made. */
export const PUBLISHED_SKIPPED = id(previousTableOf(TABLES.skippedBlock));

/** The same in memory, once a part of the records is unified: hardly any, and they are asked for by every rule. */
export const KNOWN_SKIPPED = id('unify_skipped_known');

const skippedHashes = ({ key }: PlannedRule): Sql =>
  sql`select ${id('Hash')} from ${KNOWN_SKIPPED} where ${id('Rule')} = ${key}`;

/** The stage that keeps all skipped blocks, told and counted, so that the next refresh knows them without counting all. */
export function skippedBlockStage(plan: UnifyPlan, dialect: Dialect): Stage {
  const parts = pairRules(plan).map((rule) => {
    const columns = [
      sql`${rule.key} as ${id('Rule')}`,
      sql`${dialect.hash(keyColumns(rule))} as ${id('Hash')}`,
      sql`${toldKey(rule, dialect)} as ${id('Key')}`,
      sql`cast(size as ${dialect.typeName('integer')}) as ${id('Size')}`,
    ];
    return sql`select ${join(columns)} from ${id(skippedTableOf(rule.key))}`;
  });
  const nothing = sql`select '' as ${id('Rule')}, ${dialect.hash([sql`1`])} as ${id('Hash')}, '' as ${id('Key')},
    cast(0 as ${dialect.typeName('integer')}) as ${id('Size')} where false`;
  return createOutputStage({
    name: SKIPPED_STAGE,
    summary: 'Blocks of records that are too large to be compared, by rule.',
    table: TABLES.skippedBlock,
    query: join([nothing, ...parts], ' union all '),
  });
}

/** A key as people read it: `City = 'Bilbo', …`. */
function toldKey(rule: PlannedRule, dialect: Dialect): Sql {
  const columns = keyColumns(rule);
  const parts = blockKeysOf(rule).map(
    ({ left }, index) =>
      sql`${`${index === 0 ? '' : ', '}${left.attribute.name} = '`} || cast(${columns[index] ?? sql`null`} as ${dialect.typeName('string')}) || ${"'"}`,
  );
  return join(parts, ' || ');
}

/**
 * The stage that stands for the one that counts blocks where only a part of the records is unified: it skips the blocks
 * that are skipped among all records.
 */
export function publishedSkippedStage(plan: UnifyPlan): Stage {
  return {
    name: CHECK_STAGE,
    summary: 'Blocks that are skipped: those that were, for that none came or went was looked at before.',
    run: async (session: EngineSession) => {
      for (const rule of pairRules(plan)) {
        const keys = join(keyColumns(rule));
        const sides = (rule.kind === 'match' ? (['left', 'right'] as const) : (['left'] as const)).map(
          (side) => sql`select ${keys} from (${keyedRows(rule, side, session.dialect)})`,
        );
        await session.run(sql`create or replace table ${id(skippedTableOf(rule.key))} as
          select distinct ${keys}, 0 as size from (${join(sides, ' union all ')})
          where ${session.dialect.hash(keyColumns(rule))} in (${skippedHashes(rule)})`);
      }
    },
  };
}

/** The largest skipped blocks of a rule, and how many there are. */
export async function readSkippedBlocks(session: EngineSession, { key }: PlannedRule, count: number) {
  const skipped = sql`${id(TABLES.skippedBlock)} where ${id('Rule')} = ${key}`;
  const rows = await session.rows(
    sql`select ${id('Key')}, ${id('Size')} from ${skipped} order by ${id('Size')} desc, ${id('Key')} limit ${count}`,
  );
  const all = rows.length < count ? rows.length : Number(await session.value(sql`select count(*) from ${skipped}`));
  return { blocks: rows.map((row) => ({ key: String(row['Key']), size: Number(row['Size']) })), count: all };
}

/** Skipped blocks of a rule. */
interface SkippedBlocks {
  /** The largest ones. */
  readonly blocks: readonly { readonly key: string; readonly size: number }[];
  /** All of them. */
  readonly count: number;
  /** A refresh would skip them; false where it did. */
  readonly isForeseen?: boolean;
}

/** What is said of the skipped blocks of a rule: the largest ones, and how many there are. */
export function tellSkipped(
  plan: UnifyPlan,
  rule: PlannedRule,
  { blocks, count, isForeseen = false }: SkippedBlocks,
): FluxuError[] {
  const place = { object: 'unification', pointer: rule.pointer };
  const named = { rule: rule.name, limit: plan.maxBlockSize };
  const [one, more] = isForeseen
    ? (['FLX_UNIFY_BLOCK_TO_SKIP', 'FLX_UNIFY_BLOCKS_TO_SKIP'] as const)
    : (['FLX_UNIFY_BLOCK_SKIPPED', 'FLX_UNIFY_BLOCKS_SKIPPED'] as const);
  const told = blocks.map((block) => unifyError(one, { ...named, ...block }, { place }));
  const rest = count - blocks.length;
  return rest > 0 ? [...told, unifyError(more, { ...named, count: rest }, { place })] : told;
}
