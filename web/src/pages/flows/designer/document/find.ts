import {
  branchesOf,
  type FlowDefinition,
  type Place,
  ROOT,
  runAfterOf,
  type StepDefinition,
  type Steps,
  typeOf,
} from './definition.ts';

/** An action with the list it stands in. */
export interface FoundStep {
  readonly name: string;
  readonly step: StepDefinition;
  readonly place: Place;
  /** The steps beside it, itself included. */
  readonly siblings: Steps;
  /** Containers around it, outermost first. */
  readonly containers: readonly string[];
}

/** Every action of a flow, containers before what they hold. */
export function allSteps(definition: FlowDefinition): readonly FoundStep[] {
  return stepsUnder(definition.actions ?? {}, ROOT, []);
}

function stepsUnder(steps: Steps, place: Place, containers: readonly string[]): readonly FoundStep[] {
  return Object.entries(steps).flatMap(([name, step]) => [
    { name, step, place, siblings: steps, containers },
    ...branchesOf(step).flatMap(({ key, steps: inner }) =>
      stepsUnder(inner, { container: name, branch: key }, [...containers, name]),
    ),
  ]);
}

/** Names of the actions that hold others. */
export function containersOf(definition: FlowDefinition): readonly string[] {
  return allSteps(definition).flatMap(({ name, step }) => (branchesOf(step).length > 0 ? [name] : []));
}

/** The action of that name. */
export function findStep(definition: FlowDefinition, name: string): FoundStep | undefined {
  return allSteps(definition).find((found) => found.name === name);
}

/** Actions that are over when this one starts, nearest first: those it waits for, and those its containers wait for. */
export function precedingSteps(definition: FlowDefinition, name: string): readonly FoundStep[] {
  const all = new Map(allSteps(definition).map((found) => [found.name.toLowerCase(), found]));
  const seen = new Set<string>();
  const found: FoundStep[] = [];
  const visit = (from: FoundStep | undefined) => {
    for (const predecessor of Object.keys(from ? runAfterOf(from.step) : {})) {
      const key = predecessor.toLowerCase();
      const step = all.get(key);
      if (!step || seen.has(key)) continue;
      seen.add(key);
      found.push(step);
      visit(step);
    }
  };
  const start = all.get(name.toLowerCase());
  visit(start);
  for (const container of [...(start?.containers ?? [])].reverse()) visit(all.get(container.toLowerCase()));
  return found;
}

/** Names of the steps beside this one that it can wait for: not itself, nor what already comes after it. */
export function possiblePredecessors(definition: FlowDefinition, name: string): readonly string[] {
  const siblings = Object.entries(findStep(definition, name)?.siblings ?? {});
  const later = new Set([name]);
  // A set gives also what is added while it is gone through.
  for (const each of later)
    for (const [sibling, step] of siblings)
      if (Object.keys(runAfterOf(step)).some((waited) => waited.toLowerCase() === each.toLowerCase()))
        later.add(sibling);
  return siblings.flatMap(([sibling]) => (later.has(sibling) ? [] : [sibling]));
}

/** The step beside an action that one goes to when it is gone: what follows it, else what it follows, else another one. */
export function neighbourOf(definition: FlowDefinition, name: string): string | undefined {
  const found = findStep(definition, name);
  if (!found) return undefined;
  const others = Object.entries(found.siblings).filter(([sibling]) => sibling !== name);
  const isSame = (other: string, one: string) => other.toLowerCase() === one.toLowerCase();
  const [waited] = Object.keys(runAfterOf(found.step));
  const next =
    others.find(([, step]) => Object.keys(runAfterOf(step)).some((each) => isSame(each, name))) ??
    others.find(([sibling]) => waited !== undefined && isSame(sibling, waited)) ??
    others[0];
  return next?.[0];
}

/** Containers whose inside can be asked for its last outcome once they are over; a loop over items has as many as items. */
const OPEN_CONTAINERS = new Set(['scope', 'until', 'if', 'switch']);

/** What a container leaves behind: itself, and what it holds where that has one outcome. */
export function stepsLeftBy(found: FoundStep): readonly FoundStep[] {
  if (!OPEN_CONTAINERS.has(typeOf(found.step))) return [found];
  const inner = branchesOf(found.step).flatMap(({ key, steps }) =>
    Object.entries(steps).map(([name, step]) => {
      const place = { container: found.name, branch: key };
      return { name, step, place, siblings: steps, containers: [...found.containers, found.name] };
    }),
  );
  return [found, ...inner.flatMap(stepsLeftBy)];
}

/** A name that no action of the flow has: the wanted one, or the wanted one with a number. */
export function freeName(definition: FlowDefinition, wanted: string): string {
  const taken = new Set(allSteps(definition).map(({ name }) => name.toLowerCase()));
  const base = nameFrom(wanted);
  if (!taken.has(base.toLowerCase())) return base;
  for (let number = 2; ; number += 1) if (!taken.has(`${base}_${number}`.toLowerCase())) return `${base}_${number}`;
}

/** A title as a name in a definition: words joined by underscores, without what expressions could not quote. */
export function nameFrom(title: string): string {
  const name = title
    .trim()
    .replaceAll(/[<>%&\\?/#'"@{}[\]]+/g, '')
    .replaceAll(/\s+/g, '_')
    .slice(0, 80);
  return name || 'Step';
}

/** Whether a step still has the name that its operation gave it, with a number where that was taken. */
export function isCalledLike(name: string, operation: string): boolean {
  return name.replace(/_\d+$/, '').toLowerCase() === nameFrom(operation).toLowerCase();
}
