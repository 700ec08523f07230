import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { NEIGHBOURHOOD, PUBLISHED_KEY_TABLE } from '../blocking/slot.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { keptRules, MAX_BLOCK_SIZE } from '../probability/block/choose.ts';
import { usesSounds } from '../probability/block/key.ts';
import { keyColumn, keyColumns, makeKeys } from '../probability/block/keys.ts';
import { makeSounds } from '../probability/block/sound.ts';
import type { ModelBasis } from '../probability/kept/basis.ts';
import { makeStandardTable } from '../probability/standard/stage.ts';
import { KEY_TABLE } from '../probability/tables.ts';
import { listsOf, sourcesOf } from '../probability/unify.ts';
import { RID, recordTableOf } from '../tables.ts';
import { numberRecords } from './part.ts';
import {
  AREAS,
  CHANGED_TABLE,
  KNOWN_LARGE_TABLE,
  MOVED_TABLE,
  nowTableOf,
  PART_KEY_TABLE,
  RECOUNTED_TABLE,
} from './tables.ts';

/** Changed records with the keys of their blocks, as they are now and as they were: EntityName, AlternateValue, Block1, … */
const CHANGED_BLOCK_TABLE = 'unify_changed_block';
const FORMER_BLOCK_TABLE = 'unify_former_block';
/**
 * Blocks of these records: place of the rule, rule, most (records that it compares), hash, delta (records more than before),
 * is_new (a changed record is in it now), Key and Size of those that were too large, and is_open, false of those that still are.
 */
const SOUGHT_TABLE = 'unify_block_sought';
/** Published records in those that are open, a row a block: place, hash, EntityName, AlternateValue, Neighbourhood. */
const FOUND_TABLE = 'unify_block_found';
/** The same blocks: place, rule, hash, Key, before and now (records), was_large, is_large, is_new. */
const SIZE_TABLE = 'unify_block_size';

const record = [id('EntityName'), id('AlternateValue')];

/**
 * Finds what a change does to the blocks of the rules of a model that is kept. Afterwards the pairs that may be others are
 * those of `MOVED_TABLE`, and the blocks that were counted anew are in `RECOUNTED_TABLE`.
 * @returns why they cannot be followed, as a sentence; undefined when they can.
 */
export async function probeBlocks(
  session: EngineSession,
  plan: UnifyPlan,
  basis: ModelBasis,
): Promise<string | undefined> {
  await writeChangedBlocks(session, plan, basis);
  await seekBlocks(session, basis);
  await findRecords(session, basis.blocking.length);
  await countBlocks(session);
  const isSkipped = (size: Sql) => sql`${size} > ${MAX_BLOCK_SIZE}`;
  const crossed = sql`select count(*) from ${id(SIZE_TABLE)} where (${isSkipped(sql`before`)}) <> (${isSkipped(sql`now`)})`;
  if (Number(await session.value(crossed)) > 0) return 'A block of records has become too large, or is so no longer.';
  await noteLarge(session);
  await session.run(sql`create or replace table ${id(MOVED_TABLE)} as
    select ${join(record)}, max(is_changed) = 1 as is_changed from (
      select entity as ${id('EntityName')}, value as ${id('AlternateValue')}, 1 as is_changed from ${id(CHANGED_TABLE)} where is_relevant
      union all select ${join(record)}, 0 from ${id(FOUND_TABLE)} join ${id(SIZE_TABLE)} using (place, hash) where was_large <> is_large) as moved
    group by ${join(record)}`);
  return undefined;
}

/** After `probeBlocks`: neighbourhoods with pairs that came or went because their block became, or no longer is, too large. */
export const CROSSED_NEIGHBOURHOODS = sql`select distinct ${NEIGHBOURHOOD} from ${id(FOUND_TABLE)} join ${id(SIZE_TABLE)} using (place, hash) where was_large <> is_large`;

/** After `probeBlocks`: published records that are compared with a changed one: EntityName, AlternateValue, Neighbourhood. */
export const COMPARED_RECORDS = sql`select distinct ${join([...record, NEIGHBOURHOOD])} from ${id(FOUND_TABLE)} join ${id(SIZE_TABLE)} using (place, hash) where is_new and not is_large`;

/** Query of the keys of records with block columns, a row a key. */
function keysByPlace(records: string, count: number, further: readonly Sql[] = []): Sql {
  const places = keyColumns(count).map(
    (column, place) =>
      sql`select ${join([sql`${place} as place`, sql`${column} as hash`, ...further])} from ${id(records)} where ${column} is not null`,
  );
  return join(places, ' union all ');
}

