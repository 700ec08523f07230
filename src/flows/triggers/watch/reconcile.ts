import { isFluxuError, messageOf } from '../../../base/errors.ts';
import { hashOf } from '../../../base/ids.ts';
import { recordFirings } from '../../../store/flow-triggers/trigger-history.ts';
import type { TriggerState, TriggerStates, WatchedTriggerKind } from '../../../store/flow-triggers/trigger-states.ts';
import { describeOperation, describeRoute } from '../../actions/connection/target.ts';
import { isObject, printJson } from '../../language/index.ts';
import { bindParameters } from '../../run/parameters.ts';
import type { TriggerHost } from '../host.ts';
import { inputsOf } from '../trigger-call.ts';
import type { FlowTrigger } from '../trigger-scope.ts';
import { isConnectorTrigger, WATCHED_KINDS, watchedKindOf } from './kinds.ts';

/**
 * Brings what is watched in step with the flows as they are defined: triggers of started flows that are new or changed begin
 * anew, those of stopped and removed flows are taken down. A second call changes nothing.
 */
export async function reconcileTriggers(states: TriggerStates, host: TriggerHost): Promise<void> {
  const known = new Map((await states.list()).map((state) => [keyOf(state.flow, state.triggerName), state]));
  for (const flow of await host.flows()) {
    if (!flow.isStarted) continue;
    for (const trigger of flow.version.program.triggers) {
      const kind = watchedKindOf(trigger.type);
      if (!kind) continue;
      const key = keyOf(flow.name, trigger.name);
      const state = known.get(key);
      if (await keepInStep(states, { source: { flow, trigger }, kind, state, host })) known.delete(key);
    }
  }
  for (const state of known.values()) await takeDown(states, state, host);
}

function keyOf(flow: string, trigger: string): string {
  return `${flow.toLowerCase()}\n${trigger.toLowerCase()}`;
}

interface Wanted {
  readonly source: FlowTrigger;
  readonly kind: WatchedTriggerKind;
  readonly state: TriggerState | undefined;
  readonly host: TriggerHost;
}

/** False when the trigger is not ours to watch. */
async function keepInStep(states: TriggerStates, { source, kind, state, host }: Wanted): Promise<boolean> {
  const hash = hashOfTrigger(source);
  if (state?.isWanted && state.hash === hash) return true;
  if (isConnectorTrigger(source.trigger.type) && (await isOwnConnector(source, host))) return false;
  const since = host.clock.now();
  const isSubscribed = kind === 'webhook' && state !== undefined;
  await states.write({
    flow: source.flow.name,
    triggerName: source.trigger.name,
    kind,
    hash,
    isWanted: true,
    since,
    nextAt: await firstOf(source, kind, host),
    state: isSubscribed ? state.state : null,
    failures: 0,
  });
  return true;
}

/** Of all that decides when and where a trigger looks; other parts of the flow may change without starting it anew. */
function hashOfTrigger({ flow, trigger }: FlowTrigger): string {
  const { program, connections } = flow.version;
  const parameters = Object.fromEntries(bindParameters(program, {}));
  return hashOf(printJson({ definition: trigger.definition, connections, parameters }));
}

/** When it is looked at first; a trigger whose definition cannot be used is never, and history says why. */
async function firstOf(source: FlowTrigger, kind: WatchedTriggerKind, host: TriggerHost): Promise<Date | undefined> {
  try {
    return WATCHED_KINDS[kind].first(source, host);
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    const now = host.clock.now();
    const { code, message } = error;
    await recordFirings(host.db, [
      {
        historyId: hashOf(`${source.flow.name}\n${source.trigger.name}\n${now.toISOString()}`),
        flow: source.flow.name,
        triggerName: source.trigger.name,
        status: 'Failed',
        isFired: false,
        code,
        error: { code, message },
        startedAt: now,
        endedAt: now,
      },
    ]);
    return undefined;
  }
}

/** Triggers of our own insights arrive as deliveries. */
async function isOwnConnector(source: FlowTrigger, host: TriggerHost): Promise<boolean> {
  try {
    const inputs = inputsOf(source, host);
    const describe = /^api/i.test(source.trigger.type) ? describeRoute : describeOperation;
    const { reference } = describe(isObject(inputs) ? inputs : {});
    const { connector } = await host.connection(source.flow.version, reference);
    return connector.name === 'customer-insights';
  } catch (error) {
    if (isFluxuError(error)) return false;
    throw error;
  }
}

async function takeDown(states: TriggerStates, state: TriggerState, { clock, logger }: TriggerHost): Promise<void> {
  if (!state.isWanted) return;
  try {
    if (state.kind !== 'webhook') await states.remove(state);
    else await states.write({ ...state, isWanted: false, nextAt: clock.now(), failures: 0 });
  } catch (error) {
    logger.error(
      { flow: state.flow, trigger: state.triggerName, reason: messageOf(error) },
      'a trigger could not be taken down',
    );
  }
}
