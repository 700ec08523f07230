import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Settings } from '../../base/settings.ts';
import { entityNameOf } from '../../model/data-source.ts';
import { TABLES } from '../../model/tables.ts';
import type { Unification } from '../../model/unification.ts';
import { refreshError } from '../../refresh/catalogue.ts';
import { requestUnification } from '../../refresh/work/unification.ts';
import { attachPublished } from '../../refresh/work/working-session.ts';
import type { Engine, EngineSession } from '../../sql/engine.ts';
import { readWorkspace } from '../../store/definitions.ts';
import { getPublishedSnapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { checkRecords, explainRecords, weighPairs } from '../../unify/explain.ts';
import { findNearMisses } from '../../unify/near-miss.ts';
import { thresholdCurve } from '../../unify/probability/report/thresholds.ts';
import type { UnificationRequest } from '../../unify/unification.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import type { AppDefinitions } from '../rooms/definitions.ts';
import type { AppMatching } from '../rooms/insights.ts';
import type { MatchDecision, RecordPair, ReviewPair } from '../view/matching.ts';

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
    explain: async (pair) => {
      const explained = await withSources(parts, (session, request) =>
        explainRecords(session, request, [pair.left, pair.right]),
      );
      const [leftCustomerId, rightCustomerId] = [
        await customerOf(parts.reader, pair.left),
        await customerOf(parts.reader, pair.right),
      ];
      const isOneCustomer = leftCustomerId !== null && leftCustomerId === rightCustomerId;
      return { ...pair, ...explained, leftCustomerId, rightCustomerId, isOneCustomer };
    },
    review: (limit) => review(parts, limit),
    decide: (decision, changedBy) => decide(parts, decision, changedBy),
    thresholds: ({ labels = [] }) =>
      withSources(parts, async (session, request) => {
        const all = [...labels, ...listedLabels(request.unification)];
        const weighed = await weighPairs(session, request, all);
        const { suggested, ...curve } = thresholdCurve(weighed);
        return { ...curve, ...(suggested !== undefined && { suggested }) };
      }),
  };
}

/** The kept pairs whose match weight is closest to that of the threshold, closest first; of rules alone, their near misses. */
async function review(parts: MatchingParts, limit: number): Promise<ReviewPair[]> {
  const { reader, definitions } = parts;
  const unification = (await definitions.get('unification', 'unification')).definition as Unification;
  if ((unification.mode ?? 'rules') === 'rules') return reviewRules(parts, limit);
  const rows = await reader.rows(TABLES.matchReview, { offset: 0, limit: MOST_REVIEWED });
  const cut = weightAt(unification.probabilities?.threshold ?? DEFAULT_THRESHOLD);
  return rows
    .map((row) => ({ row, distance: Math.abs(weightAt(Number(row['Probability'])) - cut) }))
    .sort((a, b) => a.distance - b.distance || 0)
    .slice(0, limit)
    .map(({ row }) => ({
      left: { entity: String(row['Entity1']), key: String(row['Entity1Key']) },
      right: { entity: String(row['Entity2']), key: String(row['Entity2Key']) },
      probability: Number(row['Probability']),
      isMatched: row['IsMatched'] === true,
    }));
}

async function reviewRules(parts: MatchingParts, limit: number): Promise<ReviewPair[]> {
  const misses = await withSources(parts, (session, request) => findNearMisses(session, request, limit));
  return misses.map(({ left, right, ...nearMiss }) => ({ left, right, nearMiss, isMatched: false }));
}

const weightAt = (probability: number) => Math.log2(probability / (1 - probability));