/** Brings the changed records into the form in which they are blocked, and takes over the keys that they had. */
async function writeChangedBlocks(session: EngineSession, plan: UnifyPlan, basis: ModelBasis): Promise<void> {
  const columns = keyColumns(basis.blocking.length);
  const area = await session.area(AREAS.blocked);
  try {
    await numberRecords(area, plan, {
      records: sql`select entity, value from ${area.outer(CHANGED_TABLE)} where is_relevant`,
      rowsOf: async (entity, condition) => sql`select * from ${area.outer(nowTableOf(entity))} where ${condition}`,
    });
    const known = await makeStandardTable(area, await sourcesOf(area, plan), listsOf(plan), async () => 'unweighed');
    const rules = keptRules(known, basis.blocking);
    if (rules.some(usesSounds)) await makeSounds(area, known);
    await makeKeys(area, rules);
    const text = area.dialect.typeName('string');
    const keyed = plan.entities.map(
      ({
        name,
        primaryKey,
      }) => sql`select ${name} as ${id('EntityName')}, cast(record.${id(primaryKey.name)} as ${text}) as ${id('AlternateValue')}, ${join(columns)}
        from ${id(recordTableOf(name))} as record join ${id(KEY_TABLE)} as keys on keys.rid = record.${id(RID)}`,
    );
    await area.run(sql`create or replace table ${area.outer(CHANGED_BLOCK_TABLE)} as ${join(keyed, ' union all ')}`);
  } finally {
    await area.close();
  }
  await session.run(sql`create or replace table ${id(FORMER_BLOCK_TABLE)} as select ${join([...record, ...columns])} from ${id(PART_KEY_TABLE)} as part
    where exists (select 1 from ${id(CHANGED_TABLE)} as changed where changed.is_relevant and changed.entity = part.${id('EntityName')} and changed.value = part.${id('AlternateValue')})`);
}

/** Finds the blocks of the changed records, now and before, with what is known of those that were too large. */
async function seekBlocks(session: EngineSession, { blocking }: ModelBasis): Promise<void> {
  const rules = blocking.map(({ rule, sizeLimit }, place) => sql`(${place}, ${rule}, ${sizeLimit})`);
  const came = keysByPlace(CHANGED_BLOCK_TABLE, blocking.length, [sql`1 as delta`, sql`1 as is_new`]);
  const went = keysByPlace(FORMER_BLOCK_TABLE, blocking.length, [sql`-1`, sql`0`]);
  await session.run(sql`create or replace table ${id(SOUGHT_TABLE)} as
    select block.place, kept.rule, kept.most, block.hash, block.delta, block.is_new = 1 as is_new, large.${id('Key')}, large.${id('Size')},
      coalesce(large.${id('Size')} + block.delta <= kept.most, true) as is_open
    from (select place, hash, cast(sum(delta) as integer) as delta, max(is_new) as is_new from (${came} union all ${went}) as moved group by place, hash) as block
    join (values ${join(rules)}) as kept(place, rule, most) on kept.place = block.place
    left join ${id(previousTableOf(TABLES.largeBlock))} as large on large.${id('Rule')} = kept.rule and large.${id('Hash')} = block.hash`);
}

/** Finds the published records that share a block with a changed one, or did before it changed. */
async function findRecords(session: EngineSession, count: number): Promise<void> {
  const open = sql`from ${id(SOUGHT_TABLE)} where is_open`;
  const isSought = keyColumns(count).map(
    (column, place) => sql`${column} in (select hash ${open} and place = ${place})`,
  );
  const found = await session.rowsWhere(PUBLISHED_KEY_TABLE, join(isSought, ' or '));
  const candidate = 'unify_block_candidate';
  await session.run(
    sql`create or replace table ${id(candidate)} as select ${join([...record, NEIGHBOURHOOD, ...keyColumns(count)])} from (${found})`,
  );
  const keys = keysByPlace(candidate, count, [...record, NEIGHBOURHOOD]);
  await session.run(
    sql`create or replace table ${id(FOUND_TABLE)} as select own.* from (${keys}) as own join (select place, hash ${open}) as sought on sought.place = own.place and sought.hash = own.hash`,
  );
}

/** Counts these blocks, before the change and after it. */
function countBlocks(session: EngineSession): Promise<unknown> {
  const counted = sql`select sought.*, coalesce(sought.${id('Size')}, found.records, 0) as before from ${id(SOUGHT_TABLE)} as sought
    left join (select place, hash, count(*) as records from ${id(FOUND_TABLE)} group by place, hash) as found on found.place = sought.place and found.hash = sought.hash`;
  return session.run(sql`create or replace table ${id(SIZE_TABLE)} as
    select place, rule, hash, ${id('Key')}, before, before + delta as now, is_new, before > most as was_large, before + delta > most as is_large from (${counted})`);
}

/** Keeps the blocks that were or are too large among those that were counted. */
function noteLarge(session: EngineSession): Promise<unknown> {
  return session.run(sql`create or replace table ${id(RECOUNTED_TABLE)} as
    select rule as ${id('Rule')}, hash as ${id('Hash')}, ${id('Key')}, cast(now as integer) as ${id('Size')}, is_large
    from ${id(SIZE_TABLE)} where was_large or is_large`);
}

/** Notes which blocks of the records of a part, whose keys its session holds, are too large to be compared. */
export async function noteKnownLarge(area: EngineSession, { blocking }: ModelBasis): Promise<void> {
  const recounted = area.outer(RECOUNTED_TABLE);
  const [rule, hash] = [id('Rule'), id('Hash')];
  await area.run(sql`create or replace table ${id(KNOWN_LARGE_TABLE)} as
    select ${rule}, ${hash} from ${area.outer(previousTableOf(TABLES.largeBlock))}
      where ${hash} in (select hash from (${keysByPlace(KEY_TABLE, blocking.length)})) and (${rule}, ${hash}) not in (select ${rule}, ${hash} from ${recounted})
    union all select ${rule}, ${hash} from ${recounted} where is_large`);
}

/** Condition over the keys of a rule: its block is one of those that are compared. */
export function isCompared(basis: ModelBasis, place: number): Sql {
  return sql`${keyColumn(place)} not in (select ${id('Hash')} from ${id(KNOWN_LARGE_TABLE)} where ${id('Rule')} = ${basis.blocking[place]?.rule ?? ''})`;
}
