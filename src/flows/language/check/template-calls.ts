import { FluxuError } from '../../../base/errors.ts';
import { pointerToken } from '../../../base/json.ts';
import { isTemplate, parseTemplate } from '../syntax/template.ts';
import type { Call, Expression } from '../syntax/tree.ts';
import { isArray, isObject, type Value } from '../values/value.ts';
import { isUnresolved } from './unresolved.ts';

/** A string of a definition that holds expressions: where it stands and what it calls. */
export interface FoundTemplate {
  readonly text: string;
  /** Where the value stands; keys are reported at what they name. */
  readonly pointer: string;
  readonly calls: readonly Call[];
  /** Why it cannot be read. */
  readonly problem?: FluxuError;
}

/** All strings below a value that hold expressions; `skips` names pointers that are left out. */
export function findTemplates(
  value: Value | undefined,
  pointer: string,
  skips: ReadonlySet<string> = new Set(),
): readonly FoundTemplate[] {
  const found: FoundTemplate[] = [];
  visit(value, pointer, { found, skips });
  return found;
}

interface Visit {
  readonly found: FoundTemplate[];
  readonly skips: ReadonlySet<string>;
}

function visit(value: Value | undefined, pointer: string, context: Visit): void {
  if (context.skips.has(pointer)) return;
  if (typeof value === 'string') addTemplate(value, pointer, context.found);
  else if (isArray(value))
    for (const [index, element] of value.entries()) visit(element, `${pointer}/${index}`, context);
  else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const inner = `${pointer}/${pointerToken(key)}`;
      addTemplate(key, inner, context.found);
      visit(member, inner, context);
    }
  }
}

function addTemplate(text: string, pointer: string, found: FoundTemplate[]): void {
  if (!isTemplate(text)) return;
  try {
    const template = parseTemplate(text);
    const expressions =
      template.kind === 'expression'
        ? [template.expression]
        : template.kind === 'interpolation'
          ? template.segments.filter((segment) => typeof segment === 'object')
          : [];
    found.push({ text, pointer, calls: expressions.flatMap(callsOf) });
  } catch (error) {
    if (!(error instanceof FluxuError)) throw error;
    if (!isPartOfExpressionUnknown(text)) found.push({ text, pointer, calls: [], problem: error });
  }
}

/** True when an unknown part stands inside of an expression, whose syntax then cannot be judged. */
function isPartOfExpressionUnknown(text: string): boolean {
  if (!isUnresolved(text)) return false;
  return text.startsWith('@') && text[1] !== '{' ? true : /@\{[^}]*\ue000/.test(text);
}

/** All calls of an expression, outer ones first. */
export function callsOf(expression: Expression): readonly Call[] {
  if (expression.kind === 'literal') return [];
  return [
    expression,
    ...expression.arguments.flatMap(callsOf),
    ...expression.dereferences.flatMap(({ key }) => callsOf(key)),
  ];
}

/** The text that a call's first argument is, when it is a constant. */
export function constantArgument(call: Call): string | undefined {
  const [first] = call.arguments;
  return first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}
