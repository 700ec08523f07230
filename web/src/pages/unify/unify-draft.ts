import type { Unification, UnifiedEntity } from '../../../../src/model/unification.ts';
import type { Normalization, PrecisionLevel } from '../../../../src/model/vocabulary.ts';

export const UNIFY_STEPS = ['fields', 'duplicates', 'match', 'merge', 'review'] as const;

/** A comparison of a rule: one attribute of an entity, or one of each of two. */
export interface RuleCondition {
  readonly attribute?: string;
  readonly left?: string;
  readonly right?: string;
  readonly normalize?: readonly Normalization[];
  readonly precision?: PrecisionLevel | number;
}

/** A rule for duplicates of one entity, or for matches of two. */
export interface UnifyRule {
  readonly name: string;
  readonly left?: string;
  readonly right?: string;
  readonly conditions: readonly RuleCondition[];
  readonly exceptions?: readonly RuleCondition[];
  readonly blocking?: readonly RuleCondition[];
  readonly isActive?: boolean;
}

/** The figures of a unification, as previews and refreshes give them. */
export interface UnifyStatistics {
  readonly uniqueSourceRecords: number;
  readonly matchedAndNonMatchedRecords: number;
  readonly matchedRecordsOnly: number;
  readonly entities: readonly {
    readonly entity: string;
    readonly records: number;
    readonly uniqueRecords: number;
    readonly matchedRecords: number;
    readonly matchedPercent: number;
  }[];
  readonly rules: readonly {
    readonly rule: string;
    readonly kind: 'deduplicate' | 'match';
    readonly left: string;
    readonly right: string;
    readonly links: number;
    readonly leftPercent: number;
    readonly rightPercent: number;
    readonly skippedBlocks: number;
  }[];
}

export const EMPTY_UNIFICATION = { entities: [] } as unknown as Unification;

/** The unification with one entity changed; undefined takes it away, with the rules that speak of it. */
export function withUnified(draft: Unification, entity: string, next: UnifiedEntity | undefined): Unification {
  const entities = draft.entities.flatMap((each) => (each.entity === entity ? (next ?? []) : each));
  if (next) return { ...draft, entities };
  const rules = (draft.rules ?? []).filter(({ left, right }) => left !== entity && right !== entity);
  return { ...draft, entities, rules };
}

/** The list with one of its items moved up by one. */
export function movedUp<Item>(items: readonly Item[], index: number): Item[] {
  const next = [...items];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(Math.max(0, index - 1), 0, item);
  return next;
}

/** An exact comparison needs no keys; a fuzzy rule takes the first of its exact ones as keys. */
export function withKeys(rule: UnifyRule): UnifyRule {
  const isExact = ({ precision = 'exact' }: RuleCondition) => precision === 'exact' || precision === 1;
  const { blocking, ...rest } = rule;
  if (rule.conditions.every(isExact)) return rest;
  if (blocking && blocking.length > 0) return rule;
  const keys = rule.conditions.filter(isExact).map(({ precision: _precision, ...key }) => key);
  return keys.length > 0 ? { ...rest, blocking: keys } : rule;
}
