import type { EngineSession, Row } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { linkSources } from '../cluster/link.ts';
import { comparesPairs, type PlannedEntity, type PlannedRule, type UnifyPlan } from '../plan/plan.ts';
import {
  CLUSTER_TABLE,
  GROUP_TABLE,
  KEY_CHECK_TABLE,
  keyTableOf,
  LINK_TABLE,
  MEMBER_TABLE,
  NAME_TABLE,
  PROFILE_TABLE,
  skippedTableOf,
} from '../tables.ts';

/** Records of one entity. */
interface EntityStatistics {
  readonly entity: string;
  /** Rows in the source. */
  readonly rows: number;
  /** Rows with a primary key of their own. */
  readonly records: number;
  /** Records after deduplication. */
  readonly uniqueRecords: number;
  /** Unique records that were matched with another entity. */
  readonly matchedRecords: number;
  readonly matchedPercent: number;
}

/** What one rule linked. */
interface RuleStatistics {
  readonly rule: string;
  readonly kind: 'deduplicate' | 'match';
  readonly left: string;
  readonly right: string;
  readonly links: number;
  readonly leftRecords: number;
  readonly leftPercent: number;
  readonly rightRecords: number;
  readonly rightPercent: number;
  readonly skippedBlocks: number;
}

/** How far two entities were matched by all rules between them. */
interface PairStatistics {
  readonly left: string;
  readonly right: string;
  readonly leftRecords: number;
  readonly leftPercent: number;
  readonly rightRecords: number;
  readonly rightPercent: number;
}

/** The figures shown after unification. */
export interface UnificationStatistics {
  /** Records of all entities, each group of duplicates counted once. */
  readonly uniqueSourceRecords: number;
  /** Profiles, matched or not. */
  readonly matchedAndNonMatchedRecords: number;
  /** Profiles that hold records of more than one entity. */
  readonly matchedRecordsOnly: number;
  /** Profiles that were renamed, joined or split since the last refresh. */
  readonly profilesWithPreviousId: number;
  readonly entities: readonly EntityStatistics[];
  readonly pairs: readonly PairStatistics[];
  readonly rules: readonly RuleStatistics[];
}

/** Reads the figures from a session in which all stages ran. */
export async function readStatistics(session: EngineSession, plan: UnifyPlan): Promise<UnificationStatistics> {
  const entities = await readEntities(session, plan);
  const records = new Map(entities.map((entity) => [entity.entity, entity.records]));
  const [profiles] = await session.rows(
    sql`select count(*) as profiles, count(case when is_matched then 1 end) as matched from ${id(PROFILE_TABLE)}`,
  );
  const renamed = await session.value(sql`select count(${id('PreviousCustomerId')}) from ${id(NAME_TABLE)}`);
  return {
    uniqueSourceRecords: entities.reduce((total, entity) => total + entity.uniqueRecords, 0),
    matchedAndNonMatchedRecords: numberIn(profiles, 'profiles'),
    matchedRecordsOnly: numberIn(profiles, 'matched'),
    profilesWithPreviousId: Number(renamed),
    entities,
    pairs: await readPairs(session, plan, records),
    rules: await readRules(session, plan, records),
  };
}

/** A number in a row; 0 where there is none. */
export const numberIn = (row: Row | undefined, name: string) => Number(row?.[name] ?? 0);
/** Share of a whole in percent, to two places; 0 of nothing. */
export const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100);

async function readEntities(session: EngineSession, plan: UnifyPlan): Promise<EntityStatistics[]> {
  const checks = await session.rows(sql`select * from ${id(KEY_CHECK_TABLE)}`);
  const matched = sql`select distinct coalesce(grouped.root, member.rid) as rid, member.position from ${id(MEMBER_TABLE)} as member
    join ${id(PROFILE_TABLE)} as profile on profile.cluster = member.cluster and profile.is_matched
    left join ${id(GROUP_TABLE)} as grouped on grouped.rid = member.rid`;
  const counts = await session.rows(sql`select position, count(*) as matched from (${matched}) group by position`);
  const folded = await session.rows(join(plan.entities.map(foldedRecords), ' union all '));
  return plan.entities.map(({ name, position }) => {
    const check = checks.find((row) => row['entity'] === name);
    const records = numberIn(check, 'records');
    const uniqueRecords =
      records -
      numberIn(
        folded.find((row) => row['position'] === position),
        'folded',
      );
    const matchedRecords = numberIn(
      counts.find((row) => row['position'] === position),
      'matched',
    );
    const matchedPercent = percent(matchedRecords, uniqueRecords);
    return {
      entity: name,
      rows: numberIn(check, 'source_rows'),
      records,
      uniqueRecords,
      matchedRecords,
      matchedPercent,
    };
  });
}

