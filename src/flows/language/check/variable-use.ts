import { languageError } from '../catalogue.ts';
import { isInteger, isNumber } from '../values/numbers.ts';
import { isArray, isObject, type Value } from '../values/value.ts';
import type { ActionNode, Outline } from './outline.ts';
import { targetVariable } from './references.ts';
import type { Report } from './report.ts';
import { isAbsent, isDynamic, memberOf, Spot } from './shape.ts';
import { constantArgument, findTemplates } from './template-calls.ts';

/** Most variables of one definition. */
const MAX_VARIABLES = 250;

interface Declaration {
  readonly name: string;
  /** In lower case. */
  readonly type: string;
  readonly value: Value | undefined;
  readonly spot: Spot;
}

/** Reports variables that are declared twice or are too many, and values that their variable cannot hold. */
export function checkVariableUse({ nodes, levels }: Outline, report: Report): void {
  const declared = new Map<string, Declaration>();
  for (const declaration of nodes.flatMap((node) => declarationsOf(node, report))) {
    const { name, type, value, spot } = declaration;
    if (declared.has(name.toLowerCase())) spot.child('name').wrongValue(name, 'a name that no other variable has');
    else declared.set(name.toLowerCase(), declaration);
    checkValue(value, type, spot.child('value'));
  }
  const [top] = levels;
  if (top && declared.size > MAX_VARIABLES)
    report.add(
      languageError('FLX_DEFINITION_LIMIT', { what: 'Variables', count: declared.size, limit: MAX_VARIABLES }),
      top.pointer,
    );
  for (const node of nodes) {
    const name = targetVariable(node);
    if (name !== undefined) checkChange(node, { name, type: declared.get(name.toLowerCase())?.type, report });
  }
}

function declarationsOf({ type, definition, pointer }: ActionNode, report: Report): readonly Declaration[] {
  const variables = memberOf(memberOf(definition, 'inputs'), 'variables');
  if (type !== 'initializevariable' || !isArray(variables)) return [];
  return variables.flatMap((variable, index) => {
    const [name, variableType] = [memberOf(variable, 'name'), memberOf(variable, 'type')];
    if (typeof name !== 'string' || isDynamic(name) || typeof variableType !== 'string') return [];
    const spot = new Spot(`${pointer}/inputs/variables/${index}`, report);
    return [{ name, type: variableType.toLowerCase(), value: memberOf(variable, 'value'), spot }];
  });
}

/** Types of variables that an action can change; the others take any. */
const CHANGEABLE: Readonly<Record<string, readonly string[]>> = {
  incrementvariable: ['integer', 'float'],
  decrementvariable: ['integer', 'float'],
  appendtostringvariable: ['string'],
  appendtoarrayvariable: ['array'],
};

function checkChange(
  { type: action, definition, pointer }: ActionNode,
  { name, type, report }: { name: string; type: string | undefined; report: Report },
): void {
  const inputs = new Spot(`${pointer}/inputs`, report);
  const allowed = CHANGEABLE[action];
  if (type !== undefined && TYPES.has(type) && allowed && !allowed.includes(type))
    inputs.child('name').misplaced(`the variable '${name}' is of the type ${type}`);
  if (action !== 'setvariable') return;
  const value = memberOf(memberOf(definition, 'inputs'), 'value');
  checkValue(value, type, inputs.child('value'));
  for (const { calls, pointer: at } of findTemplates(value, `${pointer}/inputs/value`))
    if (calls.some((call) => readsVariable(call, name)))
      new Spot(at, report).misplaced(`'${name}' cannot be set from itself`);
}

function readsVariable(call: Parameters<typeof constantArgument>[0], name: string): boolean {
  return call.name.toLowerCase() === 'variables' && constantArgument(call)?.toLowerCase() === name.toLowerCase();
}

const TYPES: ReadonlyMap<string, (value: Value) => boolean> = new Map<string, (value: Value) => boolean>([
  ['boolean', (value) => typeof value === 'boolean'],
  ['integer', isInteger],
  ['float', isNumber],
  ['string', (value) => !isObject(value) && !isArray(value)],
  ['array', isArray],
  ['object', isObject],
]);

function checkValue(value: Value | undefined, type: string | undefined, spot: Spot): void {
  if (isAbsent(value) || isDynamic(value) || type === undefined) return;
  if (typeof value === 'string' && isReadable(value, type)) return;
  if (TYPES.get(type)?.(value) === false) spot.wrongType(value, `of the type ${type}, as the variable is`);
}

/** Texts that designers write for values of other types: an empty one, and numbers and booleans in quotes. */
function isReadable(text: string, type: string): boolean {
  if (text === '') return true;
  if (type === 'boolean') return /^(?:true|false)$/i.test(text);
  return (type === 'integer' || type === 'float') && Number.isFinite(Number(text));
}
