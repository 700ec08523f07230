import {
  createContextScope,
  type EvaluationContext,
  type Expression,
  evaluateTemplate,
  isArray,
  isEqual,
  isObject,
  parseExpression,
  parseTemplate,
  printExpression,
  printTemplate,
  scanExpression,
  type Template,
  type Value,
  type ValueObject,
} from '../src/flows/language/index.ts';

type Case = ValueObject;

/** The designer's names of tokens. */
const TOKEN_NAMES: Readonly<Record<string, string>> = {
  identifier: 'Identifier',
  string: 'StringLiteral',
  integer: 'IntegerLiteral',
  float: 'FloatLiteral',
  '.': 'Dot',
  ',': 'Comma',
  '(': 'LeftParenthesis',
  ')': 'RightParenthesis',
  '[': 'LeftSquareBracket',
  ']': 'RightSquareBracket',
  '?': 'QuestionMark',
};

/** Cases in which the designer differs from the run time by intent: it has no run, and no text form of booleans. */
export function isDesignerOnly({ note, undefined: isUndefined }: Case): boolean {
  return isUndefined === true || (typeof note === 'string' && /designer only|designer evaluator/.test(note));
}

/** True when a case of the designer's own tests comes out the same here. */
export function checkDesignerCase(given: Case): boolean {
  try {
    return runCase(given) && given['valid'] !== false;
  } catch {
    return given['valid'] === false;
  }
}

function runCase(given: Case): boolean {
  const input = inputOf(given['input'] ?? null);
  switch (given['kind']) {
    case 'scan':
      return hasTokens(input, given['tokens'] ?? null);
    case 'parseExpression':
      return sameTree(treeOf(parseExpression(input)), given['ast'] ?? null);
    case 'parseTemplate':
      return sameTemplate(parseTemplate(input), given);
    case 'evaluate':
      return isEqual(
        evaluateTemplate(input, createContextScope((given['context'] ?? {}) as EvaluationContext)),
        given['result'] ?? null,
      );
    case 'build':
      return build(given) === given['output'];
    default:
      return false;
  }
}

/** Long inputs are given as `{"repeat": [text, times]}`. */
function inputOf(input: Value): string {
  if (!isObject(input)) return String(input);
  const [text, times] = input['repeat'] as readonly [string, number];
  return text.repeat(times);
}

function hasTokens(input: string, tokens: Value): boolean {
  const found = scanExpression(input)
    .slice(0, -1)
    .map(({ kind, text }) => [TOKEN_NAMES[kind] ?? kind, text] as const);
  const expected = isArray(tokens) ? tokens : [];
  return (
    found.length === expected.length &&
    found.every(([name, text], index) => isEqual([name, text], unabbreviated(expected[index] ?? null)))
  );
}

function unabbreviated(token: Value): Value {
  if (!isArray(token)) return token;
  const match = /^(.)\*(\d+)$/.exec(String(token[1]));
  return match ? [token[0] ?? null, (match[1] ?? '').repeat(Number(match[2]))] : token;
}

/** Our tree in the designer's form. */
function treeOf(expression: Expression): Value {
  if (expression.kind === 'literal') return literalTree(expression);
  const dereferences = expression.dereferences.map(({ isSafe, key }) => ({ isSafe, expression: treeOf(key) }));
  return { type: 'Function', name: expression.name, arguments: expression.arguments.map(treeOf), dereferences };
}

function literalTree({ value, text }: Extract<Expression, { kind: 'literal' }>): Value {
  if (typeof value === 'string') return { type: 'StringLiteral', value };
  if (typeof value === 'boolean') return { type: 'BooleanLiteral', value: text };
  return { type: value === null ? 'NullLiteral' : 'NumberLiteral', value: text };
}

function sameTree(tree: Value, expected: Value): boolean {
  return isEqual(tree, expected);
}

function sameTemplate(template: Template, given: Case): boolean {
  if (given['joined'] !== undefined) return template.kind === 'text' && template.text === given['joined'];
  if (template.kind === 'text') return sameTree({ type: 'StringLiteral', value: template.text }, given['ast'] ?? null);
  if (template.kind === 'expression') return sameTree(treeOf(template.expression), given['ast'] ?? null);
  const segments = template.segments.map((segment) =>
    typeof segment === 'string' ? { type: 'StringLiteral', value: segment } : treeOf(segment),
  );
  return sameTree({ type: 'StringInterpolation', segments }, given['ast'] ?? null);
}

function build({ ast, mode }: Case): string {
  const node = isObject(ast ?? null) ? (ast as ValueObject) : {};
  if (mode === 'expression') return printExpression(expressionOf(node));
  if (node['type'] === 'StringLiteral') return printTemplate({ kind: 'text', text: String(node['value']) });
  if (node['type'] !== 'StringInterpolation')
    return printTemplate({ kind: 'expression', expression: expressionOf(node) });
  const segments = (node['segments'] as readonly ValueObject[]).map((segment) =>
    segment['type'] === 'StringLiteral' ? String(segment['value']) : expressionOf(segment),
  );
  return printTemplate({ kind: 'interpolation', segments });
}

const NOWHERE = { start: 0, end: 0 };

function expressionOf(node: ValueObject): Expression {
  if (node['type'] !== 'Function') return literalOf(node);
  const given = (node['arguments'] ?? []) as readonly ValueObject[];
  const dereferences = ((node['dereferences'] ?? []) as readonly ValueObject[]).map(({ isSafe, expression }) => ({
    isSafe: isSafe === true,
    key: expressionOf(expression as ValueObject),
    ...NOWHERE,
  }));
  return {
    kind: 'call',
    name: String(node['name']),
    nameEnd: 0,
    arguments: given.map(expressionOf),
    dereferences,
    ...NOWHERE,
  };
}

function literalOf({ type, value }: ValueObject): Expression {
  const text = String(value);
  if (type === 'StringLiteral')
    return { kind: 'literal', value: text, text: `'${text.replaceAll("'", "''")}'`, ...NOWHERE };
  return { kind: 'literal', value: type === 'NumberLiteral' ? Number(text) : null, text, ...NOWHERE };
}
