import type { Clock } from '../../base/clock.ts';
import { createDerivedId } from '../../base/ids.ts';
import type { DomainEvent } from '../../model/event.ts';
import { enqueueDeliveries, lastDeliveredAt } from '../../store/deliveries.ts';
import { type Evaluation, findKnownEvaluations, recordEvaluations } from '../../store/evaluations.ts';
import { type Occurrence, recordOccurrences } from '../../store/occurrences.ts';
import type { Database } from '../../store/schema.ts';
import { readThresholdState, writeThresholdState } from '../../store/threshold-states.ts';
import { listWatchers, type Watcher } from '../../store/watchers.ts';
import type { Instance } from '../envelope.ts';
import { triggerKinds } from '../index.ts';
import { decideValue, type SeriesState } from '../threshold/decide.ts';
import type { PayloadFields, Sighting } from '../trigger-kind.ts';

export interface EvaluateOptions {
  readonly clock: Clock;
  readonly instance: Instance;
}

/** What evaluating one sighting makes. */
interface Outcome {
  readonly evaluation: Evaluation;
  readonly occurrence: Occurrence | undefined;
}

/**
 * Decides all triggers for the events of a refresh, inside the transaction that publishes it: evaluations, threshold
 * states, occurrences and deliveries appear with the data or not at all. An event that was evaluated before is passed over.
 */
export async function evaluateTriggers(
  tx: Database,
  events: readonly DomainEvent[],
  options: EvaluateOptions,
): Promise<readonly Occurrence[]> {
  const watchers = await listWatchers(tx, { isEnabled: true });
  const fired: Occurrence[] = [];
  for (const event of events) {
    for (const watcher of watchers) {
      const kind = triggerKinds[watcher.trigger];
      const sighting = kind.eventType === event.type ? kind.look(event, watcher.parameters) : undefined;
      if (!sighting) continue;
      const occurrence = await evaluateSighting(tx, { watcher, event, sighting }, options);
      if (occurrence) fired.push(occurrence);
    }
  }
  return fired;
}

interface Seen {
  readonly watcher: Watcher;
  readonly event: DomainEvent;
  readonly sighting: Sighting;
}

async function evaluateSighting(tx: Database, seen: Seen, options: EvaluateOptions): Promise<Occurrence | undefined> {
  const evaluationId = evaluationIdOf(seen);
  if ((await findKnownEvaluations(tx, [evaluationId])).size > 0) return undefined;
  const { evaluation, occurrence } =
    seen.sighting.kind === 'value'
      ? await evaluateValue(tx, seen, seen.sighting, options)
      : happen(seen, seen.sighting, options);
  await recordEvaluations(tx, [evaluation]);
  if (!occurrence) return undefined;
  for (const stored of await recordOccurrences(tx, [occurrence])) {
    await enqueueDeliveries(tx, stored, { targets: seen.watcher.targets, at: options.clock.now().toISOString() });
  }
  return occurrence;
}

function seriesOf({ sighting }: Seen): string {
  return sighting.kind === 'value' ? sighting.series : '';
}

function evaluationIdOf(seen: Seen): string {
  return createDerivedId('evaluation', seen.watcher.watcherId, seriesOf(seen), seen.event.eventId);
}

function evaluationOf(seen: Seen, fields: Partial<Evaluation> & Pick<Evaluation, 'decision' | 'reason'>): Evaluation {
  const { watcher, event } = seen;
  return {
    evaluationId: evaluationIdOf(seen),
    watcherId: watcher.watcherId,
    series: seriesOf(seen),
    refreshId: event.refreshId,
    eventId: event.eventId,
    at: event.eventTime,
    value: undefined,
    previousValue: undefined,
    threshold: undefined,
    occurrenceId: undefined,
    ...fields,
  };
}

function happen(
  seen: Seen,
  { payload, reason }: Sighting & { kind: 'happened' },
  { instance }: EvaluateOptions,
): Outcome {
  const occurrence = occurrenceOf(seen, { edge: 'happened', payload, instance });
  return {
    occurrence,
    evaluation: evaluationOf(seen, { decision: 'fired', reason, occurrenceId: occurrence.occurrenceId }),
  };
}

async function evaluateValue(
  tx: Database,
  seen: Seen,
  sighting: Sighting & { kind: 'value' },
  { clock, instance }: EvaluateOptions,
): Promise<Outcome> {
  const { watcher, event } = seen;
  const { series, value, rule, subject, payloadOf } = sighting;
  if (value === null) {
    const reason = `${subject} has no value, so nothing is decided and the last value stays the one to compare with.`;
    return {
      occurrence: undefined,
      evaluation: evaluationOf(seen, { decision: 'held', reason, threshold: rule.threshold }),
    };
  }
  const key = { watcherId: watcher.watcherId, series };
  const state = await readThresholdState<SeriesState>(tx, key);
  const lastDelivered = rule.options.coolDownMinutes ? await lastDeliveredAt(tx, key) : undefined;
  const decided = decideValue(state, {
    value,
    rule,
    subject,
    refreshId: event.refreshId,
    at: event.eventTime,
    lastDelivered,
  });
  const digestDueAt = decided.state.held.length > 0 ? rule.options.snoozeUntil : undefined;
  await writeThresholdState(tx, { ...key, state: decided.state, digestDueAt }, clock);
  const { crossing } = decided;
  const occurrence =
    crossing && occurrenceOf(seen, { edge: crossing.direction, payload: payloadOf(crossing), instance });
  const { decision, reason, previous } = decided;
  return {
    occurrence,
    evaluation: evaluationOf(seen, {
      decision,
      reason,
      value,
      previousValue: previous,
      threshold: rule.threshold,
      occurrenceId: occurrence?.occurrenceId,
    }),
  };
}

function occurrenceOf(
  { watcher, event, sighting }: Seen,
  { edge, payload, instance }: { edge: string; payload: PayloadFields; instance: Instance },
): Occurrence {
  const series = sighting.kind === 'value' ? sighting.series : '';
  const occurrenceId = createDerivedId('occurrence', watcher.watcherId, event.refreshId, event.eventId, series, edge);
  return createOccurrence({ occurrenceId, watcher, series, event, payload, instance, isTest: false });
}

/** An occurrence with its payload: the envelope, then the trigger's own fields. */
export function createOccurrence(parts: {
  readonly occurrenceId: string;
  readonly watcher: Watcher;
  readonly series: string;
  readonly event: Pick<DomainEvent, 'refreshId' | 'eventTime' | 'jobType' | 'jobSubmissionKind'>;
  readonly payload: PayloadFields;
  readonly instance: Instance;
  readonly isTest: boolean;
}): Occurrence {
  const { occurrenceId, watcher, series, event, payload, instance, isTest } = parts;
  const envelope = {
    eventId: occurrenceId,
    eventType: watcher.trigger,
    eventTime: event.eventTime,
    ...instance,
    subscriptionId: watcher.watcherId,
    workflowJobId: event.refreshId,
    jobType: event.jobType,
    jobSubmissionKind: event.jobSubmissionKind,
    isTest,
  };
  return {
    occurrenceId,
    watcherId: watcher.watcherId,
    series,
    trigger: watcher.trigger,
    refreshId: event.refreshId,
    at: event.eventTime,
    payload: { ...envelope, ...payload },
    isTest,
  };
}
