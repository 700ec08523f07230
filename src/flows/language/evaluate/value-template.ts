import { FluxuError, isFluxuError } from '../../../base/errors.ts';
import { pointerToken } from '../../../base/json.ts';
import { isTemplate } from '../syntax/template.ts';
import { toText } from '../values/text.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';
import type { Compiled } from './compiled.ts';

type CompileText = (text: string) => Compiled;

/** Compiled values by the object they were made from: a definition's inputs are the same object in every run. */
const compiledValues = new WeakMap<object, Compiled>();

/** A JSON value as a function that evaluates its strings; parts without expressions are shared, not copied. */
export function compileValue(value: Value, compileText: CompileText): Compiled {
  if (typeof value === 'string') return isTemplate(value) ? compileText(value) : () => value;
  if (!isArray(value) && !isObject(value)) return () => value;
  const known = compiledValues.get(value);
  if (known) return known;
  const compiled = compileContainer(value, compileText);
  compiledValues.set(value, compiled);
  return compiled;
}

function compileContainer(value: readonly Value[] | ValueObject, compileText: CompileText): Compiled {
  if (!hasTemplates(value)) return () => value;
  return isArray(value) ? compileArray(value, compileText) : compileObject(value, compileText);
}

function hasTemplates(value: Value): boolean {
  if (typeof value === 'string') return isTemplate(value);
  if (isArray(value)) return value.some(hasTemplates);
  return isObject(value) && Object.keys(value).some((key) => isTemplate(key) || hasTemplates(value[key] ?? null));
}

function compileArray(value: readonly Value[], compileText: CompileText): Compiled {
  const elements = value.map((element, index) => withPointer(String(index), compileValue(element, compileText)));
  return (evaluation) => elements.map((element) => element(evaluation));
}

function compileObject(value: ValueObject, compileText: CompileText): Compiled {
  const members = Object.keys(value).map((key) => {
    const compiledKey = isTemplate(key) ? withPointer(key, compileText(key)) : undefined;
    return { key, compiledKey, member: withPointer(key, compileValue(value[key] ?? null, compileText)) };
  });
  return (evaluation) => {
    const result: Record<string, Value> = {};
    for (const { key, compiledKey, member } of members)
      setMember(result, compiledKey ? toText(compiledKey(evaluation)) : key, member(evaluation));
    return result;
  };
}

/** Sets a member even when it is called `__proto__`. */
function setMember(object: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function withPointer(key: string, compiled: Compiled): Compiled {
  return (evaluation) => {
    try {
      return compiled(evaluation);
    } catch (error) {
      if (!isFluxuError(error)) throw error;
      throw underKey(error, key);
    }
  };
}

function underKey(error: FluxuError, key: string): FluxuError {
  const pointer = `/${pointerToken(key)}${error.place?.pointer ?? ''}`;
  return new FluxuError(error.code, error, {
    cause: error.cause,
    problems: error.problems,
    place: { ...error.place, pointer },
  });
}
