import {
  createContextScope,
  type EvaluationContext,
  evaluateExpression,
  evaluateTemplate,
  evaluateValue,
  parseExpression,
  type Scope,
  type Value,
} from '../src/flows/language/index.ts';
import type { Bench } from './bench.ts';
import type { BenchRow } from './table.ts';

const context: EvaluationContext = {
  trigger: { outputs: { body: { title: 'High value', amount: 41, tags: ['a', 'b', 'c'] } } },
  actions: { Get: { status: 'Succeeded', outputs: { body: { value: [{ name: 'Ane' }, { name: 'Jon' }] } } } },
};

interface Subject {
  readonly name: string;
  readonly target?: string;
  readonly evaluate: (scope: Scope) => Value;
}

const INPUTS: Value = {
  subject: "@{triggerBody()?['title']}: @{length(body('Get')?['value'])} found",
  to: "@first(body('Get')?['value'])?['name']",
  importance: 'Normal',
  nested: { a: 1, b: ['x', "@add(triggerBody()['amount'], 1)"] },
};

const SUBJECTS: readonly Subject[] = [
  {
    name: 'cached, three calls deep',
    target: '≥ 1,000,000 /s',
    evaluate: (scope) => evaluateExpression("toUpper(concat(toLower('ABC'), 'def'))", scope),
  },
  {
    name: 'cached, a comparison of the trigger',
    evaluate: (scope) => evaluateExpression("and(greater(triggerBody()?['amount'], 40), not(empty('x')))", scope),
  },
  {
    name: 'cached, a text with two expressions',
    evaluate: (scope) => evaluateTemplate("Hello @{body('Get')?['value'][0]['name']}, @{add(1, 2)}", scope),
  },
  { name: 'cached, the inputs of an action', evaluate: (scope) => evaluateValue(INPUTS, scope) },
];

/** How many expressions a core evaluates. */
export const expressionsBench: Bench = {
  summary: 'expressions of the Workflow Definition Language on one core',
  run: async ({ say }) => {
    const scope = createContextScope(context);
    const rows: BenchRow[] = [];
    for (const { name, target, evaluate } of SUBJECTS) {
      say(name);
      rows.push({ name, value: measure(() => evaluate(scope)), unit: '/s', ...(target !== undefined && { target }) });
    }
    const source = "concat(toUpper(triggerBody()?['title']), ' ', formatDateTime(utcNow(), 'yyyy-MM-dd'))";
    rows.push({ name: 'parsed anew', value: measure(() => parseExpression(source)), unit: '/s' });
    return rows;
  },
};

/** Seconds of one round, rounds of which the best counts, and calls between two looks at the clock. */
const ROUND_SECONDS = 0.4;
const ROUNDS = 5;
const BATCH = 2000;

/** Calls a second in the best round: others were disturbed. */
function measure(call: () => unknown): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    let calls = 0;
    do {
      for (let index = 0; index < BATCH; index++) call();
      calls += BATCH;
    } while (performance.now() - started < ROUND_SECONDS * 1000);
    best = Math.max(best, (calls / (performance.now() - started)) * 1000);
  }
  return best;
}
