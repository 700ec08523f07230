import { isFluxuError } from '../../base/errors.ts';
import type { DeliveryAnswer, DeliveryHandler } from '../../connector/delivery/dispatcher.ts';
import type { Value } from '../../flows/language/index.ts';
import type { Fired, Occurrence } from '../../flows/triggers/fire.ts';
import type { ClaimedDelivery } from '../../store/delivery-queue.ts';
import { type FlowDefinitions, triggerNameOf } from './flow-definitions.ts';

/** After how long a flow with too many waiting runs is tried again. */
const BUSY_SECONDS = 10;

/** Fires a trigger of a flow. */
export type FireTrigger = (
  place: { readonly flow: string; readonly trigger: string },
  occurrence: Omit<Occurrence, 'startedAt'>,
) => Promise<Fired>;

/**
 * Takes deliveries to flows: each fires the trigger that waits for it, with its conditions and splitOn. Ids of runs follow
 * from the event, so that a delivery that comes twice starts nothing the second time.
 */
export function createFlowHandler(definitions: FlowDefinitions, fire: FireTrigger): DeliveryHandler {
  return async (delivery) => {
    const flow = await definitions.find(String(delivery.target['flow']));
    if (!flow) return refused('the flow is no longer there');
    if (flow.state === 'stopped') return refused('the flow is stopped');
    try {
      const trigger = triggerNameOf(flow, String(delivery.target['trigger']));
      const { occurrenceId } = delivery;
      const given = { inputs: undefined, outputs: outputsOf(delivery), occurrenceId, eventId: occurrenceId };
      return answerTo(await fire({ flow: flow.name, trigger }, given));
    } catch (error) {
      return answerFor(error);
    }
  };
}

/** What the trigger gives: the same as a webhook of the connector receives. */
function outputsOf({ payload }: ClaimedDelivery): Value {
  return { headers: { 'Content-Type': 'application/json' }, body: payload as Value };
}

function answerTo({ status, runs, error }: Fired): DeliveryAnswer {
  if (error?.code === 'FLX_FLOW_TRIGGER_BUSY')
    return { status: 'failed', reason: error.message, retryAfterSeconds: BUSY_SECONDS };
  if (status === 'Failed') return refused(error?.message ?? 'the trigger failed');
  const [first] = runs;
  if (!first) return { status: 'delivered', answer: { skipped: error?.message ?? 'no run was to be started' } };
  const { runId, isNew } = first;
  const runIds = runs.map((run) => run.runId);
  return { status: 'delivered', answer: { runId, isNew, ...(runIds.length > 1 && { runIds }) } };
}

function answerFor(error: unknown): DeliveryAnswer {
  if (!isFluxuError(error)) throw error;
  if (error.code.startsWith('FLX_FLOW_')) return refused(error.message);
  throw error;
}

function refused(reason: string): DeliveryAnswer {
  return { status: 'refused', reason };
}
