import type { FluxuError } from '../base/errors.ts';
import { modelError } from './catalogue.ts';
import type { InsightModel } from './insight-model.ts';
import type { Measure } from './measure.ts';
import { referencesOf } from './reference.ts';
import type { Segment } from './segment.ts';

/** A measure or segment by name. */
export interface DefinitionReference {
  readonly kind: 'measure' | 'segment';
  readonly name: string;
}

/** The measures and segments that must be computed before this one. Names that do not exist are left out. */
export function dependenciesOf(definition: Measure | Segment, model: InsightModel): DefinitionReference[] {
  const { measures, segments } = referencesOf(definition, model);
  const needed: DefinitionReference[] = [
    ...measures.map((name) => ({ kind: 'measure' as const, name })),
    ...segments.map((name) => ({ kind: 'segment' as const, name })),
  ];
  return needed.filter((reference) => findDefinition(reference, model) !== undefined);
}

/**
 * All measures and segments of the model, each after what it depends on; otherwise in the order they stand in.
 * @throws FLX_CYCLE with the names of the circle.
 */
export function orderDefinitions(model: InsightModel): DefinitionReference[] {
  const ordered: DefinitionReference[] = [];
  const done = new Set<string>();
  const visit = (reference: DefinitionReference, trail: readonly DefinitionReference[]): void => {
    if (done.has(keyOf(reference))) return;
    const start = trail.findIndex((earlier) => keyOf(earlier) === keyOf(reference));
    if (start >= 0) throw circleError(trail.slice(start));
    const definition = findDefinition(reference, model);
    if (!definition) return;
    for (const needed of dependenciesOf(definition, model)) visit(needed, [...trail, reference]);
    done.add(keyOf(reference));
    ordered.push(reference);
  };
  for (const { name } of model.measures) visit({ kind: 'measure', name }, []);
  for (const { name } of model.segments) visit({ kind: 'segment', name }, []);
  return ordered;
}

/** The problem of a definition that depends on itself, shortest circle first; undefined when it does not. */
export function circleThrough(definition: Measure | Segment, model: InsightModel): FluxuError | undefined {
  const own: DefinitionReference = {
    kind: 'calculations' in definition ? 'measure' : 'segment',
    name: definition.name,
  };
  const seen = new Set<string>();
  let trails = [{ trail: [own], definition }];
  while (trails.length > 0) {
    const longer: typeof trails = [];
    for (const { trail, definition: last } of trails) {
      for (const needed of dependenciesOf(last, model)) {
        if (keyOf(needed) === keyOf(own)) return circleError(trail);
        const next = findDefinition(needed, model);
        if (next && !seen.has(keyOf(needed))) longer.push({ trail: [...trail, needed], definition: next });
        seen.add(keyOf(needed));
      }
    }
    trails = longer;
  }
  return undefined;
}

function findDefinition({ kind, name }: DefinitionReference, model: InsightModel): Measure | Segment | undefined {
  const definitions: readonly (Measure | Segment)[] = kind === 'measure' ? model.measures : model.segments;
  return definitions.find((definition) => definition.name === name);
}

function keyOf({ kind, name }: DefinitionReference): string {
  return `${kind} '${name}'`;
}

function circleError(trail: readonly DefinitionReference[]): FluxuError {
  const circle = [...trail, ...trail.slice(0, 1)].map(keyOf).join(' → ');
  return modelError('FLX_CYCLE', { kind: 'Measures and segments', circle });
}
