import type { FluxuError, Place } from '../../base/errors.ts';
import { pointerOf } from '../../base/json.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Attribute } from '../../model/attribute.ts';
import { modelError } from '../../model/catalogue.ts';
import type { Entity } from '../../model/tables.ts';
import { unifyError } from '../catalogue.ts';

/** Keys of a JSON pointer. */
export type Path = readonly (string | number)[];

/** Collects every problem of a unification, each with its pointer, and looks names up on the way. */
export class Problems {
  readonly found: FluxuError[] = [];
  readonly #entities: readonly Entity[];
  readonly #unified: readonly string[];

  constructor(entities: readonly Entity[], unified: readonly string[]) {
    this.#entities = entities;
    this.#unified = unified;
  }

  add(problem: FluxuError): void {
    this.found.push(problem);
  }

  /** The entity of that name, whether it takes part or not. */
  entity(name: string, path: Path): Entity | undefined {
    const entity = this.#entities.find((candidate) => candidate.name === name);
    if (entity) return entity;
    const mend = suggestName(
      name,
      this.#entities.map((candidate) => candidate.name),
    );
    this.add(modelError('FLX_UNKNOWN_ENTITY', { name }, { place: placeOf(path), mend }));
    return undefined;
  }

  /** The entity of that name, which must take part in the unification. */
  unifiedEntity(name: string, path: Path): Entity | undefined {
    const entity = this.entity(name, path);
    if (!entity || this.#unified.includes(name)) return entity;
    const mend = suggestName(name, this.#unified);
    this.add(unifyError('FLX_UNIFY_NOT_MAPPED', { entity: name }, { place: placeOf(path), mend }));
    return undefined;
  }

  /** The attribute of that name; nothing is said when the entity itself is unknown. */
  attribute(entity: Entity | undefined, name: string, path: Path): Attribute | undefined {
    if (!entity) return undefined;
    const attribute = entity.attributes.find((candidate) => candidate.name === name);
    if (attribute) return attribute;
    const mend = suggestName(
      name,
      entity.attributes.map((candidate) => candidate.name),
    );
    this.add(modelError('FLX_UNKNOWN_ATTRIBUTE', { entity: entity.name, name }, { place: placeOf(path), mend }));
    return undefined;
  }

  /** Names that occur twice, ignoring case. */
  unique(names: readonly string[], kind: string, pathOf: (index: number) => Path): void {
    const seen = new Set<string>();
    for (const [index, name] of names.entries()) {
      if (seen.has(name.toLowerCase()))
        this.add(unifyError('FLX_UNIFY_TWICE', { name, kind }, { place: placeOf(pathOf(index)) }));
      seen.add(name.toLowerCase());
    }
  }
}

/** Where in the unification a problem is. */
export function placeOf(path: Path): Place {
  return { object: 'unification', pointer: pointerOf(...path) };
}
