import type { Attribute } from '../../model/attribute.ts';
import type { Entity } from '../../model/tables.ts';
import type { AttributeType } from '../../model/vocabulary.ts';
import { unifyError } from '../catalogue.ts';
import { type Path, type Problems, placeOf } from './problems.ts';

const NUMBERS: readonly AttributeType[] = ['integer', 'decimal', 'double'];
const MOMENTS: readonly AttributeType[] = ['date', 'dateTime'];

/** Checks the attribute that orders the rows of an entity by date or number, where a policy needs one. */
export function checkRecency(
  problems: Problems,
  { entity, policy, name, path }: { entity: Entity | undefined; policy: string; name: string | undefined; path: Path },
): Attribute | undefined {
  if (policy !== 'mostRecent' && policy !== 'leastRecent') return undefined;
  if (!entity) return undefined;
  if (name === undefined) {
    problems.add(unifyError('FLX_UNIFY_RECENCY', { policy, entity: entity.name }, { place: placeOf(path) }));
    return undefined;
  }
  const attribute = problems.attribute(entity, name, path);
  if (!attribute || NUMBERS.includes(attribute.type) || MOMENTS.includes(attribute.type)) return attribute;
  const parameters = { attribute: name, entity: entity.name, type: attribute.type, reason: '' };
  problems.add(unifyError('FLX_UNIFY_RECENCY_TYPE', parameters, { place: placeOf(path) }));
  return undefined;
}

/** Checks a merge policy over several entities: each needs its attribute, and all of them dates, or all of them numbers. */
export function checkSharedRecency(
  problems: Problems,
  {
    sources,
    policy,
    recency,
    path,
  }: { sources: readonly Entity[]; policy: string; recency: Readonly<Record<string, string>>; path: Path },
): void {
  const entities = [...new Set(sources)];
  const attributes = entities.flatMap((entity) => {
    const attribute = checkRecency(problems, {
      entity,
      policy,
      name: recency[entity.name],
      path: [...path, 'recency', entity.name],
    });
    return attribute ? [{ entity, attribute }] : [];
  });
  const [first] = attributes;
  const isMoment = first && MOMENTS.includes(first.attribute.type);
  for (const { entity, attribute } of attributes) {
    if (MOMENTS.includes(attribute.type) === isMoment) continue;
    const reason = `, because '${first?.entity.name}' is ordered by a ${first?.attribute.type}`;
    const parameters = { attribute: attribute.name, entity: entity.name, type: attribute.type, reason };
    problems.add(
      unifyError('FLX_UNIFY_RECENCY_TYPE', parameters, { place: placeOf([...path, 'recency', entity.name]) }),
    );
  }
}
