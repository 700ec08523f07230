import type { Entity } from '../../model/tables.ts';
import type { Unification } from '../../model/unification.ts';
import { planUnification } from '../plan/plan.ts';
import { planFields, type UnifiedField } from './field.ts';

/** A field of the unified profile as it is planned, for people who decide about it. */
export interface DescribedField {
  readonly name: string;
  /** Of the group that it is taken with. */
  readonly group?: string;
  readonly semanticType?: string;
  /** The definition names it; otherwise it was combined by itself. */
  readonly isWritten: boolean;
  readonly policy: 'importance' | 'mostRecent' | 'leastRecent';
  /** Name of an entity to the attribute that dates its rows. */
  readonly recency: Readonly<Record<string, string>>;
  /** In the order of their importance. */
  readonly sources: readonly { readonly entity: string; readonly attribute: string }[];
}

/** Every field that the unified profile can have, also those that are excluded: written ones, groups, then combined ones. */
export function describeFields(unification: Unification, entities: readonly Entity[]): readonly DescribedField[] {
  const merge = { ...unification.merge, exclude: [] };
  const plan = planUnification({ ...unification, merge }, entities);
  const { fields, groups } = planFields(plan);
  const written = new Set((merge.fields ?? []).map(({ name }) => name));
  const [first, rest] = [
    fields.filter(({ name }) => written.has(name)),
    fields.filter(({ name }) => !written.has(name)),
  ];
  return [
    ...first.map((field) => describe(field, { isWritten: true })),
    ...groups.flatMap((group) =>
      group.fields.map((field) => describe({ ...field, choice: group.choice }, { isWritten: true, group: group.name })),
    ),
    ...rest.map((field) => describe(field, { isWritten: false })),
  ];
}

function describe(
  { name, semanticType, choice, sources }: UnifiedField,
  more: Pick<DescribedField, 'isWritten' | 'group'>,
): DescribedField {
  return {
    name,
    ...more,
    ...(semanticType !== undefined && { semanticType }),
    ...choice,
    sources: sources.map(({ entity, attribute }) => ({ entity: entity.name, attribute: attribute.name })),
  };
}
