import { type Clock, systemClock } from '../base/clock.ts';
import type { ErrorRecord } from '../base/errors.ts';
import type { Attribute } from '../model/attribute.ts';
import { deduplicationTableOf, type Entity, SYSTEM_COLUMNS, TABLES } from '../model/tables.ts';
import type { Unification } from '../model/unification.ts';
import { invalid } from '../model/validate.ts';
import type { Dialect } from '../sql/dialect.ts';
import type { EngineSession } from '../sql/engine.ts';
import type { Stage } from '../sql/stage.ts';
import { blockCheckStage } from './blocking/check.ts';
import { skippedBlockStage } from './blocking/skipped.ts';
import { blockKeyStage, keyHashStage } from './blocking/slot.ts';
import { clusterStage, groupStage } from './cluster/cluster.ts';
import { linkStage, releaseStage } from './cluster/link.ts';
import { profileStages } from './cluster/profile.ts';
import { deduplicationOutputStages } from './deduplicate/output.ts';
import { whyWhole } from './incremental/possible.ts';
import { normalStages } from './map/normal.ts';
import { recordStages } from './map/records.ts';
import { matchOutputStage } from './match/output.ts';
import { pairListStages } from './match/pair-list.ts';
import { ruleStages, separationStages } from './match/rule.ts';
import { type ProfileFields, planFields } from './merge/field.ts';
import { mergeStages, winnerStages } from './merge/stage.ts';
import { ID_HISTORY_TABLE, nameStages, type PreviousTables } from './naming/stage.ts';
import { planUnification, type UnifyPlan } from './plan/plan.ts';
import { largeBlockStage, neighbourhoodStage } from './probability/kept/stages.ts';
import { reviewOutputStage } from './probability/review.ts';
import { keepsModel, unifyByProbability } from './probability/unify.ts';
import { readStatistics, type UnificationStatistics } from './statistics/statistics.ts';
import { readWarnings } from './statistics/warnings.ts';
import { validateUnification } from './validation/validate.ts';

/** What a unification is made from. */
export interface UnificationRequest {
  readonly unification: Unification;
  /** Source entities with the columns of their tables, named `<Source>_<Entity>` in the session. */
  readonly entities: readonly Entity[];
  /** Whether the session holds `previous_AlternateKey` (and `previous_Customer`, `previous_CustomerIdHistory`). */
  readonly previous: PreviousTables;
  readonly dialect: Dialect;
  readonly clock?: Clock;
  /** Data source of an entity; the name up to the first underscore by default. */
  readonly dataSourceOf?: (entity: string) => string;
  /** Learn the weights of probabilities anew, though a model is kept. Default false. */
  readonly learnsWeights?: boolean;
}

/** A column of a unified profile, with what people see. */
interface ProfileColumn extends Attribute {
  readonly displayName?: string;
}

/** A table that unification makes and that is to be published. */
interface UnifiedTable {
  readonly name: string;
  readonly attributes: readonly ProfileColumn[];
  readonly primaryKey?: string;
}

/** What a unification that has run says. */
export interface UnificationResult {
  readonly statistics: UnificationStatistics;
  /** Columns of `Customer`. */
  readonly columns: readonly ProfileColumn[];
  /** Every table to be published: Customer, AlternateKey, ConflationMatchPairs, Deduplication_*, CustomerIdHistory, BlockKey, SkippedBlock. */
  readonly tables: readonly UnifiedTable[];
  readonly warnings: readonly ErrorRecord[];
}

/** What the session of a result holds: all records, or the part of them that was unified again. */
export type ResultScope = 'all' | 'part';

/** A unification ready to run: stages in order, and what to ask for when they have run in a session. */
export interface UnificationRun {
  readonly stages: {
    readonly map: readonly Stage[];
    readonly match: readonly Stage[];
    readonly merge: readonly Stage[];
  };
  /** Reads statistics, columns and warnings from the session in which all stages ran. */
  readonly result: (session: EngineSession, scope?: ResultScope) => Promise<UnificationResult>;
}

/** Problems that only the data can mend well are left to the stage that meets them. */
const TOLD_BY_STAGES: readonly string[] = ['FLX_UNIFY_NO_BLOCKING'];

/**
 * Compiles a unification to stages. A fuzzy rule without keys compiles too: its block stage then fails with
 * FLX_UNIFY_NO_BLOCKING, naming the keys that would do best on the data.
 * @throws FLX_INVALID with every other problem that `validateUnification` finds.
 */
