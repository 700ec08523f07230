import type { FlowProgram } from '../graph/graph.ts';
import { evaluateValue, isObject, type Scope, type Value, type ValueObject } from '../language/index.ts';

/** The outputs of a run as its definition declares them: `{name: {type, value}}`. @throws what expressions throw */
export function evaluateOutputs({ definition }: FlowProgram, scope: Scope): ValueObject {
  const declared = definition['outputs'];
  const outputs = Object.entries(isObject(declared) ? declared : {}).map(([name, output]) => {
    const { type = 'Object', value = null } = isObject(output) ? output : { value: output };
    return [name, { type, value: evaluateValue(value, scope) }] as const;
  });
  return Object.fromEntries<Value>(outputs);
}
