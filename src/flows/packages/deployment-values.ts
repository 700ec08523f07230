import { pointerToken } from '../../base/json.ts';
import { isArray, isObject, type Value, type ValueObject } from '../language/index.ts';

/** Marks what only a deployment knows; see `language/check/unresolved.ts`. */
const MARK = '\ue000';

/** A definition out of a deployment template, and the places whose values only a deployment gives. */
export interface DeployedDefinition {
  readonly definition: Value;
  readonly open: readonly string[];
}

/**
 * A definition as it can be kept: where a value is known only at deployment, the template's own expression stays as text,
 * so that nothing is made up.
 */
export function keepOpenValues(resolved: Value, source: Value | undefined): DeployedDefinition {
  const open: string[] = [];
  return { definition: keep(resolved, source, { pointer: '', open }), open };
}

interface Walk {
  readonly pointer: string;
  readonly open: string[];
}

function keep(value: Value, source: Value | undefined, { pointer, open }: Walk): Value {
  if (typeof value === 'string') {
    if (!value.includes(MARK)) return value;
    open.push(pointer);
    return typeof source === 'string' ? source : value.replace(/\ue000[^\ue000]*\ue000/g, '');
  }
  if (isArray(value))
    return value.map((element, index) =>
      keep(element, isArray(source) ? source[index] : undefined, { pointer: `${pointer}/${index}`, open }),
    );
  if (!isObject(value)) return value;
  const members = keysOf(value, source).map((key): [string, Value] => {
    const member = value[key];
    if (member === undefined) return [key, null];
    const inner = isObject(source) ? source[key] : undefined;
    return [key, keep(member, inner, { pointer: `${pointer}/${pointerToken(key)}`, open })];
  });
  return Object.fromEntries(members);
}

/** Keys in the template's order; a deployment leaves out members that are null, which the definition may still hold. */
function keysOf(value: ValueObject, source: Value | undefined): readonly string[] {
  const own = Object.keys(value).filter((key) => key !== MARK);
  if (!isObject(source)) return own;
  const first = Object.keys(source).filter((key) => source[key] === null || own.includes(key));
  return [...first, ...own.filter((key) => !first.includes(key))];
}
