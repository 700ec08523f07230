import type { IncomingRequest, OutgoingAnswer } from '../view/flow-trigger.ts';

/** What arrives for flows from outside, at signed addresses. Every outcome is an answer. */
export interface AppFlowRequests {
  /** True when the query is that of a signed address for this kind of request at this place; to be asked before a body is read. */
  isSigned(kind: FlowRequestKind, place: FlowRequestPlace, query: URLSearchParams): boolean;
  /** A request to a Request trigger. */
  invoke(place: TriggerPlace, request: IncomingRequest): Promise<OutgoingAnswer>;
  /** A notification for a webhook trigger. */
  notify(place: TriggerPlace, request: IncomingRequest): Promise<OutgoingAnswer>;
  /** A callback for a waiting step. */
  callBack(
    step: { readonly runId: string; readonly action: string; readonly iteration: string },
    request: IncomingRequest,
  ): Promise<OutgoingAnswer>;
  /** The answer of a run that answers later. */
  answer(runId: string, request: IncomingRequest): Promise<OutgoingAnswer>;
}

/** Ways in which flows are called from outside. */
export type FlowRequestKind = 'invoke' | 'notify' | 'callBack' | 'answer';

/** What the address of a request names; each kind uses its own parts. */
export interface FlowRequestPlace extends TriggerPlace {
  readonly runId: string;
  readonly action: string;
  /** Empty outside of loops. */
  readonly iteration: string;
}

/** A trigger by its flow and name. */
export interface TriggerPlace {
  readonly flow: string;
  readonly trigger: string;
}
