import { isFluxuError } from '../../base/errors.ts';
import { createDerivedId } from '../../base/ids.ts';
import type { DeliveryAnswer, DeliveryHandler } from '../../connector/delivery/dispatcher.ts';
import type { FlowEngine } from '../../flows/engine/engine.ts';
import type { Value } from '../../flows/language/index.ts';
import type { ClaimedDelivery } from '../../store/delivery-queue.ts';
import { type FlowDefinitions, triggerNameOf } from './flow-definitions.ts';

/** After how long a flow with too many waiting runs is tried again. */
const BUSY_SECONDS = 10;

/**
 * Takes deliveries to flows: each starts a run whose id follows from the event, so that a delivery that comes twice starts
 * nothing the second time.
 */
export function createFlowHandler(engine: FlowEngine, definitions: FlowDefinitions): DeliveryHandler {
  return async (delivery) => {
    const flow = await definitions.find(String(delivery.target['flow']));
    if (!flow) return refused('the flow is no longer there');
    if (flow.state === 'stopped') return refused('the flow is stopped');
    try {
      const triggerName = triggerNameOf(flow, String(delivery.target['trigger']));
      const runId = createDerivedId('run', delivery.occurrenceId, flow.name.toLowerCase(), triggerName);
      const { isNew } = await engine.startRun({
        runId,
        version: engine.versions.of(flow),
        triggerName,
        trigger: { outputs: outputsOf(delivery) },
        eventId: delivery.occurrenceId,
      });
      return { status: 'delivered', answer: { runId, isNew } };
    } catch (error) {
      return answerFor(error);
    }
  };
}

/** What the trigger gives: the same as a webhook of the connector receives. */
function outputsOf({ payload }: ClaimedDelivery): Value {
  return { headers: { 'Content-Type': 'application/json' }, body: payload as Value };
}

function answerFor(error: unknown): DeliveryAnswer {
  if (!isFluxuError(error)) throw error;
  if (error.code === 'FLX_FLOW_TRIGGER_BUSY')
    return { status: 'failed', reason: error.message, retryAfterSeconds: BUSY_SECONDS };
  if (error.code.startsWith('FLX_FLOW_')) return refused(error.message);
  throw error;
}

function refused(reason: string): DeliveryAnswer {
  return { status: 'refused', reason };
}
