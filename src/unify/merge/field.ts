import type { Attribute } from '../../model/attribute.ts';
import type { Unification } from '../../model/unification.ts';
import type { AttributeType } from '../../model/vocabulary.ts';
import { sharedType } from '../comparison/value.ts';
import type { PlannedEntity, UnifyPlan } from '../plan/plan.ts';

/** An attribute of an entity that feeds a unified field. */
export interface FieldSource {
  readonly entity: PlannedEntity;
  readonly attribute: Attribute;
}

/** How one of several sources is chosen. */
export interface Choice {
  readonly policy: 'importance' | 'mostRecent' | 'leastRecent';
  /** Name of the entity to the attribute that dates its rows. */
  readonly recency: Readonly<Record<string, string>>;
}

/** A column of the unified profile and where its value comes from; importance is the order of the sources. */
export interface UnifiedField {
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly semanticType?: string | undefined;
  readonly type: AttributeType;
  readonly sources: readonly FieldSource[];
  readonly choice: Choice;
}

/** Fields that are taken together from one source. */
export interface FieldGroup {
  readonly name: string;
  /** Fields of the group; source number n of every field belongs to one entity. */
  readonly fields: readonly UnifiedField[];
  readonly choice: Choice;
}

/** Everything the unified profile holds besides ids and keys. */
export interface ProfileFields {
  readonly fields: readonly UnifiedField[];
  readonly groups: readonly FieldGroup[];
}

const BY_IMPORTANCE: Choice = { policy: 'importance', recency: {} };

/** Column of the unified profile that holds the primary key of an entity. */
export function keyColumnOf(entity: PlannedEntity): string {
  return `${entity.name}_${entity.primaryKey.name}`;
}

/** Names that no unified field may have. */
export function reservedColumns(entities: readonly PlannedEntity[]): string[] {
  return [
    'CustomerId',
    'PreviousCustomerId',
    ...entities.flatMap((entity) => [keyColumnOf(entity), `${keyColumnOf(entity)}_Alternate`]),
  ];
}

/**
 * The fields of the unified profile. What the definition writes comes first; the attributes left over are combined: those
 * of one semantic type, else of one name. Of several attributes of a type in one entity, the first goes with the first of
 * the other entities, and so on.
 */
export function planFields({ unification, entities }: UnifyPlan): ProfileFields {
  const merge = unification.merge ?? {};
  const groups = (merge.groups ?? []).map((group) => planGroup(group, entities));
  const written = (merge.fields ?? []).map((field) => planField(field, entities));
  const used = new Set(
    [...written, ...groups.flatMap((group) => group.fields)].flatMap((field) => field.sources.map(sourceKey)),
  );
  const names = [
    ...reservedColumns(entities),
    ...written.map(nameOf),
    ...groups.flatMap((group) => group.fields.map(nameOf)),
  ];
  const automatic = combineAutomatically(entities, used, names);
  const excluded = new Set(merge.exclude ?? []);
  const display = (field: UnifiedField): UnifiedField => ({
    ...field,
    displayName: merge.rename?.[field.name] ?? field.displayName,
  });
  return {
    fields: [...written, ...automatic].filter((field) => !excluded.has(field.name)).map(display),
    groups: groups.map((group) => ({ ...group, fields: group.fields.map(display) })),
  };
}

const nameOf = (field: UnifiedField) => field.name;
const sourceKey = ({ entity, attribute }: FieldSource) => JSON.stringify([entity.name, attribute.name]);

type Merge = NonNullable<Unification['merge']>;

function planField(field: NonNullable<Merge['fields']>[number], entities: readonly PlannedEntity[]): UnifiedField {
  const sources = field.sources.flatMap((source) => sourceOf(entities, source.entity, source.attribute));
  const choice = { policy: field.policy ?? 'importance', recency: field.recency ?? {} };
  return createField(field.name, sources, { displayName: field.displayName, choice });
}

function planGroup(group: NonNullable<Merge['groups']>[number], entities: readonly PlannedEntity[]): FieldGroup {
  const choice = { policy: group.policy ?? 'importance', recency: group.recency ?? {} };
  const fields = group.fields.map((name) => {
    const sources = group.sources.flatMap((source) => sourceOf(entities, source.entity, source.attributes[name]));
    return createField(name, sources, { choice });
  });
  return { name: group.name, fields, choice };
}

function sourceOf(entities: readonly PlannedEntity[], name: string, attributeName: string | undefined): FieldSource[] {
  const entity = entities.find((candidate) => candidate.name === name);
  const attribute = entity?.attributes.find((candidate) => candidate.name === attributeName);
  return entity && attribute ? [{ entity, attribute }] : [];
}

function createField(
  name: string,
  sources: readonly FieldSource[],
  { displayName, choice }: { displayName?: string | undefined; choice: Choice },
): UnifiedField {
  const types = sources.map(({ attribute }) => attribute.type);
  const type = types.reduce((shared, next) => sharedType(shared, next), types[0] ?? 'string');
  const semanticType = sources.find(({ attribute }) => attribute.semanticType !== undefined)?.attribute.semanticType;
  return { name, displayName, semanticType, type, sources, choice };
}

function combineAutomatically(
  entities: readonly PlannedEntity[],
  used: ReadonlySet<string>,
  names: readonly string[],
): UnifiedField[] {
  const combined: FieldSource[][] = [];
  for (const source of entities.flatMap(combinableSources)) {
    if (used.has(sourceKey(source))) continue;
    const field = combined.find((sources) => fits(source, sources));
    if (field) field.push(source);
    else combined.push([source]);
  }
  const taken = new Set(names.map((name) => name.toLowerCase()));
  return combined.map((sources) => createField(freeName(sources, taken), sources, { choice: BY_IMPORTANCE }));
}

/** Attributes that are combined by themselves; a primary key only when it has a meaning of its own. */
function combinableSources(entity: PlannedEntity): FieldSource[] {
  return entity.mapped
    .filter((attribute) => attribute.name !== entity.primaryKey.name || attribute.semanticType !== undefined)
    .map((attribute) => ({ entity, attribute }));
}

function fits({ entity, attribute }: FieldSource, sources: readonly FieldSource[]): boolean {
  if (sources.some((other) => other.entity === entity)) return false;
  return sources.some(({ attribute: other }) => {
    if (attribute.semanticType !== undefined && other.semanticType !== undefined)
      return attribute.semanticType === other.semanticType;
    return attribute.name.toLowerCase() === other.name.toLowerCase();
  });
}

/** The name of the first attribute, with its entity in front where the name is taken. */
function freeName(sources: readonly FieldSource[], taken: Set<string>): string {
  const [first] = sources;
  const plain = first?.attribute.name ?? '';
  const name = taken.has(plain.toLowerCase()) ? `${first?.entity.name}_${plain}` : plain;
  taken.add(name.toLowerCase());
  return name;
}
