import { ATTRIBUTE_TYPES, type AttributeType, type Operator } from './vocabulary.ts';

const ORDERED = ['integer', 'decimal', 'double', 'date', 'dateTime'] as const;
const TEXT = ['string'] as const;
const DATES = ['date', 'dateTime'] as const;
const KEYS = ['string', 'integer', 'guid'] as const;

/** Types of attribute that each operator can be used on. */
export const OPERATOR_TYPES: Readonly<Record<Operator, readonly AttributeType[]>> = {
  equals: ATTRIBUTE_TYPES,
  notEquals: ATTRIBUTE_TYPES,
  greaterThan: ORDERED,
  greaterThanOrEqualTo: ORDERED,
  lessThan: ORDERED,
  lessThanOrEqualTo: ORDERED,
  contains: TEXT,
  startsWith: TEXT,
  endsWith: TEXT,
  isNull: ATTRIBUTE_TYPES,
  isNotNull: ATTRIBUTE_TYPES,
  isIn: [...TEXT, ...ORDERED, 'guid'],
  isBetween: ORDERED,
  isNotBetween: ORDERED,
  isWithinLast: DATES,
  yearToDate: DATES,
  dayOf: DATES,
  monthOf: DATES,
  yearOf: DATES,
  dayOfWeek: DATES,
  timeAt: ['dateTime'],
  childOf: KEYS,
  parentOf: KEYS,
};

/** True for a type whose values are numbers. */
export function isNumeric(type: AttributeType): boolean {
  return type === 'integer' || type === 'decimal' || type === 'double';
}

/** True for days and moments. */
export function isTemporal(type: AttributeType): boolean {
  return type === 'date' || type === 'dateTime';
}