/** Records that are not the first of their group. */
function foldedRecords({ name, position }: PlannedEntity): Sql {
  return sql`select ${position} as position, count(*) as folded from ${id(GROUP_TABLE)} as grouped join ${id(keyTableOf(name))} as keys on keys.rid = grouped.rid where grouped.rid <> grouped.root`;
}

async function readRules(
  session: EngineSession,
  plan: UnifyPlan,
  records: ReadonlyMap<string, number>,
): Promise<RuleStatistics[]> {
  const rows = await session.rows(
    sql`select sequence, count(*) as links, count(distinct left_rid) as left_records, count(distinct right_rid) as right_records from ${id(LINK_TABLE)} group by sequence`,
  );
  const statistics: RuleStatistics[] = [];
  for (const { sequence, rule } of linkSources(plan)) {
    if (!rule) continue;
    const row = rows.find((candidate) => candidate['sequence'] === sequence);
    statistics.push({ ...countsOf(rule, row, records), skippedBlocks: await readSkipped(session, rule) });
  }
  return statistics;
}

function countsOf(
  rule: PlannedRule,
  row: Row | undefined,
  records: ReadonlyMap<string, number>,
): Omit<RuleStatistics, 'skippedBlocks'> {
  const [leftRecords, rightRecords] = [numberIn(row, 'left_records'), numberIn(row, 'right_records')];
  return {
    rule: rule.name,
    kind: rule.kind,
    left: rule.left.name,
    right: rule.right.name,
    links: numberIn(row, 'links'),
    leftRecords,
    leftPercent: percent(leftRecords, records.get(rule.left.name) ?? 0),
    rightRecords,
    rightPercent: percent(rightRecords, records.get(rule.right.name) ?? 0),
  };
}

async function readSkipped(session: EngineSession, rule: PlannedRule): Promise<number> {
  return comparesPairs(rule) ? session.rowCount(skippedTableOf(rule.key)) : 0;
}

async function readPairs(
  session: EngineSession,
  plan: UnifyPlan,
  records: ReadonlyMap<string, number>,
): Promise<PairStatistics[]> {
  const statistics: PairStatistics[] = [];
  for (const [left, right] of pairsOf(plan)) {
    const matched = async (own: PlannedEntity, other: PlannedEntity) =>
      Number(
        await session.value(sql`select count(*) from ${id(CLUSTER_TABLE)} as clustered join ${id(keyTableOf(own.name))} as keys on keys.rid = clustered.rid
          where clustered.cluster in (select others.cluster from ${id(CLUSTER_TABLE)} as others join ${id(keyTableOf(other.name))} as keys on keys.rid = others.rid)`),
      );
    const [leftRecords, rightRecords] = [await matched(left, right), await matched(right, left)];
    statistics.push({
      left: left.name,
      right: right.name,
      leftRecords,
      leftPercent: percent(leftRecords, records.get(left.name) ?? 0),
      rightRecords,
      rightPercent: percent(rightRecords, records.get(right.name) ?? 0),
    });
  }
  return statistics;
}

/** Each two entities that some rule compares, once. */
export function pairsOf(plan: UnifyPlan): [PlannedEntity, PlannedEntity][] {
  const pairs = plan.matches.map(
    ({ left, right }) =>
      (left.position < right.position ? [left, right] : [right, left]) as [PlannedEntity, PlannedEntity],
  );
  return [...new Map(pairs.map((pair) => [pair.map((entity) => entity.position).join(), pair])).values()];
}
