import type { FluxuError } from '../../base/errors.ts';
import type { Entity } from '../../model/tables.ts';
import type { Unification, UnifiedEntity } from '../../model/unification.ts';
import type { AttributeType } from '../../model/vocabulary.ts';
import { unifyError } from '../catalogue.ts';
import { findPhoneCountry } from '../normalize/phone-country.ts';
import { checkLists } from './lists.ts';
import { checkFieldNames, checkMerge } from './merge.ts';
import { type Path, Problems, placeOf } from './problems.ts';
import { checkRecency } from './recency.ts';
import { checkDeduplicationRules, checkMatchRules } from './rules.ts';

const KEY_TYPES: readonly AttributeType[] = ['string', 'integer', 'decimal', 'guid'];

/** Every problem of a unification that fits its schema, against the entities there are; empty when it can run. */
export function validateUnification(unification: Unification, entities: readonly Entity[]): FluxuError[] {
  const problems = new Problems(
    entities,
    unification.entities.map(({ entity }) => entity),
  );
  problems.unique(
    unification.entities.map(({ entity }) => entity),
    'the entities',
    (index) => ['entities', index, 'entity'],
  );
  for (const [index, unified] of unification.entities.entries())
    checkEntity(problems, unification, { unified, path: ['entities', index] });
  checkCountry(problems, unification.phoneCountry, ['phoneCountry']);
  checkMatchRules(problems, unification);
  checkLists(problems, unification);
  checkMerge(problems, unification);
  if (problems.found.every((problem) => problem.code === 'FLX_UNIFY_NO_BLOCKING'))
    checkFieldNames(problems, unification, entities);
  return problems.found;
}

function checkEntity(
  problems: Problems,
  unification: Unification,
  { unified, path }: { unified: UnifiedEntity; path: Path },
): void {
  const entity = problems.entity(unified.entity, [...path, 'entity']);
  const key = problems.attribute(entity, unified.primaryKey, [...path, 'primaryKey']);
  if (entity && key && !KEY_TYPES.includes(key.type)) {
    const parameters = { attribute: key.name, entity: entity.name, type: key.type };
    problems.add(unifyError('FLX_UNIFY_KEY_TYPE', parameters, { place: placeOf([...path, 'primaryKey']) }));
  }
  for (const [index, mapping] of (unified.attributes ?? []).entries())
    problems.attribute(entity, mapping.attribute, [...path, 'attributes', index, 'attribute']);
  checkCountry(problems, unified.phoneCountry, [...path, 'phoneCountry']);
  if (unified.phoneCountryAttribute !== undefined)
    problems.attribute(entity, unified.phoneCountryAttribute, [...path, 'phoneCountryAttribute']);
  checkDeduplicationRules(problems, unification, {
    entity,
    rules: unified.deduplicate?.rules ?? [],
    path: [...path, 'deduplicate', 'rules'],
  });
  checkWinners(problems, { entity, unified, path: [...path, 'deduplicate'] });
}

function checkCountry(problems: Problems, country: string | undefined, path: Path): void {
  if (country !== undefined && !findPhoneCountry(country))
    problems.add(unifyError('FLX_UNIFY_COUNTRY_UNKNOWN', { country }, { place: placeOf(path) }));
}

function checkWinners(
  problems: Problems,
  { entity, unified, path }: { entity: Entity | undefined; unified: UnifiedEntity; path: Path },
): void {
  const winner = unified.deduplicate?.winner;
  if (winner)
    checkRecency(problems, {
      entity,
      policy: winner.policy,
      name: winner.attribute,
      path: [...path, 'winner', 'attribute'],
    });
  for (const [name, own] of Object.entries(unified.deduplicate?.attributes ?? {})) {
    problems.attribute(entity, name, [...path, 'attributes', name]);
    const recency = own.attribute ?? winner?.attribute;
    checkRecency(problems, {
      entity,
      policy: own.policy,
      name: recency,
      path: [...path, 'attributes', name, 'attribute'],
    });
  }
}
