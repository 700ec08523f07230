import type { FluxuError } from '../../base/errors.ts';
import type { Entity } from '../../model/tables.ts';
import type { Unification } from '../../model/unification.ts';
import { unifyError } from '../catalogue.ts';
import { LIST_COLUMNS } from '../match/pair-list.ts';
import { Problems, placeOf } from './problems.ts';

type Lists = Pick<Unification, 'alwaysMatch' | 'neverMatch'>;
type Pair = NonNullable<NonNullable<Unification['alwaysMatch']>['pairs']>[number];

/** Checks the always match and never match lists, and that they do not contradict each other. */
export function checkLists(problems: Problems, { alwaysMatch, neverMatch }: Lists): void {
  for (const [property, list] of Object.entries({ alwaysMatch, neverMatch })) {
    for (const [index, pair] of (list?.pairs ?? []).entries())
      for (const side of ['entity1', 'entity2'] as const)
        problems.unifiedEntity(pair[side], [property, 'pairs', index, side]);
    if (list?.entity !== undefined) checkListEntity(problems, list.entity, property);
  }
  const never = new Set((neverMatch?.pairs ?? []).map(pairKey));
  for (const [index, pair] of (alwaysMatch?.pairs ?? []).entries()) {
    if (!never.has(pairKey(pair))) continue;
    const parameters = { left: `${pair.entity1} ${pair.key1}`, right: `${pair.entity2} ${pair.key2}` };
    const place = placeOf(['alwaysMatch', 'pairs', index]);
    problems.add(unifyError('FLX_UNIFY_LIST_CONTRADICTION', parameters, { place }));
  }
}

/** Every problem of lists whose pairs are of `unified` entities. */
export function validateLists(
  lists: Lists,
  { entities, unified }: { readonly entities: readonly Entity[]; readonly unified: readonly string[] },
): readonly FluxuError[] {
  const problems = new Problems(entities, unified);
  checkLists(problems, lists);
  return problems.found;
}

/** The same for a pair and its mirror image. */
function pairKey({ entity1, key1, entity2, key2 }: Pair): string {
  return JSON.stringify([JSON.stringify([entity1, key1]), JSON.stringify([entity2, key2])].sort());
}

function checkListEntity(problems: Problems, name: string, property: string): void {
  const entity: Entity | undefined = problems.entity(name, [property, 'entity']);
  if (!entity) return;
  const columns = entity.attributes.map((attribute) => attribute.name.toLowerCase());
  for (const column of LIST_COLUMNS.filter((needed) => !columns.includes(needed.toLowerCase()))) {
    const list = property === 'alwaysMatch' ? 'always match' : 'never match';
    problems.add(
      unifyError('FLX_UNIFY_LIST_COLUMN', { entity: name, list, column }, { place: placeOf([property, 'entity']) }),
    );
  }
}
