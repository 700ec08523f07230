import type { StepAddress } from '../../../store/journal/record.ts';
import { type SignedPlace, signedQuery } from './signature.ts';

/** Makes the addresses at which flows are called, each with its signature. */
export interface FlowAddresses {
  /** Where a Request trigger is called; what follows `invoke` is its relative path. */
  invoke(flow: string, trigger: string, relativePath?: string): string;
  /** Where a service tells a webhook trigger of news. */
  callback(flow: string, trigger: string): string;
  /** Where a waiting step is called back. */
  step(address: StepAddress): string;
  /** Where the answer of a run can be fetched. */
  answer(runId: string): string;
}

/** The place of a Request trigger. */
export function invokePlace(flow: string, trigger: string): SignedPlace {
  return { path: `${triggerPath(flow, trigger)}/paths/invoke`, permission: `/triggers/${trigger}/run` };
}

/** The place of a webhook trigger. */
export function callbackPlace(flow: string, trigger: string): SignedPlace {
  return { path: `${triggerPath(flow, trigger)}/callback`, permission: `/triggers/${trigger}/callback` };
}

/** The place of a waiting step. */
export function stepPlace({ runId, action, iteration }: StepAddress): SignedPlace {
  const path = `/workflows/runs/${runId}/actions/${encodeURIComponent(action)}/${iteration || '-'}/run`;
  return { path, permission: `/actions/${action}/run` };
}

/** The place of a run's answer. */
export function answerPlace(runId: string): SignedPlace {
  return { path: `/workflows/runs/${runId}/answer`, permission: '/answer/read' };
}

function triggerPath(flow: string, trigger: string): string {
  return `/workflows/${encodeURIComponent(flow)}/triggers/${encodeURIComponent(trigger)}`;
}

/** Addresses below that of the server, signed with its key. */
export function createFlowAddresses(server: string, key: string): FlowAddresses {
  const base = server.replace(/\/+$/, '');
  const address = (place: SignedPlace, rest = '') => `${base}${place.path}${rest}?${signedQuery(place, key)}`;
  return {
    invoke: (flow, trigger, relativePath = '') =>
      address(invokePlace(flow, trigger), relativePath === '' ? '' : `/${relativePath.replace(/^\/+/, '')}`),
    callback: (flow, trigger) => address(callbackPlace(flow, trigger)),
    step: (step) => address(stepPlace(step)),
    answer: (runId) => address(answerPlace(runId)),
  };
}
