import { isArray, isObject, type Value, type ValueObject } from '../language/index.ts';
import type { ActionCall, ActionEnded } from './action.ts';
import { failed } from './outcome.ts';

/** The `from` of a data action, or why it cannot be used, in the words of the real host. */
export function readFrom({ node, inputs }: ActionCall): readonly Value[] | ActionEnded {
  const from = isObject(inputs) ? inputs['from'] : undefined;
  if (isArray(from)) return from;
  const kind = node.type.toLowerCase();
  return failed({
    code: 'ExpressionEvaluationFailed',
    message: `The execution of template action '${node.name}' failed: The 'from' property value in the '${kind}' action inputs is of type '${jsonTypeOf(from)}'. The value must be an array.`,
  });
}

/** Inputs of an action whose other members are evaluated once an element: only the named ones, evaluated now. */
export function readSome(
  definition: ValueObject,
  names: readonly string[],
  evaluate: (value: Value) => Value,
): ValueObject {
  const inputs = isObject(definition['inputs']) ? definition['inputs'] : {};
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) =>
      names.includes(name.toLowerCase()) ? [[name, evaluate(value)]] : [],
    ),
  );
}

/** A member of the action's inputs as the definition has it; undefined when it is not there. */
export function rawInput(definition: ValueObject, name: string): Value | undefined {
  const inputs = definition['inputs'];
  return isObject(inputs) && Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}

/** The type of a value as messages of the real host name it: `Null`, `String`, `Object`… */
export function jsonTypeOf(value: Value | undefined): string {
  if (value === undefined || value === null) return 'Null';
  if (isArray(value)) return 'Array';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  return isObject(value) ? 'Object' : 'Integer';
}
