import { type FlowDefinition, membersOf, type StepDefinition, typeOf } from './definition.ts';
import { replaceStep } from './edit.ts';
import { allSteps, findStep } from './find.ts';
import { valueAt, withValue } from './values.ts';

/** What a step is said to give instead of being carried out. */
export interface StaticResult {
  readonly isOn: boolean;
  readonly status: string;
  readonly outputs: unknown;
}

const PLACE = ['runtimeConfiguration', 'staticResult'];

/** Steps that the run carries out itself: they have no result of their own to be replaced. */
const CONTROL = /^(if|switch|scope|foreach|until|terminate|.*variable)$/;

/** True for steps that a static result can stand in for. */
export function takesStaticResult(step: StepDefinition): boolean {
  return !CONTROL.test(typeOf(step));
}

/** The static result of a step; undefined when the definition holds none for it. */
export function staticResultOf(definition: FlowDefinition, step: StepDefinition): StaticResult | undefined {
  const { staticResultOptions } = membersOf(valueAt(step, PLACE));
  const result = membersOf(definition['staticResults'])[nameOf(step) ?? ''];
  if (result === undefined) return undefined;
  const { status, outputs } = membersOf(result);
  const isOn = String(staticResultOptions ?? '').toLowerCase() === 'enabled';
  return { isOn, status: String(status ?? 'Succeeded'), outputs: outputs ?? {} };
}

/** The flow with another static result for a step, whose other members stay. A result that several steps share is left to the others. */
export function withStaticResult(
  definition: FlowDefinition,
  stepName: string,
  { isOn, status, outputs }: StaticResult,
): FlowDefinition {
  const step = findStep(definition, stepName)?.step;
  if (!step) return definition;
  const results = membersOf(definition['staticResults']);
  const known = nameOf(step);
  const isShared = allSteps(definition).filter((other) => nameOf(other.step) === known).length > 1;
  const name = known === undefined || isShared ? freeResultName(results, stepName) : known;
  const configuration = { name, staticResultOptions: isOn ? 'Enabled' : 'Disabled' };
  const result = { ...membersOf(results[known ?? name]), status, outputs };
  return {
    ...replaceStep(definition, stepName, withValue(step, PLACE, configuration) as StepDefinition),
    staticResults: { ...results, [name]: result },
  };
}

function nameOf(step: StepDefinition): string | undefined {
  const { name } = membersOf(valueAt(step, PLACE));
  return typeof name === 'string' ? name : undefined;
}

/** The name of the step with a number, as the original designer gives it. */
function freeResultName(results: Readonly<Record<string, unknown>>, stepName: string): string {
  for (let number = 0; ; number += 1)
    if (!Object.hasOwn(results, `${stepName}${number}`)) return `${stepName}${number}`;
}
