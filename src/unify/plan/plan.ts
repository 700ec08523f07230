import type { Attribute } from '../../model/attribute.ts';
import type { Entity } from '../../model/tables.ts';
import type { DeduplicationRule, MatchRule, Unification, UnifiedEntity } from '../../model/unification.ts';
import type { MatchMode } from '../../model/vocabulary.ts';
import { isFuzzy, precisionOf } from '../comparison/precision.ts';
import { type ComparedValue, comparedValues } from '../comparison/value.ts';

/** A winner policy: which record of a group stands for it. */
export interface WinnerPolicy {
  readonly policy: 'mostFilled' | 'mostRecent' | 'leastRecent';
  readonly attribute?: string | undefined;
}

/** An entity that takes part, with what the definition says about it resolved. */
export interface PlannedEntity {
  readonly name: string;
  /** 0 for the primary. */
  readonly position: number;
  readonly primaryKey: Attribute;
  /** Attributes that reach the unified profile, the primary key among them. */
  readonly mapped: readonly Attribute[];
  /** Mapped attributes and those that rules or policies read. */
  readonly attributes: readonly Attribute[];
  readonly includeAllRecords: boolean;
  /** Where the country of telephone numbers without calling code comes from: of the row, else of all. */
  readonly phoneCountry: { readonly attribute?: string | undefined; readonly fallback?: string | undefined };
  readonly hasDeduplication: boolean;
  readonly winner: WinnerPolicy;
  readonly attributeWinners: Readonly<Record<string, WinnerPolicy>>;
}

/** One comparison of a rule: both values and the least similarity that counts. */
export interface PlannedComparison {
  readonly left: ComparedValue;
  readonly right: ComparedValue;
  readonly precision: number;
}

/** A key that both rows must share: the whole value, or its first characters. */
export interface BlockKey {
  readonly left: ComparedValue;
  readonly right: ComparedValue;
  readonly firstCharacters?: number | undefined;
}

/** A rule that links records, of one entity (deduplication) or of two (match). */
export interface PlannedRule {
  readonly kind: 'deduplicate' | 'match';
  /** Whether what it finds is one customer, or never one. */
  readonly effect: 'match' | 'separate';
  readonly name: string;
  /** Unique among all rules: the rule's own name, with the entity in front for deduplication. */
  readonly key: string;
  /** JSON pointer into the unification. */
  readonly pointer: string;
  readonly left: PlannedEntity;
  readonly right: PlannedEntity;
  readonly exact: readonly PlannedComparison[];
  readonly fuzzy: readonly PlannedComparison[];
  readonly exceptions: readonly PlannedComparison[];
  readonly blocking: readonly BlockKey[];
}

/** A unification with all names resolved: what every stage is made from. */
export interface UnifyPlan {
  readonly unification: Unification;
  readonly mode: MatchMode;
  readonly entities: readonly PlannedEntity[];
  readonly deduplications: readonly PlannedRule[];
  readonly matches: readonly PlannedRule[];
  /** Rules that keep records apart, of either kind. */
  readonly separations: readonly PlannedRule[];
  readonly maxBlockSize: number;
  /** Candidate pairs from which on a rule is refused. */
  readonly maxPairs: number;
}

const DEFAULT_MAX_BLOCK_SIZE = 1000;

/** About what two cores compare in a quarter of a minute, in under a gigabyte of pairs. */
const DEFAULT_MAX_PAIRS = 100_000_000;

/** Resolves a unification that has no problems (see `validateUnification`) against the entities there are. */
export function planUnification(unification: Unification, entities: readonly Entity[]): UnifyPlan {
  const planned = unification.entities.map((entity, position) =>
    planEntity(entity, position, { unification, entities }),
  );
  const entityOf = (name: string) => found(planned.find((entity) => entity.name === name));
  const deduplications = unification.entities.flatMap((entity, position) =>
    (entity.deduplicate?.rules ?? []).flatMap((rule, index) => {
      if (rule.isActive === false) return [];
      const pointer = `/entities/${position}/deduplicate/rules/${index}`;
      return [planDeduplication(rule, entityOf(entity.entity), pointer)];
    }),
  );
  const matches = (unification.rules ?? []).flatMap((rule, index) =>
    rule.isActive === false ? [] : [planMatch(rule, [entityOf(rule.left), entityOf(rule.right)], `/rules/${index}`)],
  );
  const mode = unification.mode ?? 'rules';
  const linking = (rules: readonly PlannedRule[]) =>
    mode === 'probabilities' ? [] : rules.filter(({ effect }) => effect === 'match');
  const separations = [...deduplications, ...matches].filter(({ effect }) => effect === 'separate');
  return {
    unification,
    mode,
    entities: planned,
    deduplications: linking(deduplications),
    matches: linking(matches),
    separations,
    maxBlockSize: unification.maxBlockSize ?? DEFAULT_MAX_BLOCK_SIZE,
    maxPairs: unification.maxPairs ?? DEFAULT_MAX_PAIRS,
  };
}

