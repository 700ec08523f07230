import type { UnificationPreview } from '../../../../src/app/view/preview.ts';
import type { Unification } from '../../../../src/model/unification.ts';

export type Merge = NonNullable<Unification['merge']>;
/** A field of the profile as the server plans it. */
export type ProfileField = UnificationPreview['fields'][number];

/** Where a field or a group takes its values from, and which of them wins. */
export interface Winner {
  readonly policy: ProfileField['policy'];
  readonly recency: Readonly<Record<string, string>>;
  readonly sources: ProfileField['sources'];
}

export const MERGE_POLICIES = ['importance', 'mostRecent', 'leastRecent'] as const;

/** Most fields that are taken together. */
export const MOST_GROUPED = 10;

/** The merge with one field written as it is wanted. */
export function withField(merge: Merge, name: string, winner: Winner): Merge {
  const { displayName } = merge.fields?.find((field) => field.name === name) ?? {};
  const written = { name, ...(displayName !== undefined && { displayName }), ...recipeOf(winner) };
  const fields = merge.fields ?? [];
  const isWritten = fields.some((field) => field.name === name);
  return tidy({
    ...merge,
    fields: isWritten ? fields.map((field) => (field.name === name ? written : field)) : [...fields, written],
  });
}

/** The merge without what is written of a field: its attributes are combined by themselves again. */
export function withoutField(merge: Merge, name: string): Merge {
  return tidy({ ...merge, fields: (merge.fields ?? []).filter((field) => field.name !== name) });
}

/** Each source of a field as a field of its own; the first keeps the name. */
export function separate(merge: Merge, { name, sources }: ProfileField): Merge {
  const [first, ...others] = sources;
  const alone = (source: ProfileField['sources'][number], own: string) => ({ name: own, sources: [source] });
  const kept = (merge.fields ?? []).filter((field) => field.name !== name);
  return tidy({
    ...merge,
    fields: [
      ...kept,
      ...(first ? [alone(first, name)] : []),
      ...others.map((source) => alone(source, `${source.entity}_${source.attribute}`)),
    ],
  });
}

/** Several fields as one: their sources in order, the first fields' first. */
export function combine(merge: Merge, fields: readonly ProfileField[], name: string): Merge {
  const names = fields.map((field) => field.name);
  const sources = fields.flatMap((field) => field.sources);
  const kept = (merge.fields ?? []).filter((field) => !names.includes(field.name));
  const rest = forget(
    { ...merge, fields: kept },
    names.filter((each) => each !== name),
  );
  return tidy({ ...rest, fields: [...(rest.fields ?? []), { name, sources: [...sources] }] });
}

/** Entities that feed every one of some fields: the sources that a group can have. */
export function sharedEntities(fields: readonly ProfileField[]): readonly string[] {
  const [first, ...others] = fields.map(({ sources }) => sources.map(({ entity }) => entity));
  return (first ?? []).filter((entity) => others.every((entities) => entities.includes(entity)));
}

/** Fields that are all taken from one source, so that an address is never put together of two. */
export function group(merge: Merge, fields: readonly ProfileField[], name: string): Merge {
  const names = fields.map((field) => field.name);
  const sources = sharedEntities(fields).map((entity) => ({
    entity,
    attributes: Object.fromEntries(
      fields.flatMap((field) => {
        const source = field.sources.find((each) => each.entity === entity);
        return source ? [[field.name, source.attribute]] : [];
      }),
    ),
  }));
  return tidy({
    ...merge,
    fields: (merge.fields ?? []).filter((field) => !names.includes(field.name)),
    groups: [...(merge.groups ?? []), { name, fields: names, sources }],
  });
}

/** The merge without a group: its fields are combined by themselves again. */
export function ungroup(merge: Merge, name: string): Merge {
  return tidy({ ...merge, groups: (merge.groups ?? []).filter((each) => each.name !== name) });
}

/** A group with another order of its sources, or another way of choosing. */
export function withGroup(merge: Merge, name: string, { policy, recency, sources }: Winner): Merge {
  const order = sources.map(({ entity }) => entity);
  return {
    ...merge,
    groups: (merge.groups ?? []).map((each) => {
      if (each.name !== name) return each;
      const { policy: _policy, recency: _recency, ...rest } = each;
      const { sources: _none, ...choice } = recipeOf({ policy, recency, sources });
      const ordered = each.sources
        .filter(({ entity }) => order.includes(entity))
        .toSorted((a, b) => order.indexOf(a.entity) - order.indexOf(b.entity));
      return { ...rest, ...choice, sources: ordered };
    }),
  };
}

/** Whether every source has a date, where dates decide. */
export function isDated({ policy, recency, sources }: Winner): boolean {
  return sources.length > 0 && (policy === 'importance' || sources.every(({ entity }) => recency[entity]));
}

function recipeOf({ policy, recency, sources }: Winner) {
  const entities = sources.map(({ entity }) => entity);
  const dates = Object.fromEntries(Object.entries(recency).filter(([entity]) => entities.includes(entity)));
  return { sources: [...sources], ...(policy !== 'importance' && { policy, recency: dates }) };
}

/** Without names that no field has any more. */
function forget(merge: Merge, names: readonly string[]): Merge {
  const rename = Object.fromEntries(Object.entries(merge.rename ?? {}).filter(([name]) => !names.includes(name)));
  return { ...merge, rename, exclude: (merge.exclude ?? []).filter((name) => !names.includes(name)) };
}

/** Without lists and objects that are empty. */
export function tidy(merge: Merge): Merge {
  return Object.fromEntries(Object.entries(merge).filter(([, value]) => value && Object.keys(value).length > 0));
}
