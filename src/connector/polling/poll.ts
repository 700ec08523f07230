import type { Clock } from '../../base/clock.ts';
import { createDerivedId } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import type { TriggerKindName } from '../../model/trigger.ts';
import { listOccurrences, newestOccurrenceSequence } from '../../store/occurrences.ts';
import { listIdlePolls, notePoll, removePoll } from '../../store/polls.ts';
import type { Database } from '../../store/schema.ts';
import { getWatcher } from '../../store/watchers.ts';
import { connectorError } from '../catalogue.ts';
import { endWatcher } from '../watchers/keep.ts';
import { subscribe } from '../watchers/subscription.ts';

/** What happened is handed out in pieces of this many. */
const MOST_OCCURRENCES = 100;
/** A poll nobody asked about for so long is forgotten. */
const IDLE_DAYS = 45;
const DAY_MILLISECONDS = 86_400_000;

/** Somebody asks whether a trigger fired. */
export interface PollRequest {
  /** Connection that asks: those with the same parameters share a watcher, each with a place of its own. */
  readonly connectionId: string;
  readonly ownerName: string;
  /** Name that people see. */
  readonly name: string;
  readonly trigger: TriggerKindName;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Place that the answer before gave; undefined at the first call. */
  readonly state: string | undefined;
}

/** What happened since, and the place from which to ask on. */
export interface PollAnswer {
  readonly payloads: readonly Readonly<Record<string, unknown>>[];
  readonly state: string;
}

/**
 * Gives what fired since the last call; the first call gives nothing and starts the watch.
 * @throws FLX_INVALID with every problem of the parameters, FLX_CONNECTOR_POLL_STATE
 */
export async function poll(tx: Database, request: PollRequest, clock: Clock): Promise<PollAnswer> {
  const { connectionId, trigger, parameters, state } = request;
  const watcherId = createDerivedId('poll', connectionId, trigger, canonicalJson(parameters));
  const now = clock.now();
  if (!(await getWatcher(tx, watcherId))) {
    const { name, ownerName } = request;
    await subscribe(tx, { watcherId, name, ownerName, trigger, parameters }, clock);
    await endIdlePolls(tx, new Date(now.getTime() - IDLE_DAYS * DAY_MILLISECONDS).toISOString());
  }
  await notePoll(tx, watcherId, now.toISOString());
  if (state === undefined) return { payloads: [], state: String(await newestOccurrenceSequence(tx)) };
  const after = Number(state);
  if (!/^\d{1,15}$/.test(state)) throw connectorError('FLX_CONNECTOR_POLL_STATE', {});
  const { items } = await listOccurrences(tx, { watcherId, after, order: 'oldestFirst', limit: MOST_OCCURRENCES });
  return {
    payloads: items.map(({ payload }) => payload),
    state: String(items.at(-1)?.sequence ?? after),
  };
}

async function endIdlePolls(tx: Database, since: string): Promise<void> {
  for (const watcherId of await listIdlePolls(tx, since)) {
    await endWatcher(tx, watcherId);
    await removePoll(tx, watcherId);
  }
}
