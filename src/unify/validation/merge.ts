import { suggestName } from '../../base/nearest.ts';
import type { Entity } from '../../model/tables.ts';
import type { Unification } from '../../model/unification.ts';
import { unifyError } from '../catalogue.ts';
import { planFields, reservedColumns } from '../merge/field.ts';
import { planUnification } from '../plan/plan.ts';
import { type Path, type Problems, placeOf } from './problems.ts';
import { checkSharedRecency } from './recency.ts';

/** Checks what is written about unified fields. */
export function checkMerge(problems: Problems, { merge = {}, customerIdKeys = [] }: Unification): void {
  for (const [index, field] of (merge.fields ?? []).entries()) {
    const path = ['merge', 'fields', index];
    const sources = field.sources.flatMap((source, at) => {
      const entity = checkSource(problems, source, [...path, 'sources', at]);
      return entity ? [entity] : [];
    });
    checkSharedRecency(problems, { sources, policy: field.policy ?? 'importance', recency: field.recency ?? {}, path });
  }
  for (const [index, group] of (merge.groups ?? []).entries()) checkGroup(problems, group, ['merge', 'groups', index]);
  for (const [index, source] of customerIdKeys.entries()) checkSource(problems, source, ['customerIdKeys', index]);
  const names = [
    ...(merge.fields ?? []).map((field) => field.name),
    ...(merge.groups ?? []).flatMap((group) => group.fields),
  ];
  problems.unique(names, 'the unified fields', () => ['merge']);
}

function checkSource(
  problems: Problems,
  source: { entity: string; attribute: string },
  path: Path,
): Entity | undefined {
  const entity = problems.unifiedEntity(source.entity, [...path, 'entity']);
  problems.attribute(entity, source.attribute, [...path, 'attribute']);
  return entity;
}

type Group = NonNullable<NonNullable<Unification['merge']>['groups']>[number];

function checkGroup(problems: Problems, group: Group, path: Path): void {
  const sources = group.sources.flatMap((source, index) => {
    const at = [...path, 'sources', index];
    const entity = problems.unifiedEntity(source.entity, [...at, 'entity']);
    for (const field of group.fields) {
      const attribute = source.attributes[field];
      if (attribute !== undefined) problems.attribute(entity, attribute, [...at, 'attributes', field]);
      else
        problems.add(
          unifyError(
            'FLX_UNIFY_GROUP_FIELD',
            { group: group.name, entity: source.entity, field },
            { place: placeOf([...at, 'attributes']) },
          ),
        );
    }
    return entity ? [entity] : [];
  });
  checkSharedRecency(problems, { sources, policy: group.policy ?? 'importance', recency: group.recency ?? {}, path });
}

/** Checks the names of unified fields against each other; only for a unification whose parts are all there. */
export function checkFieldNames(problems: Problems, unification: Unification, entities: readonly Entity[]): void {
  const plan = planUnification(unification, entities);
  const { fields, groups } = planFields({ ...plan, unification: withoutExclusions(unification) });
  const names = [...fields, ...groups.flatMap((group) => group.fields)].map((field) => field.name);
  const reserved = reservedColumns(plan.entities).map((name) => name.toLowerCase());
  const merge = unification.merge ?? {};
  for (const [index, field] of (merge.fields ?? []).entries())
    if (reserved.includes(field.name.toLowerCase()))
      problems.add(
        unifyError(
          'FLX_UNIFY_FIELD_TAKEN',
          { name: field.name },
          { place: placeOf(['merge', 'fields', index, 'name']) },
        ),
      );
  const mentioned: [string, Path][] = [
    ...(merge.exclude ?? []).map((name, index): [string, Path] => [name, ['merge', 'exclude', index]]),
    ...Object.keys(merge.rename ?? {}).map((name): [string, Path] => [name, ['merge', 'rename', name]]),
  ];
  for (const [name, path] of mentioned)
    if (!names.includes(name))
      problems.add(
        unifyError('FLX_UNIFY_NO_FIELD', { name }, { place: placeOf(path), mend: suggestName(name, names) }),
      );
}

function withoutExclusions(unification: Unification): Unification {
  return { ...unification, merge: { ...unification.merge, exclude: [] } };
}