/** A rule of pairs: fuzzy, or with exceptions, so that two rows that share the keys may still not match. */
export function comparesPairs(rule: PlannedRule): boolean {
  return rule.effect === 'separate' || rule.fuzzy.length > 0 || rule.exceptions.length > 0 || rule.exact.length === 0;
}

/** Everything a rule reads on one side. */
export function comparedOn(rule: PlannedRule, side: 'left' | 'right'): ComparedValue[] {
  return [...rule.exact, ...rule.fuzzy, ...rule.exceptions, ...rule.blocking].map((part) => part[side]);
}

/** What finds its pairs: the keys that both rows must share. */
export function blockingOn(rule: PlannedRule, side: 'left' | 'right'): ComparedValue[] {
  return [...rule.exact, ...rule.blocking].map((part) => part[side]);
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A unification must be validated before it is planned.');
  return value;
}

function planEntity(
  unified: UnifiedEntity,
  position: number,
  { unification, entities }: { unification: Unification; entities: readonly Entity[] },
): PlannedEntity {
  const entity = found(entities.find((candidate) => candidate.name === unified.entity));
  const primaryKey = found(entity.attributes.find((attribute) => attribute.name === unified.primaryKey));
  const mapped = mappedAttributes(unified, entity);
  const read = new Set(attributesRead(unification, unified));
  const further = entity.attributes.filter(
    (attribute) => read.has(attribute.name) && !mapped.some((known) => known.name === attribute.name),
  );
  return {
    name: entity.name,
    position,
    primaryKey,
    mapped,
    attributes: [...mapped, ...further],
    includeAllRecords: unified.includeAllRecords ?? true,
    phoneCountry: phoneCountryOf(unification, unified, mapped),
    hasDeduplication: unified.deduplicate !== undefined,
    winner: unified.deduplicate?.winner ?? { policy: 'mostFilled' },
    attributeWinners: unified.deduplicate?.attributes ?? {},
  };
}

/** The attribute named, or, where a country is given, the one mapped as a country. */
function phoneCountryOf(
  unification: Unification,
  unified: UnifiedEntity,
  mapped: readonly Attribute[],
): PlannedEntity['phoneCountry'] {
  const fallback = unified.phoneCountry ?? unification.phoneCountry;
  const country = mapped.find(({ semanticType }) => semanticType === 'Location.Country')?.name;
  const attribute = unified.phoneCountryAttribute ?? (fallback === undefined ? undefined : country);
  return { attribute, fallback };
}

/** Mapped attributes with the semantic types given here, in the order of the entity; the primary key is always one. */
function mappedAttributes(unified: UnifiedEntity, entity: Entity): Attribute[] {
  if (!unified.attributes) return [...entity.attributes];
  const named = new Map(unified.attributes.map((mapping) => [mapping.attribute, mapping.semanticType]));
  return entity.attributes
    .filter((attribute) => named.has(attribute.name) || attribute.name === unified.primaryKey)
    .map((attribute) => {
      const semanticType = named.get(attribute.name) ?? attribute.semanticType;
      return { ...attribute, ...(semanticType !== undefined && { semanticType }) };
    });
}

