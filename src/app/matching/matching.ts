import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Settings } from '../../base/settings.ts';
import { TABLES } from '../../model/tables.ts';
import type { Unification } from '../../model/unification.ts';
import { refreshError } from '../../refresh/catalogue.ts';
import { attachPublished } from '../../refresh/work/working-session.ts';
import type { Engine, EngineSession } from '../../sql/engine.ts';
import { readWorkspace } from '../../store/definitions.ts';
import { getPublishedSnapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { checkRecords, explainRecords, type RecordKey, weighPairs } from '../../unify/explain.ts';
import { findNearMisses } from '../../unify/near-miss/find.ts';
import { thresholdCurve } from '../../unify/probability/report/thresholds.ts';
import type { UnificationRequest } from '../../unify/unification.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import type { AppDefinitions } from '../rooms/definitions.ts';
import type { AppMatching } from '../rooms/insights.ts';
import type { MatchDecision, MatchExplanation, MatchReview, RecordPair } from '../view/matching.ts';
import { keepDecision, listedLabels } from './decision.ts';
import { refuseFaultyLabels } from './label-fault.ts';
import { MATCH_SUBJECTS, type MatchSubject } from './subject.ts';
import { learnedWeights } from './weights.ts';

/** Pairs that `MatchReview` holds at most. */
const MOST_REVIEWED = 500;

/** Match probability from which on a pair is linked, where the unification does not say. */
const DEFAULT_THRESHOLD = 0.5;

export interface MatchingParts {
  readonly store: Store;
  readonly engine: Engine;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly reader: SnapshotReader;
  readonly definitions: Pick<AppDefinitions, 'get' | 'put'>;
}

/** Explaining and correcting who is who. Every answer is worked out aside on the published data; nothing is published. */
export function createMatching(parts: MatchingParts): AppMatching {
  return {
    explain: (pair, of = 'customers') => explain(parts, MATCH_SUBJECTS[of], pair),
    ownerOf: (record, of = 'customers') => idOf(parts.reader, MATCH_SUBJECTS[of], record),
    review: (limit, of = 'customers') => review(parts, MATCH_SUBJECTS[of], limit),
    decide: (decision, changedBy) => decide(parts, decision, changedBy),
    weights: () => learnedWeights(parts.reader),
    thresholds: async ({ labels = [] }) => {
      refuseFaultyLabels(labels.map((label, index) => ({ ...label, place: { pointer: `/labels/${index}` } })));
      return withSources(parts, MATCH_SUBJECTS.customers, async (session, request) => {
        const all = [...labels, ...listedLabels(request.unification)];
        const weighed = await weighPairs(session, request, all);
        const { suggested, ...curve } = thresholdCurve(weighed);
        return { ...curve, ...(suggested !== undefined && { suggested }) };
      });
    },
  };
}

async function explain(parts: MatchingParts, subject: MatchSubject, pair: RecordPair): Promise<MatchExplanation> {
  const explained = await withSources(parts, subject, async (session, request, recordOf) =>
    explainRecords(session, request, [recordOf(pair.left), recordOf(pair.right)]),
  );
  const named = <Key extends RecordKey | undefined>(key: Key) => key && subject.fromUnification(key);
  const reasons = explained.reasons.map((reason) => ({
    ...reason,
    ...('left' in reason && { left: named(reason.left) }),
    ...('right' in reason && { right: named(reason.right) }),
  }));
  const [leftId, rightId] = [
    await idOf(parts.reader, subject, pair.left),
    await idOf(parts.reader, subject, pair.right),
  ];
  return { ...pair, ...explained, reasons, leftId, rightId, isOne: leftId !== null && leftId === rightId };
}

/** The kept pairs whose match weight is closest to that of the threshold, closest first; of rules alone, their near misses. */
async function review(parts: MatchingParts, subject: MatchSubject, limit: number): Promise<MatchReview> {
  const { reader, definitions } = parts;
  const { mode = 'rules', probabilities } = (await definitions.get(subject.definition, subject.definition))
    .definition as Partial<Unification>;
  if (mode === 'rules') return reviewRules(parts, subject, limit);
  const rows = await reader.rows(TABLES.matchReview, { offset: 0, limit: MOST_REVIEWED });
  const cut = weightAt(probabilities?.threshold ?? DEFAULT_THRESHOLD);
  const items = rows
    .map((row) => ({ row, distance: Math.abs(weightAt(Number(row['Probability'])) - cut) }))
    .sort((a, b) => a.distance - b.distance || 0)
    .slice(0, limit)
    .map(({ row }) => ({
      left: { entity: String(row['Entity1']), key: String(row['Entity1Key']) },
      right: { entity: String(row['Entity2']), key: String(row['Entity2Key']) },
      probability: Number(row['Probability']),
      isMatched: row['IsMatched'] === true,
    }));
  return { items };
}

async function reviewRules(parts: MatchingParts, subject: MatchSubject, limit: number): Promise<MatchReview> {
  const { pairs, bounds } = await withSources(parts, subject, (session, request) =>
    findNearMisses(session, request, { limit }),
  );
  const items = pairs.map(({ left, right, ...nearMiss }) => ({
    left: subject.fromUnification(left),
    right: subject.fromUnification(right),
    nearMiss,
    isMatched: false,
  }));
  return { items, ...(bounds.length > 0 && { bounds: [...bounds] }) };
}

const weightAt = (probability: number) => Math.log2(probability / (1 - probability));

/** Works in a session of its own that holds the published data, and what the last refresh learned. */
async function withSources<Result>(
  { store, engine, settings, clock }: MatchingParts,
  subject: MatchSubject,
  work: (
    session: EngineSession,
    request: UnificationRequest,
    recordOf: (record: RecordKey) => RecordKey,
  ) => Promise<Result>,
): Promise<Result> {
  const snapshot = await getPublishedSnapshot(store.db);
  if (!snapshot) throw refreshError('FLX_NO_SNAPSHOT', {});
  const workspace = await readWorkspace(store.db);
  const workFolder = join(settings.home, 'work', `matching-${process.pid}-${clock.monotonicSeconds()}`);
  const session = await engine.open({ workFolder, memoryLimit: settings.memoryLimit, threads: settings.threads });
  try {
    await attachPublished(session, {
      snapshot,
      workspace,
      evaluated: new Set([...workspace.measures, ...workspace.segments].map(({ name }) => name)),
      blobs: store.blobs,
      isRemade: (name) => subject.isRemade(name, workspace),
    });
    const recordOf = (record: RecordKey) => subject.toUnification(record, workspace);
    return await subject.withUnification(session, {
      workspace,
      clock,
      work: (inside, request) => work(inside, request, recordOf),
    });
  } finally {
    await session.close();
  }
}

async function idOf(
  reader: SnapshotReader,
  { keyTable, id }: MatchSubject,
  { entity, key }: RecordKey,
): Promise<string | null> {
  const filter = {
    operator: 'and' as const,
    conditions: [
      { attribute: 'EntityName', operator: 'equals' as const, value: entity, ignoreCase: true },
      { attribute: 'AlternateValue', operator: 'equals' as const, value: key },
    ],
  };
  const [row] = await reader.rows(keyTable, { offset: 0, limit: 1, filter });
  return row ? String(row[id]) : null;
}

async function decide(
  parts: MatchingParts,
  { of = 'customers', ...decision }: MatchDecision,
  changedBy: string,
): Promise<void> {
  const subject = MATCH_SUBJECTS[of];
  if (decision.decision !== 'forget' && (await getPublishedSnapshot(parts.store.db)))
    await withSources(parts, subject, (session, request, recordOf) =>
      checkRecords(session, request, [recordOf(decision.left), recordOf(decision.right)]),
    );
  await keepDecision(parts.definitions, subject, { decision, changedBy });
}
