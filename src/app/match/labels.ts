import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { type Calibration, calibrationOf } from '../../unify/probability/report/calibration.ts';
import { weightsOf } from '../../unify/probability/report/explain.ts';
import { type LabelledPair, type ThresholdCurve, thresholdCurve } from '../../unify/probability/report/thresholds.ts';
import type { ProbabilityState } from '../../unify/probability/run.ts';
import { probabilityOf } from '../../unify/probability/score.ts';
import { SCORE_TABLE } from '../../unify/probability/tables.ts';
import { matchError } from './catalogue.ts';
import { type LoadedSource, MATCH_RID } from './load.ts';
import type { MatchLabelling, MatchRow } from './request.ts';

/** Parts of a bit into which weights are rounded down where clusters are the labels: those are many pairs. */
const PARTS_OF_BIT = 20;
const LABEL_TABLE = 'match_label';

/** How good every threshold would be, and how far match probabilities are what they say. */
export interface LabelledQuality extends ThresholdCurve {
  readonly calibration?: Calibration;
}

interface Labelled {
  readonly sources: readonly LoadedSource[];
  readonly labels: MatchLabelling;
}

/**
 * Precision, recall and calibration, on rows of which it is known who is who. Labelled pairs are weighed whether blocking
 * found them or not; of labelled clusters, all pairs of labelled rows count, and those that blocking did not find are missed.
 * @throws FLX_MATCH_ROW for a label of a row that there is not
 */
export async function labelledCurve(
  session: EngineSession,
  state: ProbabilityState,
  { sources, labels }: Labelled,
): Promise<LabelledQuality> {
  if ('clusters' in labels) {
    const rows = labels.clusters.map(({ row, cluster }) => ({ ...row, truth: cluster, place: 0 }));
    await insertLabels(session, sources, rows);
    return clusterCurve(session);
  }
  const rows = labels.pairs.flatMap(({ left, right, isMatch }, place) =>
    [left, right].map((row) => ({ ...row, truth: String(isMatch), place })),
  );
  await insertLabels(session, sources, rows);
  return qualityOf(await weighedPairs(session, state));
}

function qualityOf(pairs: readonly LabelledPair[], missed = 0): LabelledQuality {
  const calibration = calibrationOf(pairs);
  return { ...thresholdCurve(pairs, missed), ...(calibration && { calibration }) };
}

/** Writes the labels with the numbers of their rows: rid, truth, place. */
async function insertLabels(
  session: EngineSession,
  sources: readonly LoadedSource[],
  rows: readonly (MatchRow & { readonly truth: string; readonly place: number })[],
): Promise<void> {
  const written = 'match_label_written';
  const columns = [
    ...['source', 'key', 'truth'].map((name) => ({ name, type: 'string' as const })),
    { name: 'place', type: 'integer' as const },
  ];
  await session.insert(written, columns, [rows.map((row) => ({ ...row }))]);
  const keys = sources.map(
    ({ name, keyTable }) =>
      sql`select ${name.toLowerCase()} as source, key, ${id(MATCH_RID)} as rid from ${id(keyTable)}`,
  );
  await session.run(sql`create or replace table ${id(LABEL_TABLE)} as
    select min(known.rid) as rid, label.truth, label.place, label.source, label.key from ${id(written)} as label
    left join (${join(keys, ' union all ')}) as known on known.source = lower(label.source) and trim(known.key) = trim(label.key)
    group by label.truth, label.place, label.source, label.key`);
  const [unknown] = await session.rows(
    sql`select source, key from ${id(LABEL_TABLE)} where rid is null order by source, key limit 1`,
  );
  if (unknown) throw matchError('FLX_MATCH_ROW', { source: String(unknown['source']), key: String(unknown['key']) });
}

async function weighedPairs(session: EngineSession, state: ProbabilityState): Promise<LabelledPair[]> {
  const pairs = sql`select min(rid) as left_rid, max(rid) as right_rid, max(truth) as truth from ${id(LABEL_TABLE)} group by place having count(distinct rid) = 2`;
  const truths = await session.rows(pairs);
  const truthOf = new Map(truths.map((row) => [`${row['left_rid']},${row['right_rid']}`, row['truth'] === 'true']));
  const weighed = await weightsOf(session, state, sql`select distinct left_rid, right_rid from (${pairs})`);
  return weighed.map(({ leftRid, rightRid, probability }) => ({
    probability,
    isMatch: truthOf.get(`${leftRid},${rightRid}`) === true,
  }));
}

async function clusterCurve(session: EngineSession): Promise<LabelledQuality> {
  const label = (side: string): Sql =>
    sql`join ${id(LABEL_TABLE)} as ${id(side)} on ${id(side)}.rid = ${id(`${side}_rid`)}`;
  const rows = await session.rows(sql`select weight, is_match, count(*) as n from (
      select floor(weight * ${PARTS_OF_BIT}) / ${PARTS_OF_BIT} as weight, ${id('left')}.truth = ${id('right')}.truth as is_match
      from ${id(SCORE_TABLE)} ${label('left')} ${label('right')}) as pair group by weight, is_match order by weight desc, is_match`);
  const wanted = await session.value(
    sql`select sum(n * (n - 1) / 2) from (select count(distinct rid) as n from ${id(LABEL_TABLE)} group by truth) as cluster`,
  );
  const found = rows.map((row) => ({
    probability: probabilityOf(Number(row['weight'])),
    isMatch: row['is_match'] === true,
    count: Number(row['n']),
  }));
  const reached = found.reduce((sum, { isMatch, count }) => sum + (isMatch ? count : 0), 0);
  return qualityOf(found, Number(wanted ?? 0) - reached);
}
