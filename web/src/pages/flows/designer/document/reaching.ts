import { type FlowDefinition, typeOf } from './definition.ts';
import { allSteps, type FoundStep } from './find.ts';
import { staticResultOf } from './static-result.ts';

/** Types whose steps call a service, send something or start another flow. */
const REACHES_OUT = /^(http|httpwebhook|workflow|(open)?apiconnection(webhook)?)$/;

/** The steps of a flow that reach out when they are carried out: those with a static result in use do not. */
export function reachingSteps(definition: FlowDefinition): readonly FoundStep[] {
  return allSteps(definition).filter(
    ({ step }) => REACHES_OUT.test(typeOf(step)) && staticResultOf(definition, step)?.isOn !== true,
  );
}
