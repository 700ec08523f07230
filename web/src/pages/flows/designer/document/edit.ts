import {
  branchesOf,
  type FlowDefinition,
  type Place,
  runAfterOf,
  type StepDefinition,
  type Steps,
  withBranch,
} from './definition.ts';
import { allSteps, findStep, freeName } from './find.ts';

/** Where a new action goes: behind another, or at the start of a list. */
export interface Spot {
  readonly place: Place;
  readonly after: string | undefined;
  /** Beside what follows, not before it. */
  readonly isParallel?: boolean;
}

/** An action cut or copied out of a flow. */
export interface StepClip {
  readonly name: string;
  readonly step: StepDefinition;
}

/** The flow with an action put in; what came after the spot now comes after the action. */
export function insertStep(
  definition: FlowDefinition,
  { place, after, isParallel = false }: Spot,
  clip: StepClip,
): FlowDefinition {
  const step = { ...clip.step, runAfter: after === undefined ? {} : { [after]: ['Succeeded'] } };
  return changeSteps(definition, place, (steps) => {
    const followers = isParallel ? steps : mapSteps(steps, (other) => takeOver(other, after, clip.name));
    return insertKey(followers, after, [clip.name, step]);
  });
}

function takeOver(step: StepDefinition, after: string | undefined, name: string): StepDefinition {
  const runAfter = runAfterOf(step);
  if (after === undefined)
    return Object.keys(runAfter).length === 0 ? { ...step, runAfter: { [name]: ['Succeeded'] } } : step;
  return Object.hasOwn(runAfter, after) ? { ...step, runAfter: renameKey(runAfter, after, name) } : step;
}

/** The flow without an action; what waited for it waits for what it waited for. */
export function removeStep(definition: FlowDefinition, name: string): FlowDefinition {
  const found = findStep(definition, name);
  if (!found) return definition;
  const before = runAfterOf(found.step);
  return changeSteps(definition, found.place, (steps) => {
    const { [name]: _removed, ...others } = steps;
    return mapSteps(others, (step) => {
      const { [name]: waited, ...kept } = runAfterOf(step);
      return waited === undefined ? step : { ...step, runAfter: { ...before, ...kept } };
    });
  });
}

/** The flow with another definition of an action. */
export function replaceStep(definition: FlowDefinition, name: string, step: StepDefinition): FlowDefinition {
  const found = findStep(definition, name);
  return found ? changeSteps(definition, found.place, (steps) => ({ ...steps, [name]: step })) : definition;
}

/** The flow with an action at another spot. It cannot go into itself. */
export function moveStep(definition: FlowDefinition, name: string, spot: Spot): FlowDefinition {
  const found = findStep(definition, name);
  if (!found || spot.after === name || isInside(definition, name, spot.place)) return definition;
  return insertStep(removeStep(definition, name), spot, { name, step: found.step });
}

function isInside(definition: FlowDefinition, name: string, place: Place): boolean {
  if (place.container === undefined) return false;
  const containers = findStep(definition, place.container)?.containers ?? [];
  return place.container === name || containers.includes(name);
}

/** The flow with a copy of an action put in; every name in the copy is one that was free. */
export function pasteStep(
  definition: FlowDefinition,
  spot: Spot,
  clip: StepClip,
): { readonly definition: FlowDefinition; readonly name: string } {
  const inner = allSteps({ actions: { [clip.name]: clip.step } }).map(({ name }) => name);
  let taken = definition;
  let renamed: FlowDefinition = { actions: { [clip.name]: clip.step } };
  let first = clip.name;
  for (const name of inner) {
    const free = freeName(taken, name);
    renamed = free === name ? renamed : renameStep(renamed, name, free);
    taken = { actions: { ...taken.actions, [free]: {} } };
    if (name === clip.name) first = free;
  }
  const step = renamed.actions?.[first] ?? clip.step;
  return { definition: insertStep(definition, spot, { name: first, step }), name: first };
}

/** The flow with another name for an action, in `runAfter` and in every expression that names it. */
export function renameStep(definition: FlowDefinition, name: string, wanted: string): FlowDefinition {
  if (name === wanted || !findStep(definition, name)) return definition;
  const place = findStep(definition, name)?.place;
  if (!place) return definition;
  const renamed = changeSteps(definition, place, (steps) =>
    mapSteps(renameKey(steps, name, wanted), (step) =>
      Object.hasOwn(runAfterOf(step), name) ? { ...step, runAfter: renameKey(runAfterOf(step), name, wanted) } : step,
    ),
  );
  return rewrite(renamed, name, wanted) as FlowDefinition;
}

/** Functions whose first argument is the name of an action. */
const NAMING =
  'outputs|body|actions|result|items|iterationIndexes|actionOutputs|actionBody|formDataValue|formDataMultiValues|multipartBody';

function rewrite(value: unknown, name: string, wanted: string): unknown {
  if (typeof value === 'string') return value.includes('@') ? renameInText(value, name, wanted) : value;
  if (Array.isArray(value)) return value.map((item) => rewrite(item, name, wanted));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewrite(inner, name, wanted)]));
}

function renameInText(text: string, name: string, wanted: string): string {
  const quoted = name.replaceAll("'", "''").replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const calls = new RegExp(`\\b(${NAMING})(\\s*\\(\\s*)'${quoted}'`, 'gi');
  return text.replaceAll(
    calls,
    (_call, method: string, open: string) => `${method}${open}'${wanted.replaceAll("'", "''")}'`,
  );
}

/** The flow with other actions in one list. */
export function changeSteps(definition: FlowDefinition, place: Place, change: (steps: Steps) => Steps): FlowDefinition {
  const steps = definition.actions ?? {};
  return { ...definition, actions: place.container === undefined ? change(steps) : changeInside(steps, place, change) };
}

function changeInside(steps: Steps, place: Place, change: (steps: Steps) => Steps): Steps {
  return Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [
      name,
      branchesOf(step).reduce<StepDefinition>((changed, { key, steps: inner }) => {
        if (name === place.container && key === place.branch) return withBranch(changed, key, change(inner));
        const within = changeInside(inner, place, change);
        return Object.entries(within).every(([each, value]) => inner[each] === value)
          ? changed
          : withBranch(changed, key, within);
      }, step),
    ]),
  );
}

function mapSteps(steps: Steps, change: (step: StepDefinition) => StepDefinition): Steps {
  return Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, change(step)]));
}

function renameKey<Value>(
  members: Readonly<Record<string, Value>>,
  key: string,
  wanted: string,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name === key ? wanted : name, value]));
}

function insertKey(steps: Steps, after: string | undefined, entry: readonly [string, StepDefinition]): Steps {
  const entries = Object.entries(steps);
  const index = after === undefined ? 0 : entries.findIndex(([name]) => name === after) + 1;
  return Object.fromEntries([...entries.slice(0, index), entry, ...entries.slice(index)]);
}
