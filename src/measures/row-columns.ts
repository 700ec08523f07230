import type { Expression, Measure } from '../model/measure.ts';

/** Names of the columns that a measure adds to the rows of its base entity; attributes never begin with a colon there. */
export const ROW_COLUMNS = {
  customer: ':customer',
  variable: (name: string) => `:variable ${name}`,
  measure: (name: string) => `:measure ${name}`,
  lookup: (path: readonly string[], attribute: string) => `:${path.join(' › ')} › ${attribute}`,
} as const;

/** Attributes that a measure reads at the end of one path. */
export interface Lookup {
  readonly path: readonly string[];
  readonly attributes: readonly string[];
}

/** What a measure reads beside its own rows. */
export interface Reading {
  readonly lookups: readonly Lookup[];
  /** Names of other measures in its expressions. */
  readonly measures: readonly string[];
}

/** What the expressions and dimensions of a measure read beside the rows of the base entity, each path and name once. */
export function readingOf(measure: Measure): Reading {
  const leaves = [...(measure.dimensions ?? []), ...expressionsOf(measure).flatMap(leavesOf)];
  const lookups = new Map<string, { path: readonly string[]; attributes: Set<string> }>();
  const measures = new Set<string>();
  for (const leaf of leaves) {
    if ('measure' in leaf) measures.add(leaf.measure);
    else if ('attribute' in leaf && leaf.path && leaf.path.length > 0) {
      const known = lookups.get(leaf.path.join('/')) ?? { path: leaf.path, attributes: new Set() };
      lookups.set(leaf.path.join('/'), { path: leaf.path, attributes: known.attributes.add(leaf.attribute) });
    }
  }
  const list = [...lookups.values()].map(({ path, attributes }) => ({ path, attributes: [...attributes] }));
  return { lookups: list, measures: [...measures] };
}

function expressionsOf({ variables = [], calculations }: Measure): Expression[] {
  const parts = calculations.flatMap(({ expression, orderBy }) => [expression, orderBy]);
  return [...variables.map(({ expression }) => expression), ...parts].filter((part) => part !== undefined);
}

function leavesOf(expression: Expression): Expression[] {
  if ('function' in expression) return expression.arguments.flatMap(leavesOf);
  if ('when' in expression) return [...leavesOf(expression.value), ...leavesOf(expression.otherwise)];
  return [expression];
}
