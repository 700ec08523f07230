import { findHierarchy } from './audience-model.ts';
import type { Condition } from './condition.ts';
import type { InsightModel } from './insight-model.ts';
import type { Expression, Measure } from './measure.ts';
import { memberKindOf } from './member-kind.ts';
import { endOf, type PathResult, resolvePath, type Way, wayToCustomer } from './path.ts';
import type { Segment } from './segment.ts';
import { ancestorTableOf, TABLES } from './tables.ts';

/** What a measure or segment reads, by name; a kept order, each once. */
export interface References {
  readonly measures: readonly string[];
  readonly segments: readonly string[];
  /** Tables: source entities, `Customer`, `AlternateKey`, tables of other measures. */
  readonly entities: readonly string[];
}

type Found = { readonly [Kind in keyof References]: Set<string> };

/** What a measure or a segment reads. Paths that lead nowhere are passed over: validation tells of them. */
export function referencesOf(definition: Measure | Segment, model: InsightModel): References {
  const found: Found = { measures: new Set(), segments: new Set(), entities: new Set() };
  const walk = new Walk(found, model);
  if ('calculations' in definition) walk.measure(definition);
  else walk.segment(definition);
  return { measures: [...found.measures], segments: [...found.segments], entities: [...found.entities] };
}

class Walk {
  readonly #found: Found;
  readonly #model: InsightModel;

  constructor(found: Found, model: InsightModel) {
    this.#found = found;
    this.#model = model;
  }

  segment(segment: Segment): void {
    const { entity } = memberKindOf(segment);
    this.#found.entities.add(entity);
    for (const { condition } of segment.rules ?? []) if (condition) this.#condition(condition, entity);
  }

  measure(measure: Measure): void {
    const { entity, path, kind } = measure;
    this.#entity(entity);
    if (kind !== 'business') {
      this.#found.entities.add(TABLES.customer);
      this.#way(wayOf(wayToCustomer(this.#model, entity, path)));
    }
    if (measure.rollUp !== undefined) this.#found.entities.add(ancestorTableOf(measure.rollUp));
    if (measure.filter) this.#condition(measure.filter, entity);
    for (const dimension of measure.dimensions ?? []) this.#expression(dimension, entity);
    for (const { expression } of measure.variables ?? []) this.#expression(expression, entity);
    for (const { expression, orderBy, filter } of measure.calculations) {
      if (expression) this.#expression(expression, entity);
      if (orderBy) this.#expression(orderBy, entity);
      if (filter) this.#condition(filter, entity);
    }
  }

  #entity(name: string): void {
    const measure = this.#model.measures.find((candidate) => candidate.name === name);
    if (measure) this.#found.measures.add(name);
    else this.#found.entities.add(name);
  }

  #way(way: Way | undefined): void {
    for (const link of way ?? []) {
      for (const { table } of link.hops) this.#entity(table);
    }
  }

  #path(from: string, path: readonly string[]): string | undefined {
    const way = wayOf(resolvePath(this.#model, from, path));
    this.#way(way);
    return way && endOf(way, from);
  }

  #condition(condition: Condition, entity: string): void {
    if ('conditions' in condition) for (const inner of condition.conditions) this.#condition(inner, entity);
    else if ('path' in condition) {
      const reached = this.#path(entity, condition.path);
      if (reached !== undefined && condition.condition) this.#condition(condition.condition, reached);
    } else if ('segment' in condition) this.#found.segments.add(condition.segment);
    else if ('condition' in condition) this.#condition(condition.condition, entity);
    else {
      if (condition.measure !== undefined) this.#found.measures.add(condition.measure);
      if (findHierarchy(this.#model, condition.hierarchy))
        this.#found.entities.add(ancestorTableOf(condition.hierarchy ?? ''));
    }
  }

  #expression(expression: Expression, entity: string): void {
    if ('attribute' in expression) this.#path(entity, expression.path ?? []);
    else if ('measure' in expression) this.#found.measures.add(expression.measure);
    else if ('function' in expression) for (const argument of expression.arguments) this.#expression(argument, entity);
    else if ('when' in expression) {
      this.#condition(expression.when, entity);
      this.#expression(expression.value, entity);
      this.#expression(expression.otherwise, entity);
    }
  }
}

function wayOf(result: PathResult): Way | undefined {
  return result.problem ? undefined : result.way;
}
