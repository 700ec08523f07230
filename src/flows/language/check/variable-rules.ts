import { isNumber } from '../values/numbers.ts';
import { isArray } from '../values/value.ts';
import {
  anything,
  choice,
  isAbsent,
  isContainer,
  isDynamic,
  memberOf,
  type Rule,
  record,
  required,
  text,
} from './shape.ts';

const variableType = choice('Boolean', 'Integer', 'Float', 'String', 'Object', 'Array');

/** Variable types are written in any case everywhere: only unknown ones are reported. */
const anyCaseVariableType: Rule = (value, spot) => {
  const word = typeof value === 'string' ? VARIABLE_TYPES.get(value.toLowerCase()) : undefined;
  variableType(word ?? value, spot);
};

const VARIABLE_TYPES: ReadonlyMap<string, string> = new Map(
  ['Boolean', 'Integer', 'Float', 'String', 'Object', 'Array'].map((type) => [type.toLowerCase(), type]),
);

const declaration: Rule = record({ name: required(text), type: required(anyCaseVariableType), value: anything });

/** Inputs of an InitializeVariable. */
export const initializeInputs: Rule = (value, spot) => {
  const variables = memberOf(value, 'variables');
  // Older definitions declare one variable without an array.
  if (isAbsent(variables) && !isAbsent(memberOf(value, 'name'))) {
    declaration(value, spot);
    return;
  }
  record({ variables: required(anything) })(value, spot);
  if (isAbsent(variables)) return;
  const at = spot.child('variables');
  if (!isContainer(variables, at, 'array') || !isArray(variables)) return;
  if (variables.length === 0) at.wrongValue(variables, 'an array of one variable');
  for (const [index, variable] of variables.entries()) declaration(variable, at.child(index));
};

/** Inputs of a SetVariable and of those that append. */
export const setInputs: Rule = record({ name: required(text), type: anyCaseVariableType, value: anything });

const delta: Rule = (value, spot) => {
  if (
    !isDynamic(value) &&
    !isNumber(value) &&
    !(typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
  )
    spot.wrongType(value, 'a number');
};

/** Inputs of an IncrementVariable or DecrementVariable. */
export const deltaInputs: Rule = record({ name: required(text), type: anyCaseVariableType, value: delta });