/** Works in a session of its own that holds the published source entities, and what the last refresh learned. */
async function withSources<Result>(
  { store, engine, settings, clock }: MatchingParts,
  work: (session: EngineSession, request: UnificationRequest) => Promise<Result>,
): Promise<Result> {
  const snapshot = await getPublishedSnapshot(store.db);
  if (!snapshot) throw refreshError('FLX_NO_SNAPSHOT', {});
  const workspace = await readWorkspace(store.db);
  const sources = new Set(
    workspace.dataSources.flatMap(({ name, entities }) => entities.map((entity) => entityNameOf(name, entity.name))),
  );
  const workFolder = join(settings.home, 'work', `matching-${process.pid}-${clock.monotonicSeconds()}`);
  const session = await engine.open({ workFolder, memoryLimit: settings.memoryLimit, threads: settings.threads });
  try {
    await attachPublished(session, {
      snapshot,
      workspace,
      evaluated: new Set([...workspace.measures, ...workspace.segments].map(({ name }) => name)),
      blobs: store.blobs,
      isRemade: (name) => !sources.has(name),
    });
    return await work(session, await requestUnification(session, workspace, clock));
  } finally {
    await session.close();
  }
}

async function customerOf(reader: SnapshotReader, { entity, key }: RecordPair['left']): Promise<string | null> {
  const filter = {
    operator: 'and' as const,
    conditions: [
      { attribute: 'EntityName', operator: 'equals' as const, value: entity, ignoreCase: true },
      { attribute: 'AlternateValue', operator: 'equals' as const, value: key },
    ],
  };
  const [row] = await reader.rows(TABLES.alternateKey, { offset: 0, limit: 1, filter });
  return row ? String(row['CustomerId']) : null;
}

type KeyPair = NonNullable<NonNullable<Unification['alwaysMatch']>['pairs']>[number];

/** Writes the decision into the always or never match list of the unification, and out of the other one. */
async function decide(
  parts: MatchingParts,
  { left, right, decision }: MatchDecision,
  changedBy: string,
): Promise<void> {
  const { definitions } = parts;
  if (decision !== 'forget' && (await getPublishedSnapshot(parts.store.db)))
    await withSources(parts, (session, request) => checkRecords(session, request, [left, right]));
  const record = await definitions.get('unification', 'unification');
  const unification = record.definition as Unification;
  const pair: KeyPair = { entity1: left.entity, key1: left.key, entity2: right.entity, key2: right.key };
  const without = (list: Unification['alwaysMatch']) => (list?.pairs ?? []).filter((other) => !isSamePair(other, pair));
  const listWith = (list: Unification['alwaysMatch'], isIn: boolean) => {
    const pairs = [...without(list), ...(isIn ? [pair] : [])];
    return pairs.length > 0 || list?.entity !== undefined ? { ...list, pairs } : undefined;
  };
  const alwaysMatch = listWith(unification.alwaysMatch, decision === 'always');
  const neverMatch = listWith(unification.neverMatch, decision === 'never');
  const { alwaysMatch: _always, neverMatch: _never, ...rest } = unification;
  await definitions.put({
    kind: 'unification',
    name: 'unification',
    expectedVersion: record.version,
    changedBy,
    definition: { ...rest, ...(alwaysMatch && { alwaysMatch }), ...(neverMatch && { neverMatch }) },
  });
}

function isSamePair(a: KeyPair, b: KeyPair): boolean {
  const ends = ({ entity1, key1, entity2, key2 }: KeyPair) =>
    [`${entity1.toLowerCase()}:${key1}`, `${entity2.toLowerCase()}:${key2}`].sort().join('|');
  return ends(a) === ends(b);
}

/** What the lists of the user say, as labels. */
function listedLabels({ alwaysMatch, neverMatch }: Unification) {
  const labels = (list: Unification['alwaysMatch'], isMatch: boolean) =>
    (list?.pairs ?? []).map(({ entity1, key1, entity2, key2 }) => ({
      left: { entity: entity1, key: key1 },
      right: { entity: entity2, key: key2 },
      isMatch,
      mayBeGone: true,
    }));
  return [...labels(alwaysMatch, true), ...labels(neverMatch, false)];
}
