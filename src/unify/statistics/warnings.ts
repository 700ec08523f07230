import type { ErrorRecord, FluxuError } from '../../base/errors.ts';
import { TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import { pairRules } from '../blocking/check.ts';
import { readSkippedBlocks, tellSkipped } from '../blocking/skipped.ts';
import { unifyError } from '../catalogue.ts';
import { type ListKind, listOf, writtenListTableOf } from '../match/pair-list.ts';
import type { PlannedRule, UnifyPlan } from '../plan/plan.ts';
import { readSkippedBlocks as readSkippedKeys } from '../probability/block/skipped.ts';
import { readDoubts } from '../probability/kept/model.ts';
import type { StrangeMatches } from '../probability/report/evidence.ts';
import { ALWAYS_TABLE, CLUSTER_TABLE, KEY_CHECK_TABLE, keyTableOf } from '../tables.ts';

/** Skipped blocks told one by one for each rule; the rest is counted. */
const BLOCKS_TOLD = 5;

/** Everything that was left out, overruled or skipped. A part is only unified where lists have no fault (see `countOverruled`). */
export async function readWarnings(
  session: EngineSession,
  plan: UnifyPlan,
  scope: 'all' | 'part',
): Promise<ErrorRecord[]> {
  const warnings = [...(await keyWarnings(session, plan))];
  for (const rule of await skippingRules(session, plan)) warnings.push(...(await blockWarnings(session, plan, rule)));
  warnings.push(...(await probabilityWarnings(session, plan)));
  if (scope === 'all') {
    for (const kind of ['always', 'never'] as const) warnings.push(...(await listWarnings(session, plan, kind)));
    warnings.push(...(await overruledWarnings(session, plan)));
  }
  return warnings.map((warning) => warning.toJSON());
}

async function keyWarnings(session: EngineSession, plan: UnifyPlan): Promise<FluxuError[]> {
  const checks = await session.rows(sql`select * from ${id(KEY_CHECK_TABLE)}`);
  return plan.entities.flatMap(({ name, position, primaryKey }) => {
    const check = checks.find((row) => row['entity'] === name);
    const place = { object: 'unification', pointer: `/entities/${position}/primaryKey` };
    const missing = Number(check?.['source_rows'] ?? 0) - Number(check?.['keyed_rows'] ?? 0);
    const keys = Number(check?.['duplicates'] ?? 0);
    const named = { entity: name, attribute: primaryKey.name };
    return [
      ...(missing > 0 ? [unifyError('FLX_UNIFY_KEY_MISSING', { ...named, rows: missing }, { place })] : []),
      ...(keys > 0 ? [unifyError('FLX_UNIFY_KEY_DUPLICATE', { ...named, keys }, { place })] : []),
    ];
  });
}

/** Rules that skipped blocks. */
async function skippingRules(session: EngineSession, plan: UnifyPlan): Promise<PlannedRule[]> {
  const rules = pairRules(plan);
  if (rules.length === 0) return [];
  const rows = await session.rows(sql`select distinct ${id('Rule')} from ${id(TABLES.skippedBlock)}`);
  return rules.filter(({ key }) => rows.some((row) => row['Rule'] === key));
}

async function blockWarnings(session: EngineSession, plan: UnifyPlan, rule: PlannedRule): Promise<FluxuError[]> {
  return tellSkipped(plan, rule, await readSkippedBlocks(session, rule, BLOCKS_TOLD));
}

/** Blocks that the probabilistic mode left out because their value is shared by too many, and weights that mean little. */
async function probabilityWarnings(session: EngineSession, { mode }: UnifyPlan): Promise<FluxuError[]> {
  if (mode === 'rules') return [];
  const context = { place: { object: 'unification', pointer: '/mode' } };
  const skipped = await readSkippedKeys(session);
  const blocks = skipped.map(({ key, rows }) => `${key} (${rows} rows)`).join('; ');
  const { thin, strange } = await readDoubts(session);
  return [
    ...(skipped.length > 0 ? [unifyError('FLX_UNIFY_KEYS_SKIPPED', { blocks }, context)] : []),
    ...(thin
      ? [unifyError('FLX_UNIFY_THIN_EVIDENCE', { records: thin.records, matches: thin.expectedMatches }, context)]
      : []),
    ...(strange ? [unifyError('FLX_UNIFY_STRANGE_MATCHES', strangeValues(strange), context)] : []),
  ];
}

const strangeValues = ({ records, rounds, expectedMatches, against }: StrangeMatches) => ({
  records,
  rounds,
  matches: expectedMatches,
  against: against.join(', ') || '0',
});

async function listWarnings(session: EngineSession, plan: UnifyPlan, kind: ListKind): Promise<FluxuError[]> {
  if (listOf(plan.unification, kind) === undefined) return [];
  const text = session.dialect.typeName('string');
  const known = join(
    plan.entities.map(
      ({ name }) => sql`select lower(${name}) as entity, cast(key as ${text}) as key from ${id(keyTableOf(name))}`,
    ),
    ' union all ',
  );
  const isKnown = (side: '1' | '2') =>
    sql`(lower(${id(`entity${side}`)}), ${id(`key${side}`)}) in (select (entity, key) from (${known}))`;
  const rows = await session.rows(
    sql`select entity1, key1, entity2, key2 from ${id(writtenListTableOf(kind))} where not (${isKnown('1')} and ${isKnown('2')}) order by entity1, key1, entity2, key2`,
  );
  const [first] = rows;
  if (!first) return [];
  const example = `${first['entity1']} ${first['key1']} with ${first['entity2']} ${first['key2']}`;
  const place = { object: 'unification', pointer: kind === 'always' ? '/alwaysMatch' : '/neverMatch' };
  return [unifyError('FLX_UNIFY_LIST_UNKNOWN', { list: `${kind} match`, count: rows.length, example }, { place })];
}

async function overruledWarnings(session: EngineSession, plan: UnifyPlan): Promise<FluxuError[]> {
  const count = await countOverruled(session, plan);
  if (count === 0) return [];
  const place = { object: 'unification', pointer: '/alwaysMatch' };
  return [unifyError('FLX_UNIFY_LIST_OVERRULED', { count }, { place })];
}

/** Pairs of records that always match, and are apart because of one that never does. */
export async function countOverruled(session: EngineSession, { unification }: UnifyPlan): Promise<number> {
  if (!unification.alwaysMatch || !unification.neverMatch) return 0;
  const count = await session.value(sql`select count(*) from ${id(ALWAYS_TABLE)} as pair
    join ${id(CLUSTER_TABLE)} as a on a.rid = pair.left_rid join ${id(CLUSTER_TABLE)} as b on b.rid = pair.right_rid where a.cluster <> b.cluster`);
  return Number(count);
}