export function createUnification(request: UnificationRequest): UnificationRun {
  const { unification, entities, previous, dialect, clock = systemClock, dataSourceOf = sourcePrefix } = request;
  const learning = { now: () => clock.now(), learnsWeights: request.learnsWeights === true };
  const problems = validateUnification(unification, entities).filter(
    (problem) => !TOLD_BY_STAGES.includes(problem.code),
  );
  if (problems.length > 0) throw invalid(problems, { object: 'unification' });
  const plan = planUnification(unification, entities);
  const fields = planFields(plan);
  const isFollowed = whyWhole(plan) === undefined;
  const rules = (kind: 'deduplications' | 'matches') => plan[kind].flatMap((rule) => ruleStages(plan, rule, dialect));
  return {
    stages: {
      map: [...recordStages(plan, dialect), ...pairListStages(plan, dialect), ...normalStages(plan, dialect)],
      match: [
        blockCheckStage(plan),
        ...plan.separations.flatMap((rule) => separationStages(plan, rule, dialect)),
        ...(plan.mode === 'rules' ? [] : unifyByProbability(plan, learning).stages),
        ...rules('deduplications'),
        groupStage(plan),
        ...deduplicationOutputStages(plan, dialect),
        ...rules('matches'),
        linkStage(plan),
        clusterStage(plan),
        ...(isFollowed && plan.mode !== 'rules' ? [neighbourhoodStage(plan)] : []),
        ...profileStages(plan),
        ...winnerStages(plan, dialect),
        matchOutputStage(plan, { dialect, clock }),
        ...(isFollowed ? [keyHashStage(plan, dialect)] : []),
        releaseStage(plan),
      ],
      merge: [
        ...nameStages(plan, previous, dialect),
        ...mergeStages(plan, fields, { dialect, dataSourceOf }),
        ...(isFollowed ? [blockKeyStage(plan, dialect)] : []),
        ...(plan.mode === 'rules' ? [] : [reviewOutputStage(plan, dialect)]),
        ...(isFollowed && plan.mode !== 'rules' ? [largeBlockStage(dialect)] : []),
        skippedBlockStage(plan, dialect),
      ],
    },
    result: (session, scope = 'all') => readResult(session, plan, { fields, scope }),
  };
}

function sourcePrefix(entity: string): string {
  return entity.split('_')[0] ?? entity;
}

async function readResult(
  session: EngineSession,
  plan: UnifyPlan,
  { fields, scope }: { readonly fields: ProfileFields; readonly scope: ResultScope },
): Promise<UnificationResult> {
  const columns = await profileColumns(session, fields);
  const deduplications = plan.entities
    .filter((entity) => entity.hasDeduplication)
    .map((entity) => ({ name: deduplicationTableOf(entity.name), primaryKey: entity.primaryKey.name }));
  const further = await Promise.all(
    [
      { name: TABLES.matchPairs, primaryKey: 'TrueObjectId' },
      ...deduplications,
      { name: ID_HISTORY_TABLE, primaryKey: 'CustomerId' },
      ...(whyWhole(plan) === undefined ? [{ name: TABLES.blockKey }, { name: TABLES.skippedBlock }] : []),
      ...(plan.mode === 'rules'
        ? []
        : [{ name: TABLES.matchModel, primaryKey: 'Version' }, { name: TABLES.matchReview }]),
      ...(keepsModel(plan) ? [{ name: TABLES.matchFrequency }] : []),
      ...(plan.mode !== 'rules' && whyWhole(plan) === undefined ? [{ name: TABLES.largeBlock }] : []),
    ].map(async (table: { name: string; primaryKey?: string }) => ({
      ...table,
      attributes: (await session.columns(table.name)) ?? [],
    })),
  );
  return {
    statistics: await readStatistics(session, plan),
    columns,
    tables: [
      { name: TABLES.customer, attributes: columns, primaryKey: 'CustomerId' },
      { name: TABLES.alternateKey, attributes: SYSTEM_COLUMNS[TABLES.alternateKey] },
      ...further,
    ],
    warnings: await readWarnings(session, plan, scope),
  };
}

async function profileColumns(session: EngineSession, { fields, groups }: ProfileFields): Promise<ProfileColumn[]> {
  const known = new Map([...fields, ...groups.flatMap((group) => group.fields)].map((field) => [field.name, field]));
  return ((await session.columns(TABLES.customer)) ?? []).map((column) => {
    const { semanticType, displayName } = known.get(column.name) ?? {};
    return { ...column, ...(semanticType && { semanticType }), ...(displayName && { displayName }) };
  });
}
