import { isResolved, isUnresolved, OPEN_KEY, unresolved } from '../../check/unresolved.ts';
import { findKey } from '../../values/properties.ts';
import { isArray, isObject, type Value, type ValueObject } from '../../values/value.ts';
import { completeJson } from './complete-json.ts';
import { formatComposite } from './composite.ts';
import { TEMPLATE_FUNCTIONS } from './functions.ts';
import { isTemplateExpression, parseTemplateExpression, type TemplateExpression, unescapeText } from './scan.ts';

/** What a template's expressions can see. */
export interface TemplateScope {
  /** Value of a parameter; unresolved when it has none, undefined when it is not declared. */
  readonly parameter: (name: string) => Value | undefined;
  readonly variable: (name: string) => Value | undefined;
  /** Result of a function of the template's own. */
  readonly ownFunction: (name: string, values: readonly Value[]) => Value | undefined;
  /** Counts of copy loops by name; the empty name is the innermost. */
  readonly copyIndex: ReadonlyMap<string, number>;
}

/** Deepest chain of values that are expressions again. */
const MAX_DEPTH = 40;

/**
 * A value of a template with its expressions resolved as far as parameters' defaults and variables tell; what stays open
 * is marked (see `check/unresolved.ts`). Members that turn out null are left out: a deployment leaves them out, too.
 */
export function resolveValue(value: Value, scope: TemplateScope, depth = 0): Value {
  if (typeof value === 'string') return resolveText(value, scope, depth);
  if (isArray(value)) return value.map((element) => resolveValue(element, scope, depth));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(
    ([key, member]) => [resolveKey(key, scope, depth), resolveValue(member, scope, depth)] as const,
  );
  return Object.fromEntries(members.filter(([, member]) => member !== null));
}

function resolveKey(key: string, scope: TemplateScope, depth: number): string {
  if (!isTemplateExpression(key)) return unescapeText(key);
  const resolved = resolveText(key, scope, depth);
  return typeof resolved === 'string' ? resolved : key;
}

function resolveText(text: string, scope: TemplateScope, depth: number): Value {
  if (!isTemplateExpression(text)) return unescapeText(text);
  if (depth > MAX_DEPTH) return text;
  const expression = parseTemplateExpression(text);
  const result = expression && evaluate(expression, scope, depth);
  if (result === undefined) return text;
  return resolveValue(result, scope, depth + 1);
}

/** The value of an expression; undefined when it is no valid one. */
function evaluate(expression: TemplateExpression, scope: TemplateScope, depth: number): Value | undefined {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'member') return evaluateMember(expression, scope, depth);
  const name = expression.name.toLowerCase();
  if (name === 'if') return evaluateIf(expression.arguments, scope, depth);
  const values = expression.arguments.map((argument) => evaluate(argument, scope, depth));
  if (values.some((value) => value === undefined)) return undefined;
  return call(name, values as readonly Value[], { scope, depth });
}

function evaluateIf(given: readonly TemplateExpression[], scope: TemplateScope, depth: number): Value | undefined {
  const [condition, whenTrue, whenFalse] = given;
  if (!condition || !whenTrue || !whenFalse) return undefined;
  const value = evaluate(condition, scope, depth);
  if (typeof value === 'boolean') return evaluate(value ? whenTrue : whenFalse, scope, depth);
  return value === undefined ? undefined : unresolved();
}

function evaluateMember(
  { target, key }: Extract<TemplateExpression, { kind: 'member' }>,
  scope: TemplateScope,
  depth: number,
): Value | undefined {
  const container = evaluate(target, scope, depth);
  const index = evaluate(key, scope, depth);
  if (container === undefined || index === undefined) return undefined;
  if (isArray(container) && typeof index === 'number') return container[index] ?? unresolved();
  if (!isObject(container) || typeof index !== 'string') return unresolved();
  const own = findKey(container, index);
  return own === undefined ? unresolved() : (container[own] ?? null);
}

interface CallContext {
  readonly scope: TemplateScope;
  readonly depth: number;
}

function call(name: string, values: readonly Value[], { scope, depth }: CallContext): Value | undefined {
  const [first] = values;
  switch (name) {
    case 'parameters':
      return typeof first === 'string' ? (scope.parameter(first) ?? unresolved()) : undefined;
    case 'variables':
      return typeof first === 'string' ? resolved(scope.variable(first), scope, depth) : undefined;
    case 'copyindex':
      return copyIndexOf(values, scope);
    default:
      return name.includes('.') ? (scope.ownFunction(name, values) ?? unresolved()) : builtIn(name, values);
  }
}

function resolved(value: Value | undefined, scope: TemplateScope, depth: number): Value {
  return value === undefined ? unresolved() : depth > MAX_DEPTH ? value : resolveValue(value, scope, depth + 1);
}

function copyIndexOf(values: readonly Value[], { copyIndex }: TemplateScope): Value {
  const [first, second] = values;
  const name = typeof first === 'string' ? first.toLowerCase() : '';
  const offset = typeof first === 'number' ? first : typeof second === 'number' ? second : 0;
  const index = copyIndex.get(name);
  return index === undefined ? unresolved('int') : index + offset;
}

function builtIn(name: string, values: readonly Value[]): Value {
  const known = Object.hasOwn(TEMPLATE_FUNCTIONS, name) ? TEMPLATE_FUNCTIONS[name] : undefined;
  if (!known) return unresolved();
  if (values.every(isResolved)) return orUnresolved(known(values));
  return partly(name, values);
}

/** Null is a value; nothing at all is one that is not known. */
function orUnresolved(value: Value | undefined): Value {
  return value === undefined ? unresolved() : value;
}

/** What can be said when some arguments are not known. */
function partly(name: string, values: readonly Value[]): Value {
  const [first, ...others] = values;
  if (name === 'concat' && values.every((value) => !isObject(value)))
    return values.some(isArray) ? unresolved('array') : values.map(String).join('');
  if (name === 'format' && typeof first === 'string') return formatComposite(first, others);
  if (name === 'json' && typeof first === 'string') return completeJson(first) ?? unresolved();
  if (name === 'string' || name === 'tolower' || name === 'toupper') return unresolved('string');
  if (name === 'createobject' || name === 'createarray') return TEMPLATE_FUNCTIONS[name]?.(values) ?? unresolved();
  if (name === 'union') return openUnion(values);
  return unresolved();
}

/** A union of which some members are not known: what comes after the unknown ones is certain. */
function openUnion(values: readonly Value[]): Value {
  const lastUnknown = values.findLastIndex((value) => isUnresolved(value));
  const certain = values.slice(lastUnknown + 1).filter(isObject);
  if (certain.length === 0) return unresolved();
  const merged = TEMPLATE_FUNCTIONS['union']?.(certain);
  if (!isObject(merged)) return unresolved();
  return lastUnknown < 0 ? merged : ({ ...merged, [OPEN_KEY]: unresolved() } satisfies ValueObject);
}
