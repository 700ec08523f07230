import type { DomainEvent } from '../../model/event.ts';
import type { TriggerKindName } from '../../model/trigger.ts';
import { validate } from '../../model/validate.ts';
import { getDefinition } from '../../store/definitions.ts';
import { listEvents } from '../../store/events.ts';
import { listMeasurePoints, listSegmentPoints } from '../../store/history.ts';
import type { Database } from '../../store/schema.ts';
import { triggerKinds } from '../index.ts';
import { backtestThreshold } from '../threshold/backtest.ts';
import { type Sighting, textParameter, type ValueSighting } from '../trigger-kind.ts';

export interface BacktestRequest {
  readonly trigger: TriggerKindName;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Most points of the history, the newest. Default 1000. */
  readonly limit?: number | undefined;
}

/** What a watcher would have decided at one point of the kept history. */
export interface BacktestedEvaluation {
  readonly refreshId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly value: number | undefined;
  readonly previousValue: number | undefined;
  readonly threshold: number | undefined;
  readonly decision: string;
  readonly reason: string;
}

/**
 * Every decision that a watcher with these parameters would have made over the kept history, oldest first, by the code that
 * decides live. A firing counts as delivered at once.
 * @throws FLX_INVALID when the parameters do not fit the trigger.
 */
export async function backtestTrigger(db: Database, request: BacktestRequest): Promise<BacktestedEvaluation[]> {
  const kind = triggerKinds[request.trigger];
  validate(kind.parameters, request.parameters, { object: `trigger ${request.trigger}`, pointer: '/parameters' });
  const events = await readHistory(db, request);
  const sightings = events.flatMap((event) => {
    const sighting = kind.look(event, request.parameters);
    return sighting ? [{ event, sighting }] : [];
  });
  const values = sightings.flatMap(({ event, sighting }) => (sighting.kind === 'value' ? [{ event, sighting }] : []));
  return values.length > 0 ? backtestValues(values) : sightings.map(backtestHappening);
}

function backtestValues(
  sightings: readonly { readonly event: DomainEvent; readonly sighting: ValueSighting }[],
): BacktestedEvaluation[] {
  const points = sightings.map(({ event, sighting }) => ({
    refreshId: event.refreshId,
    at: event.eventTime,
    value: sighting.value,
  }));
  const last = sightings.at(-1)?.sighting;
  if (!last) return [];
  return backtestThreshold(points, last.rule, last.subject).map(({ point, decision, reason, previous }) => ({
    refreshId: point.refreshId,
    at: point.at,
    value: point.value ?? undefined,
    previousValue: previous,
    threshold: last.rule.threshold,
    decision,
    reason,
  }));
}

function backtestHappening({ event, sighting }: { event: DomainEvent; sighting: Sighting }): BacktestedEvaluation {
  return {
    refreshId: event.refreshId,
    at: event.eventTime,
    value: undefined,
    previousValue: undefined,
    threshold: undefined,
    decision: sighting.kind === 'happened' ? 'fired' : 'ignored',
    reason: sighting.kind === 'value' ? '' : sighting.reason,
  };
}

/** The history of what a trigger watches, as the events that made it, oldest first. */
async function readHistory(db: Database, request: BacktestRequest): Promise<DomainEvent[]> {
  if (request.trigger === 'SegmentThresholdCrossed') return readSegmentHistory(db, request);
  if (request.trigger === 'MeasureThresholdCrossed') return readMeasureHistory(db, request);
  const { eventType, subjectParameter } = triggerKinds[request.trigger];
  const subject = subjectParameter && textParameter(request.parameters, subjectParameter);
  const { items } = await listEvents(db, { types: [eventType], subject, limit: request.limit ?? 1000 });
  return items.map(({ event }) => event).reverse();
}

const UNKNOWN_ORIGIN = { eventId: '', jobType: 'full', jobSubmissionKind: 'onDemand' } as const;

async function readSegmentHistory(db: Database, { parameters, limit }: BacktestRequest): Promise<DomainEvent[]> {
  const segment = textParameter(parameters, 'segment') ?? '';
  const definition = await getDefinition(db, { kind: 'segment', name: segment });
  const displayName = definition?.content.displayName ?? definition?.name ?? segment;
  const points = await listSegmentPoints(db, segment, { limit });
  return points.map(({ refreshId, at, size, entered, left }) => ({
    ...UNKNOWN_ORIGIN,
    type: 'SegmentEvaluated',
    refreshId,
    eventTime: at,
    segment,
    displayName,
    size,
    entered,
    left,
  }));
}

async function readMeasureHistory(db: Database, { parameters, limit }: BacktestRequest): Promise<DomainEvent[]> {
  const measure = textParameter(parameters, 'measure') ?? '';
  const definition = await getDefinition(db, { kind: 'measure', name: measure });
  const displayName = definition?.content.displayName ?? definition?.name ?? measure;
  const calculation = textParameter(parameters, 'calculation') ?? definition?.content.calculations[0]?.name ?? '';
  const dimensions = (parameters['row'] ?? {}) as Readonly<Record<string, string>>;
  const points = await listMeasurePoints(db, { measure, calculation, dimensions }, { limit });
  return points.map(({ refreshId, at, value }) => ({
    ...UNKNOWN_ORIGIN,
    type: 'MeasureEvaluated',
    refreshId,
    eventTime: at,
    measure,
    displayName,
    rows: [{ dimensions, values: { [calculation]: value } }],
  }));
}
