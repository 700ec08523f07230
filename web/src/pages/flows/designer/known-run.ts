import type { TemplateTrial } from '../../../../../src/app/view/designer.ts';
import type { RunDetail } from '../../../../../src/app/view/flow.ts';

/** What expressions are tried against: a run of the server, or what is known here alone. */
export type KnownRun = Pick<TemplateTrial, 'runId' | 'known'>;

/** A rehearsal is known here alone, a run to the server. */
export function knownOf({ runId, isRehearsal, triggerOutputs, actions }: RunDetail): KnownRun {
  return isRehearsal ? { known: { triggerOutputs, actions } } : { runId };
}
