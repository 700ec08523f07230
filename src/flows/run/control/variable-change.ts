import { isArray, isObject, toText, type Value, type ValueObject } from '../../language/index.ts';
import type { Variable, Variables } from '../variables.ts';

/**
 * Does what a variable action with these evaluated inputs does, and gives its outputs.
 * @throws FLX_FLOW_VARIABLE_EXISTS, FLX_FLOW_VARIABLE_MISSING, FLX_FLOW_VARIABLE_TYPE
 */
export function changeVariable(variables: Variables, type: string, inputs: ValueObject): Value | undefined {
  const name = toText(inputs['name'] ?? '');
  const value = inputs['value'] ?? null;
  switch (type.toLowerCase()) {
    case 'initializevariable':
      return initialize(variables, inputs);
    case 'setvariable':
      return outputsOf(variables.set(name, value));
    case 'incrementvariable':
      return outputsOf(variables.change(name, value ?? 1, 'add'));
    case 'decrementvariable':
      return outputsOf(variables.change(name, value ?? 1, 'sub'));
    case 'appendtoarrayvariable':
      variables.append(name, value, 'array');
      return undefined;
    default:
      variables.append(name, value, 'string');
      return undefined;
  }
}

function initialize(variables: Variables, inputs: ValueObject): undefined {
  const declared = isArray(inputs['variables']) ? inputs['variables'].filter(isObject) : [];
  for (const { name, type, value } of declared)
    variables.initialize({ name: toText(name ?? ''), type: toText(type ?? ''), value: value ?? null });
}

function outputsOf({ name, type, value }: Variable): Value {
  return { body: { name, type: type.charAt(0).toUpperCase() + type.slice(1), value } };
}