function attributesRead(unification: Unification, unified: UnifiedEntity): string[] {
  const own = (unified.deduplicate?.rules ?? []).flatMap((rule) =>
    [...rule.conditions, ...(rule.exceptions ?? []), ...(rule.blocking ?? [])].map((part) => partOf(part, 'attribute')),
  );
  const across = (unification.rules ?? []).flatMap((rule) => {
    const parts = [...rule.conditions, ...(rule.exceptions ?? []), ...(rule.blocking ?? [])];
    const sides = (['left', 'right'] as const).filter((side) => rule[side] === unified.entity);
    return parts.flatMap((part) => sides.map((side) => partOf(part, side)));
  });
  const winners = [unified.deduplicate?.winner, ...Object.values(unified.deduplicate?.attributes ?? {})];
  const merge = [...(unification.merge?.fields ?? []), ...(unification.merge?.groups ?? [])];
  const recency = merge.map((part) => part.recency?.[unified.entity]);
  const sources = [
    ...(unification.merge?.fields ?? []).flatMap((field) => field.sources),
    ...(unification.customerIdKeys ?? []),
  ].filter((source) => source.entity === unified.entity);
  const grouped = (unification.merge?.groups ?? []).flatMap((group) =>
    group.sources
      .filter((source) => source.entity === unified.entity)
      .flatMap((source) => Object.values(source.attributes)),
  );
  return [
    unified.phoneCountryAttribute,
    ...own,
    ...across,
    ...winners.map((winner) => winner?.attribute),
    ...recency,
    ...sources.map((source) => source.attribute),
    ...grouped,
  ].filter((attribute) => attribute !== undefined);
}

/** The attribute that one side of a condition or blocking key names. */
function partOf(part: object, side: 'attribute' | 'left' | 'right'): string {
  return String((part as Readonly<Record<string, unknown>>)[side]);
}

type Written = Pick<DeduplicationRule['conditions'][number], 'normalize' | 'precision'>;

function planComparison(left: Attribute, right: Attribute, written: Written): PlannedComparison {
  const precision = precisionOf(written.precision);
  const need = { normalize: written.normalize ?? [], isFuzzy: isFuzzy(precision) };
  const [leftValue, rightValue] = comparedValues(left, right, need);
  return { left: leftValue, right: rightValue, precision };
}

interface WrittenKey {
  readonly normalize?: unknown;
  readonly firstCharacters?: unknown;
}

function planKey(left: Attribute, right: Attribute, written: WrittenKey): BlockKey {
  const firstCharacters = typeof written.firstCharacters === 'number' ? written.firstCharacters : undefined;
  const normalize = (written.normalize ?? []) as NonNullable<Written['normalize']>;
  const [leftValue, rightValue] = comparedValues(left, right, { normalize, isFuzzy: firstCharacters !== undefined });
  return { left: leftValue, right: rightValue, firstCharacters };
}

const attributeOf = (entity: PlannedEntity, name: unknown) =>
  found(entity.attributes.find((attribute) => attribute.name === name));

function planDeduplication(rule: DeduplicationRule, entity: PlannedEntity, pointer: string): PlannedRule {
  const own = (name: unknown) => attributeOf(entity, name);
  const compare = (part: DeduplicationRule['conditions'][number]) =>
    planComparison(own(part.attribute), own(part.attribute), part);
  const conditions = rule.conditions.map(compare);
  return {
    kind: 'deduplicate',
    effect: rule.effect ?? 'match',
    name: rule.name,
    key: `${entity.name}:${rule.name}`,
    pointer,
    left: entity,
    right: entity,
    exact: conditions.filter((condition) => !isFuzzy(condition.precision)),
    fuzzy: conditions.filter((condition) => isFuzzy(condition.precision)),
    exceptions: (rule.exceptions ?? []).map(compare),
    blocking: (rule.blocking ?? []).map((part) =>
      planKey(own(partOf(part, 'attribute')), own(partOf(part, 'attribute')), part),
    ),
  };
}

function planMatch(
  rule: MatchRule,
  [left, right]: readonly [PlannedEntity, PlannedEntity],
  pointer: string,
): PlannedRule {
  const compare = (part: MatchRule['conditions'][number]) =>
    planComparison(attributeOf(left, part.left), attributeOf(right, part.right), part);
  const conditions = rule.conditions.map(compare);
  return {
    kind: 'match',
    effect: rule.effect ?? 'match',
    name: rule.name,
    key: rule.name,
    pointer,
    left,
    right,
    exact: conditions.filter((condition) => !isFuzzy(condition.precision)),
    fuzzy: conditions.filter((condition) => isFuzzy(condition.precision)),
    exceptions: (rule.exceptions ?? []).map(compare),
    blocking: (rule.blocking ?? []).map((part) =>
      planKey(attributeOf(left, partOf(part, 'left')), attributeOf(right, partOf(part, 'right')), part),
    ),
  };
}
