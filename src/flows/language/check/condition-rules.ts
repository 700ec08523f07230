import { suggestName } from '../../../base/nearest.ts';
import { languageError } from '../catalogue.ts';
import { findCountProblem } from '../evaluate/call-check.ts';
import { FUNCTIONS, findFunction } from '../functions/index.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';
import { isContainer, isDynamic, type Rule, type Spot } from './shape.ts';
import { isOpen, isUnresolved } from './unresolved.ts';

/** The condition of an If or Until: an expression, or a tree of `and`, `or`, `not` and functions with their arguments. */
export const condition: Rule = (value, spot) => {
  if (typeof value === 'string' && !isDynamic(value))
    spot.wrongValue(value, 'an expression that starts with @, or an object of conditions');
  else if (typeof value !== 'string' && typeof value !== 'boolean' && !isObject(value))
    spot.wrongType(value, 'an expression or an object of conditions');
  else if (isObject(value)) checkTree(value, spot);
};

/** Functions whose arguments are conditions themselves. */
const JOINING = new Set(['and', 'or', 'not']);

function checkTree(tree: ValueObject, spot: Spot): void {
  const [name, ...others] = Object.keys(tree);
  if (isOpen(tree) || (name !== undefined && isDynamic(name))) return;
  if (name === undefined || others.length > 0) {
    spot.wrongValue(tree, 'an object with one operator, such as {"equals": [1, 1]}');
    return;
  }
  const definition = findFunction(name);
  if (!definition) {
    const mend = suggestName(
      name,
      FUNCTIONS.map((known) => known.name),
    );
    spot.child(name).add(languageError('FLX_DEFINITION_FUNCTION', { name }, { mend }));
    return;
  }
  const operands = definition.name === 'not' && isObject(tree[name]) ? [tree[name]] : tree[name];
  const at = spot.child(name);
  if (!isContainer(operands ?? null, at, 'array') || !isArray(operands)) return;
  const problem = operands.some(isUnresolved) ? undefined : findCountProblem(definition, operands.length);
  if (problem) at.add(languageError('FLX_DEFINITION_EXPRESSION', { problem: problem.message }, { mend: problem.mend }));
  if (JOINING.has(definition.name.toLowerCase()))
    for (const [index, operand] of operands.entries()) checkOperand(operand, at.child(index));
}

function checkOperand(operand: Value, spot: Spot): void {
  if (isObject(operand)) checkTree(operand, spot);
  else if (typeof operand !== 'boolean' && !isDynamic(operand)) spot.wrongType(operand, 'a condition');
}
