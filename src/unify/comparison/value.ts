import type { Attribute } from '../../model/attribute.ts';
import type { AttributeType, Normalization } from '../../model/vocabulary.ts';

/** An attribute as it is compared: normalised, in the type both sides share. One column of the entity's normal table. */
export interface ComparedValue {
  readonly attribute: Attribute;
  readonly normalize: readonly Normalization[];
  readonly compareAs: AttributeType;
  /** Name of the column, for people too: `EMail (lowerCase, whitespace)`. */
  readonly column: string;
}

/** How a value is to be compared. */
interface ComparisonNeed {
  readonly normalize: readonly Normalization[];
  readonly isFuzzy: boolean;
}

/** Both sides of a comparison in one type: numbers as the wider number, dates as moments, all else as text. */
export function comparedValues(
  left: Attribute,
  right: Attribute,
  need: ComparisonNeed,
): readonly [ComparedValue, ComparedValue] {
  const compareAs = need.isFuzzy || need.normalize.length > 0 ? 'string' : sharedType(left.type, right.type);
  return [comparedValue(left, need.normalize, compareAs), comparedValue(right, need.normalize, compareAs)];
}

function comparedValue(
  attribute: Attribute,
  normalize: readonly Normalization[],
  compareAs: AttributeType,
): ComparedValue {
  const steps = normalize.length > 0 ? ` (${[...new Set(normalize)].sort().join(', ')})` : '';
  const type = attribute.type === compareAs ? '' : ` as ${compareAs}`;
  return { attribute, normalize, compareAs, column: `${attribute.name}${steps}${type}` };
}

const NUMBERS: readonly AttributeType[] = ['integer', 'decimal', 'double'];
const MOMENTS: readonly AttributeType[] = ['date', 'dateTime'];

/** The type in which values of two types are compared or combined. */
export function sharedType(left: AttributeType, right: AttributeType): AttributeType {
  if (left === right) return left;
  const widest = (types: readonly AttributeType[]) => types[Math.max(types.indexOf(left), types.indexOf(right))];
  if (NUMBERS.includes(left) && NUMBERS.includes(right)) return widest(NUMBERS) ?? 'double';
  if (MOMENTS.includes(left) && MOMENTS.includes(right)) return 'dateTime';
  return 'string';
}
