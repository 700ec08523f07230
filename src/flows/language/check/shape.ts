import { parseDurationSeconds } from '../../../base/duration.ts';
import { pointerToken } from '../../../base/json.ts';
import { languageError } from '../catalogue.ts';
import { isTemplate } from '../syntax/template.ts';
import { describeValue } from '../values/describe.ts';
import { isInteger } from '../values/numbers.ts';
import { findKey } from '../values/properties.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';
import type { Diagnostic, Report } from './report.ts';
import { isOpen, isUnresolved, unresolvedType } from './unresolved.ts';

/** A place in a definition while it is checked. */
export class Spot {
  readonly pointer: string;
  readonly report: Report;

  constructor(pointer: string, report: Report) {
    this.pointer = pointer;
    this.report = report;
  }

  child(key: string | number): Spot {
    return new Spot(`${this.pointer}/${pointerToken(key)}`, this.report);
  }

  get field(): string {
    return (this.pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~') || 'definition';
  }

  add(problem: ReturnType<typeof languageError>, severity: Diagnostic['severity'] = 'error'): void {
    this.report.add(problem, this.pointer, severity);
  }

  wrongType(value: Value, expected: string): void {
    this.add(languageError('FLX_DEFINITION_TYPE', { field: this.field, expected, found: describeValue(value) }));
  }

  wrongValue(value: Value, expected: string): void {
    this.add(languageError('FLX_DEFINITION_VALUE', { field: this.field, expected, found: describeValue(value) }));
  }

  missing(field: string): void {
    this.child(field).add(languageError('FLX_DEFINITION_MISSING', { field }));
  }

  misplaced(reason: string): void {
    this.add(languageError('FLX_DEFINITION_CONTEXT', { field: this.field, reason }));
  }
}

/** What is asked of a value at a place; it reports what it finds. */
export type Rule = (value: Value, spot: Spot) => void;
/** A member of an object: optional unless marked. */
export type MemberRule = Rule | { readonly rule: Rule; readonly isRequired: true };

/** Marks a member that must be there. */
export function required(rule: Rule): MemberRule {
  return { rule, isRequired: true };
}

/** True for a value that is known only in a run or at deployment. */
export function isDynamic(value: Value | undefined): boolean {
  return typeof value === 'string' && (isUnresolved(value) || (isTemplate(value) && !value.startsWith('@@')));
}

/** True for a member that is not there; null counts as not there. */
export function isAbsent(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null;
}

/** A member of an object by its name in any case. */
export function memberOf(object: Value | undefined, name: string): Value | undefined {
  if (!isObject(object)) return undefined;
  const key = findKey(object, name);
  return key === undefined ? undefined : object[key];
}

/** Anything. */
export const anything: Rule = () => undefined;

/** A text. */
export const text: Rule = (value, spot) => {
  if (typeof value !== 'string') spot.wrongType(value, 'a text');
};

/** A text that says something. */
export const filledText: Rule = (value, spot) => {
  text(value, spot);
  if (value === '') spot.wrongValue(value, 'a text that is not empty');
};

/** A text of at most `limit` characters. */
export function textUpTo(limit: number): Rule {
  return (value, spot) => {
    text(value, spot);
    if (typeof value === 'string' && [...value].length > limit)
      spot.wrongValue(value, `a text of at most ${limit} characters`);
  };
}

/** A text, number or boolean. */
export const scalar: Rule = (value, spot) => {
  if (isArray(value) || isObject(value)) spot.wrongType(value, 'a text, number or boolean');
};

/** True or false. */
export const flag: Rule = (value, spot) => {
  if (typeof value !== 'boolean' && !isDynamic(value)) spot.wrongType(value, 'true or false');
};

/** One of some words; one in another case is only a warning. */
export function choice(...words: readonly string[]): Rule {
  const byLower = new Map(words.map((word) => [word.toLowerCase(), word]));
  return (value, spot) => {
    if (isDynamic(value)) return;
    if (typeof value !== 'string') return spot.wrongType(value, `one of ${words.join(', ')}`);
    const word = byLower.get(value.toLowerCase());
    if (word === undefined) spot.wrongValue(value, `one of ${words.join(', ')}`);
    else if (word !== value)
      spot.add(languageError('FLX_DEFINITION_CASE', { field: spot.field, found: value, expected: word }), 'warning');
  };
}

/** An integer within bounds. */
export function whole(least: number, most: number): Rule {
  return (value, spot) => {
    if (isDynamic(value)) return;
    if (!isInteger(value)) return spot.wrongType(value, 'an integer');
    if (Number(value) < least || Number(value) > most) spot.wrongValue(value, `between ${least} and ${most}`);
  };
}

/** An ISO 8601 duration within bounds. */
export function duration(leastSeconds = 0, mostSeconds = Number.POSITIVE_INFINITY): Rule {
  return (value, spot) => {
    if (typeof value !== 'string') return spot.wrongType(value, 'an ISO 8601 duration such as PT20S');
    if (isDynamic(value)) return;
    const seconds = secondsOf(value);
    if (seconds === undefined) spot.wrongValue(value, 'an ISO 8601 duration such as PT20S');
    else if (seconds < leastSeconds || seconds > mostSeconds)
      spot.wrongValue(value, `a duration of ${leastSeconds} to ${mostSeconds} seconds`);
  };
}

/** Seconds of an ISO 8601 duration; undefined for a text that is none. */
export function secondsOf(text: string): number | undefined {
  try {
    return parseDurationSeconds(text);
  } catch {
    return undefined;
  }
}

/** An object with known members; others may stand beside them. */
export function record(members: Readonly<Record<string, MemberRule>>): Rule {
  return (value, spot) => {
    if (!isContainer(value, spot, 'object')) return;
    for (const [name, member] of Object.entries(members)) checkMember(value as ValueObject, { name, member, spot });
  };
}

function checkMember(
  object: ValueObject,
  { name, member, spot }: { name: string; member: MemberRule; spot: Spot },
): void {
  const key = findKey(object, name);
  const value = key === undefined ? undefined : object[key];
  if (!isAbsent(value)) (typeof member === 'function' ? member : member.rule)(value, spot.child(key ?? name));
  else if (typeof member !== 'function' && !isOpen(object)) spot.missing(name);
}

/** An object whose members all follow one rule. */
export function mapOf(rule: Rule): Rule {
  return (value, spot) => {
    if (!isContainer(value, spot, 'object')) return;
    for (const [key, member] of Object.entries(value as ValueObject))
      if (!isUnresolved(key)) rule(member, spot.child(key));
  };
}

/** An array whose elements all follow one rule. */
export function listOf(rule: Rule): Rule {
  return (value, spot) => {
    if (!isContainer(value, spot, 'array')) return;
    for (const [index, element] of (value as readonly Value[]).entries()) rule(element, spot.child(index));
  };
}

/** Says whether a value is an object or array; reports one that cannot become one. */
export function isContainer(value: Value, spot: Spot, type: 'object' | 'array'): boolean {
  if (type === 'array' ? isArray(value) : isObject(value)) return true;
  const declared = typeof value === 'string' ? unresolvedType(value) : undefined;
  const isPossible = declared === undefined ? isDynamic(value) : ['', type, `secure${type}`].includes(declared);
  if (!isPossible) spot.wrongType(value, type === 'array' ? 'an array' : 'an object');
  return false;
}

/** An object of anything. */
export const object: Rule = (value, spot) => {
  isContainer(value, spot, 'object');
};

/** An array of anything. */
export const list: Rule = (value, spot) => {
  isContainer(value, spot, 'array');
};
