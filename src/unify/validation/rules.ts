import type { Attribute } from '../../model/attribute.ts';
import type { Entity } from '../../model/tables.ts';
import type { DeduplicationRule, MatchRule, Unification } from '../../model/unification.ts';
import type { Normalization } from '../../model/vocabulary.ts';
import { blockingCandidates } from '../blocking/suggest.ts';
import { unifyError } from '../catalogue.ts';
import { isFuzzy, type Precision, precisionOf } from '../comparison/precision.ts';
import { type Path, type Problems, placeOf } from './problems.ts';

/** The two sides of a rule: entity, and the property of a condition that names its attribute. */
interface Side {
  readonly entity: Entity | undefined;
  readonly property: 'attribute' | 'left' | 'right';
}

/** A condition, exception or blocking key as written. */
type Part = Readonly<Record<string, unknown>>;

/** Checks the deduplication rules of an entity. */
export function checkDeduplicationRules(
  problems: Problems,
  unification: Unification,
  { entity, rules, path }: { entity: Entity | undefined; rules: readonly DeduplicationRule[]; path: Path },
): void {
  problems.unique(
    rules.map((rule) => rule.name),
    `the deduplication rules of '${entity?.name ?? ''}'`,
    (index) => [...path, index, 'name'],
  );
  for (const [index, rule] of rules.entries())
    checkRule(problems, unification, { rule, sides: [{ entity, property: 'attribute' }], path: [...path, index] });
}

/** Checks the match rules. */
export function checkMatchRules(problems: Problems, unification: Unification): void {
  const rules = unification.rules ?? [];
  problems.unique(
    rules.map((rule) => rule.name),
    'the match rules',
    (index) => ['rules', index, 'name'],
  );
  for (const [index, rule] of rules.entries()) {
    const path = ['rules', index];
    const left = problems.unifiedEntity(rule.left, [...path, 'left']);
    const right = problems.unifiedEntity(rule.right, [...path, 'right']);
    if (left && left === right)
      problems.add(
        unifyError(
          'FLX_UNIFY_SAME_ENTITY',
          { rule: rule.name, entity: rule.left },
          { place: placeOf([...path, 'right']) },
        ),
      );
    const sides: Side[] = [
      { entity: left, property: 'left' },
      { entity: right, property: 'right' },
    ];
    checkRule(problems, unification, { rule, sides, path });
  }
}

interface RuleCheck {
  readonly rule: MatchRule | DeduplicationRule;
  readonly sides: readonly Side[];
  readonly path: Path;
}

function checkRule(problems: Problems, unification: Unification, { rule, sides, path }: RuleCheck): void {
  for (const list of ['conditions', 'exceptions', 'blocking'] as const)
    for (const [index, part] of ((rule[list] ?? []) as readonly Part[]).entries())
      checkPart(problems, unification, { part, sides, path: [...path, list, index] });
  const hasExact = rule.conditions.some((part) => !isFuzzy(precisionOf(part.precision)));
  if (hasExact || (rule.blocking ?? []).length > 0) return;
  const parameters = { rule: rule.name, suggestion: suggestionFor(sides) };
  problems.add(unifyError('FLX_UNIFY_NO_BLOCKING', parameters, { place: placeOf([...path, 'blocking']) }));
}

/** Attributes that could block the rule, without knowing the data: those with a meaning first. */
function suggestionFor(sides: readonly Side[]): string {
  const [left, right = left] = sides.map((side) => side.entity);
  if (!left || !right) return 'for example on a date of birth or a postal code';
  const names = blockingCandidates(left.attributes, right.attributes)
    .sort(([a], [b]) => Number(b.semanticType !== undefined) - Number(a.semanticType !== undefined))
    .filter(([own]) => own.name !== left.primaryKey)
    .slice(0, 3)
    .map(([own, other]) => (own.name === other.name ? own.name : `${own.name}/${other.name}`));
  return names.length > 0
    ? `for example on ${names.join(', ')}`
    : 'for example on the first characters of a compared attribute';
}

function checkPart(
  problems: Problems,
  unification: Unification,
  { part, sides, path }: { part: Part; sides: readonly Side[]; path: Path },
): void {
  for (const { entity, property } of sides) {
    const attribute = problems.attribute(entity, String(part[property]), [...path, property]);
    if (entity && attribute)
      checkFuzzyType(problems, { entity, attribute, precision: part['precision'] as Precision, path });
  }
  const normalize = (part['normalize'] ?? []) as readonly Normalization[];
  for (const normalization of ['alias', 'bypass'] as const)
    if (normalize.includes(normalization) && unification[normalization] === undefined)
      problems.add(unifyError('FLX_UNIFY_LIST_MISSING', { normalization }, { place: placeOf([...path, 'normalize']) }));
}

function checkFuzzyType(
  problems: Problems,
  { entity, attribute, precision, path }: { entity: Entity; attribute: Attribute; precision: Precision; path: Path },
): void {
  if (!isFuzzy(precisionOf(precision)) || attribute.type === 'string') return;
  const parameters = { attribute: attribute.name, entity: entity.name, type: attribute.type };
  problems.add(unifyError('FLX_UNIFY_FUZZY_TYPE', parameters, { place: placeOf([...path, 'precision']) }));
}
