import type { Clock } from '../../base/clock.ts';
import { createDerivedId } from '../../base/ids.ts';
import type { DomainEvent } from '../../model/event.ts';
import { lockNumbers } from '../../store/counters.ts';
import { type Evaluation, findKnownEvaluations, recordEvaluations } from '../../store/evaluations.ts';
import type { Occurrence } from '../../store/occurrences.ts';
import type { Database } from '../../store/schema.ts';
import { listWatchers } from '../../store/watchers.ts';
import type { Instance } from '../envelope.ts';
import { type Decision, decideValue } from '../threshold/decide.ts';
import type { ThresholdState } from '../threshold/machine.ts';
import type { PayloadFields, ValueSighting } from '../trigger-kind.ts';
import { releaseDigests } from './digest.ts';
import { createOccurrence, type Firing, handOut } from './occurrence.ts';
import { SeriesMemory, type SeriesState } from './series-memory.ts';
import { findSightings, type Seen } from './sightings.ts';

export interface EvaluateOptions {
  readonly clock: Clock;
  readonly instance: Instance;
}

/** What one sighting makes. */
interface Outcome {
  readonly evaluation: Evaluation;
  readonly firing: Firing | undefined;
}

/**
 * Decides all triggers for the events of a refresh, inside the transaction that publishes it: evaluations, threshold
 * states, occurrences and deliveries appear with the data or not at all. An event that was evaluated before is passed over.
 * @returns what fired now.
 */
export async function evaluateTriggers(
  tx: Database,
  events: readonly DomainEvent[],
  options: EvaluateOptions,
): Promise<readonly Occurrence[]> {
  await lockNumbers(tx, 'evaluation');
  await releaseDigests(tx, options);
  const seen = await findFresh(tx, events);
  const memory = await SeriesMemory.read(tx, seen);
  const outcomes = seen.map((one) => decide(one, memory, options.instance));
  const firings = outcomes.flatMap(({ firing }) => firing ?? []);
  await memory.write(tx, options.clock);
  await recordEvaluations(
    tx,
    outcomes.map(({ evaluation }) => evaluation),
  );
  await handOut(tx, firings, options.clock.now().toISOString());
  return firings.map(({ occurrence }) => occurrence);
}

async function findFresh(tx: Database, events: readonly DomainEvent[]): Promise<Seen[]> {
  const seen = findSightings(await listWatchers(tx, { isEnabled: true }), events);
  const known = await findKnownEvaluations(
    tx,
    seen.map(({ evaluationId }) => evaluationId),
  );
  return seen.filter(({ evaluationId }) => !known.has(evaluationId));
}

function decide(seen: Seen, memory: SeriesMemory, instance: Instance): Outcome {
  const { sighting } = seen;
  switch (sighting.kind) {
    case 'ignored':
      return withoutFiring(seen, { decision: 'ignored', reason: sighting.reason });
    case 'happened':
      return fire(seen, { edge: 'happened', payload: sighting.payload, reason: sighting.reason, instance });
    case 'value':
      return decideSeries(seen, sighting, { memory, instance });
  }
}

function decideSeries(
  seen: Seen,
  sighting: ValueSighting,
  { memory, instance }: { readonly memory: SeriesMemory; readonly instance: Instance },
): Outcome {
  const { value, rule, subject } = sighting;
  const at = seen.event.eventTime;
  const before = memory.stateOf(seen);
  const lastDelivered = memory.lastDeliveredOf(seen);
  const decided = decideValue(before?.machine, { value, rule, subject, at, lastDelivered });
  const payload = decided.crossing && sighting.payloadOf(decided.crossing);
  const { machine } = decided;
  if (machine) {
    const [state, digestDueAt] = nextState(seen, sighting, { before, decided: { ...decided, machine }, payload });
    memory.remember(seen, state, digestDueAt);
  }
  const numbers = { value: value ?? undefined, previousValue: decided.previous, threshold: rule.threshold };
  const { decision, reason, crossing } = decided;
  if (decision !== 'fired' || !payload || !crossing) return withoutFiring(seen, { ...numbers, decision, reason });
  return fire(seen, { ...numbers, edge: crossing.direction, payload, reason, instance });
}

interface DecidedSeries {
  readonly before: SeriesState | undefined;
  readonly decided: Decision & { readonly machine: ThresholdState };
  readonly payload: PayloadFields | undefined;
}

/** What to remember of a series, and when its digest is due. */
function nextState(
  { event }: Seen,
  { rule }: ValueSighting,
  { before, decided, payload }: DecidedSeries,
): [SeriesState, string | undefined] {
  const at = event.eventTime;
  const held = [...(before?.held ?? [])];
  if (payload && decided.decision === 'snoozed') held.push({ event: originOf(event), payload });
  const lastFiredAt = decided.decision === 'fired' ? at : before?.lastFiredAt;
  const digestDueAt = held.length === 0 ? undefined : (rule.options.snoozeUntil ?? at);
  return [{ machine: decided.machine, held, lastFiredAt }, digestDueAt];
}

function originOf({ refreshId, eventTime, jobType, jobSubmissionKind }: DomainEvent) {
  return { refreshId, eventTime, jobType, jobSubmissionKind };
}

type Words = Pick<Evaluation, 'decision' | 'reason'> & Partial<Evaluation>;

function withoutFiring(seen: Seen, words: Words): Outcome {
  return { evaluation: evaluationOf(seen, words), firing: undefined };
}

interface FiringWords extends Omit<Partial<Evaluation>, 'decision'> {
  /** What tells apart several firings of one watcher in one refresh. */
  readonly edge: string;
  readonly reason: string;
  readonly payload: PayloadFields;
  readonly instance: Instance;
}

function fire(seen: Seen, { edge, payload, instance, ...words }: FiringWords): Outcome {
  const { watcher, event, series } = seen;
  const occurrenceId = createDerivedId('occurrence', watcher.watcherId, event.refreshId, event.eventId, series, edge);
  const occurrence = createOccurrence({ occurrenceId, watcher, series, event, payload, instance, isTest: false });
  const evaluation = evaluationOf(seen, { ...words, decision: 'fired', occurrenceId });
  return { evaluation, firing: { occurrence, watcher } };
}

function evaluationOf({ evaluationId, watcher, series, event }: Seen, words: Words): Evaluation {
  return {
    value: undefined,
    previousValue: undefined,
    threshold: undefined,
    occurrenceId: undefined,
    ...words,
    evaluationId,
    watcherId: watcher.watcherId,
    series,
    refreshId: event.refreshId,
    eventId: event.eventId,
    at: event.eventTime,
  };
}
