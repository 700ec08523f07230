import { readFlowTriggers } from '../../../connector/watchers/flow-trigger.ts';
import { isTriggerSecured } from '../../../flows/graph/secured.ts';
import { listRuns } from '../../../flows/history/list-runs.ts';
import type { ValueObject } from '../../../flows/language/index.ts';
import { firingIdOf } from '../../../flows/triggers/fire.ts';
import type { Flow } from '../../../model/flow.ts';
import { listDefinitions } from '../../../store/definitions.ts';
import { listEvaluations } from '../../../store/evaluations.ts';
import { listFirings, type TriggerFiring } from '../../../store/flow-triggers/trigger-history.ts';
import type { Database } from '../../../store/schema.ts';
import { listWatchers, type Watcher } from '../../../store/watchers.ts';
import type { Instance } from '../../../triggers/envelope.ts';
import { createOccurrence } from '../../../triggers/evaluate/occurrence.ts';
import { listPastEvents } from '../../../triggers/evaluate/past-events.ts';
import type { TestEventRequest, TestEventView } from '../../view/designer.ts';

/** Most events of each kind that are listed. */
const MOST = 20;

export interface TestEventOptions {
  readonly db: Database;
  readonly instance: Instance;
}

/**
 * What a flow could be tested with, newest first: past runs, and what started none, with why. Of a trigger of ours these are
 * all events that it could have fired on, also those before the flow was there; of another those that were refused.
 */
export async function listTestEvents(
  { flow, definition, connections = {} }: TestEventRequest,
  { db, instance }: TestEventOptions,
): Promise<readonly TestEventView[]> {
  const [started, ours] = await Promise.all([
    startedRuns(db, flow),
    eventsOfOurs({ name: flow, definition, connections } as Flow, { db, instance }),
  ]);
  const hidden = isTriggerSecured(definition as ValueObject);
  const refused = hidden ? [] : await refusedFirings(db, flow, MOST + ours.length);
  const others = refused.filter(({ id }) => !ours.some((each) => each.firingId === id)).slice(0, MOST);
  return [...started, ...ours.map(({ firingId: _id, ...event }) => event), ...others].sort((a, b) =>
    a.at < b.at ? 1 : -1,
  );
}

async function startedRuns(db: Database, flow: string): Promise<TestEventView[]> {
  const { items } = await listRuns(db, { flow }, { limit: MOST });
  return items.map(({ runId, startedAt }) => ({ id: runId, at: startedAt.toISOString(), runId }));
}

async function refusedFirings(db: Database, flow: string, limit: number): Promise<TestEventView[]> {
  const { items } = await listFirings(db, { flow, isRefused: true }, { limit });
  return items.flatMap(refusedFiring);
}

function refusedFiring({ historyId, startedAt, outputs, error, code = '' }: TriggerFiring): TestEventView[] {
  if (outputs === undefined) return [];
  const why = error ?? { code, message: code };
  return [{ id: historyId, at: startedAt.toISOString(), outputs: JSON.parse(outputs) as unknown, why }];
}

interface OurEvent extends TestEventView {
  /** Of the firing that tells why no run was started. */
  readonly firingId: string | undefined;
}

/** Events of the triggers of ours that the definition waits for and that started no run. */
async function eventsOfOurs(flow: Flow, { db, instance }: TestEventOptions): Promise<OurEvent[]> {
  const connections = (await listDefinitions(db, 'connection')).map(({ content }) => content);
  const { triggers } = readFlowTriggers(flow, { connections });
  const watchers = await listWatchers(db, { ownerKind: 'flow', ownerName: flow.name });
  const found = triggers.map(async ({ name, kind, parameters }) => {
    const trigger = kind.kind;
    const watcher = watchers.find((each) => each.trigger === trigger);
    const past = await listPastEvents(db, { trigger, parameters }, { limit: MOST });
    const eventIds = past.map(({ event }) => event.eventId);
    const becameOf = await whatBecame(db, { flow: flow.name, name, watcher, eventIds });
    return past.flatMap(({ event, payload }): OurEvent[] => {
      const { isStarted, why, firingId } = becameOf(event.eventId);
      if (isStarted) return [];
      const shape = { watcherId: watcher?.watcherId ?? '', trigger } as Watcher;
      const parts = { watcher: shape, series: '', event, payload, instance, isTest: true };
      const { payload: body } = createOccurrence({ ...parts, occurrenceId: event.eventId });
      const outputs = { headers: { 'Content-Type': 'application/json' }, body };
      return [{ id: event.eventId, at: event.eventTime, outputs, why, firingId }];
    });
  });
  return (await Promise.all(found)).flat();
}

interface Became {
  readonly isStarted: boolean;
  readonly why: TestEventView['why'];
  readonly firingId: string | undefined;
}

const NOT_WATCHED: Became = {
  isStarted: false,
  why: { code: 'notWatched', message: 'The flow was off or not there yet.' },
  firingId: undefined,
};

interface Asked {
  readonly flow: string;
  /** Of the trigger. */
  readonly name: string;
  readonly watcher: Watcher | undefined;
  readonly eventIds: readonly string[];
}

/** What became of events, by their ids: whether the flow waited for them, what was decided, and whether a run was started. */
async function whatBecame(
  db: Database,
  { flow, name, watcher, eventIds }: Asked,
): Promise<(eventId: string) => Became> {
  if (!watcher || eventIds.length === 0) return () => NOT_WATCHED;
  const { watcherId } = watcher;
  const { items } = await listEvaluations(db, { watcherId, eventIds, limit: eventIds.length });
  const decided = new Map(items.map((evaluation) => [evaluation.eventId, evaluation]));
  const firingOf = (occurrenceId: string) => firingIdOf(flow, name, { occurrenceId, index: 0 });
  const historyIds = items.flatMap(({ occurrenceId }) => (occurrenceId === undefined ? [] : [firingOf(occurrenceId)]));
  const firings = historyIds.length === 0 ? [] : (await listFirings(db, { historyIds }, { limit: MOST })).items;
  const byId = new Map(firings.map((firing) => [firing.historyId, firing]));
  return (eventId) => {
    const evaluation = decided.get(eventId);
    if (!evaluation) return NOT_WATCHED;
    const { decision, reason, occurrenceId } = evaluation;
    if (occurrenceId === undefined)
      return { isStarted: false, why: { code: decision, message: reason }, firingId: undefined };
    const firingId = firingOf(occurrenceId);
    const firing = byId.get(firingId);
    const why = firing?.error ?? { code: 'notStarted', message: 'It fired, but the flow started no run.' };
    return { isStarted: firing?.isFired === true, why, firingId };
  };
}
