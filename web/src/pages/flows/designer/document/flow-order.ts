import { branchesOf, type FlowDefinition, runAfterOf, type Steps } from './definition.ts';

/** Names of all steps as the canvas shows them from top to bottom: each after those it waits for, and before what it holds. */
export function flowOrder(definition: FlowDefinition): readonly string[] {
  return orderOf(definition.actions ?? {});
}

function orderOf(steps: Steps): readonly string[] {
  return followed(Object.entries(steps)).flatMap(([name, step]) => [
    name,
    ...branchesOf(step).flatMap(({ steps: inner }) => orderOf(inner)),
  ]);
}

type Entry = readonly [name: string, step: Steps[string]];

/** What waits for each other in a circle keeps the order of the definition, after the rest. */
function followed(entries: readonly Entry[]): readonly Entry[] {
  const names = new Set(entries.map(([name]) => name.toLowerCase()));
  const ordered: Entry[] = [];
  const done = new Set<string>();
  const isReady = ([, step]: Entry) =>
    Object.keys(runAfterOf(step)).every((before) => done.has(before.toLowerCase()) || !names.has(before.toLowerCase()));
  for (let left = [...entries]; left.length > 0; ) {
    const next = left.find(isReady) ?? (left[0] as Entry);
    ordered.push(next);
    done.add(next[0].toLowerCase());
    left = left.filter((entry) => entry !== next);
  }
  return ordered;
}
