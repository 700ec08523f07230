import { describe, expect, it } from 'vitest';
import { checkDefinition, type Value } from '../index.ts';

type Members = Readonly<Record<string, Value>>;

const schema =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';

/** Errors as `code pointer` of a flow with these actions. */
function errors(actions: Members, more: Members = {}): readonly string[] {
  const definition = {
    $schema: schema,
    contentVersion: '1.0.0.0',
    triggers: { manual: { type: 'Request', inputs: {} } },
    actions,
    ...more,
  };
  return checkDefinition(definition)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, pointer }) => `${code} ${pointer}`);
}

const trigger = (members: Members): Members => ({ triggers: { manual: { type: 'Request', ...members } } });
const declare = (name: string, type: string, value: Value = null): Value => ({
  type: 'InitializeVariable',
  inputs: { variables: [{ name, type, value }] },
  runAfter: {},
});
const change = (type: string, name: string, value: Value): Value => ({
  type,
  inputs: { name, value },
  runAfter: { Declare: ['Succeeded'] },
});
const condition = (expression: Value): Members => ({ If: { type: 'If', expression, actions: {}, runAfter: {} } });
const many = (count: number, value: Value): Value =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, value]));

describe('variables', () => {
  it.each([
    [{ Declare: declare('x', 'integer', 'abc') }, ['FLX_DEFINITION_TYPE /actions/Declare/inputs/variables/0/value']],
    [
      { Declare: declare('x', 'string'), Again: declare('X', 'string') },
      ['FLX_DEFINITION_VALUE /actions/Again/inputs/variables/0/name'],
    ],
    [
      { Declare: declare('x', 'integer'), Set: change('SetVariable', 'x', 'abc') },
      ['FLX_DEFINITION_TYPE /actions/Set/inputs/value'],
    ],
    [
      { Declare: declare('x', 'string'), Set: change('SetVariable', 'x', "@concat(variables('X'), 'a')") },
      ['FLX_DEFINITION_CONTEXT /actions/Set/inputs/value'],
    ],
    [
      { Declare: declare('x', 'string'), Add: change('IncrementVariable', 'x', 1) },
      ['FLX_DEFINITION_CONTEXT /actions/Add/inputs/name'],
    ],
    [
      { Declare: declare('x', 'string'), Append: change('AppendToArrayVariable', 'x', 1) },
      ['FLX_DEFINITION_CONTEXT /actions/Append/inputs/name'],
    ],
  ] as const)('are used as they are declared: %j', (actions, found) => {
    expect(errors(actions)).toEqual(found);
  });

  it('may take what a run gives, and numbers and booleans in quotes', () => {
    expect(
      errors({ Declare: declare('x', 'Integer', '5'), Set: change('SetVariable', 'x', '@length(triggerBody())') }),
    ).toEqual([]);
    expect(errors({ Declare: declare('x', 'boolean', 'False') })).toEqual([]);
  });
});

describe('a tree of conditions', () => {
  it.each([
    [{ and: [{ equals: [1] }] }, ['FLX_DEFINITION_EXPRESSION /actions/If/expression/and/0/equals']],
    [{ and: [{ equals: [1, 1], less: [1, 2] }] }, ['FLX_DEFINITION_VALUE /actions/If/expression/and/0']],
    [{ or: [{ eqals: [1, 1] }] }, ['FLX_DEFINITION_FUNCTION /actions/If/expression/or/0/eqals']],
    [{ not: 'yes' }, ['FLX_DEFINITION_TYPE /actions/If/expression/not']],
    [{ and: [{ equals: [{ any: 1 }, 1] }, { not: { lENgth: ['a'] } }, '@true', true] }, []],
  ])('has one known operator with its operands at each place: %j', (tree, found) => {
    expect(errors(condition(tree))).toEqual(found);
  });
});

describe('rules of triggers and sizes', () => {
  it.each([
    [trigger({ splitOn: 'rows' }), ['FLX_DEFINITION_VALUE /triggers/manual/splitOn']],
    [trigger({ conditions: ['@true'] }), ['FLX_DEFINITION_TYPE /triggers/manual/conditions/0']],
    [
      trigger({ conditions: [{ expression: 'true' }] }),
      ['FLX_DEFINITION_VALUE /triggers/manual/conditions/0/expression'],
    ],
    [
      trigger({ runtimeConfiguration: { concurrency: { runs: 25, maximumWaitingRuns: 34 } } }),
      ['FLX_DEFINITION_VALUE /triggers/manual/runtimeConfiguration/concurrency/maximumWaitingRuns'],
    ],
    [trigger({ runtimeConfiguration: { concurrency: { runs: 25, maximumWaitingRuns: 35 } } }), []],
    [{ parameters: many(51, { type: 'Int', defaultValue: 1 }) }, ['FLX_DEFINITION_LIMIT /parameters']],
    [{ outputs: many(11, { type: 'Int', value: 1 }) }, ['FLX_DEFINITION_LIMIT /outputs']],
    [
      { parameters: { p: { type: 'String', defaultValue: 'c', allowedValues: ['a', 'b'] } } },
      ['FLX_DEFINITION_VALUE /parameters/p/defaultValue'],
    ],
  ] as const)('%j', (more, found) => {
    expect(errors({}, more as Members)).toEqual(found);
  });
});

describe('what stands where it means nothing', () => {
  const compose = (inputs: Value): Value => ({ type: 'Compose', inputs, runAfter: {} });

  it.each([
    [{ A: compose('@item()') }, {}, ['FLX_DEFINITION_FUNCTION_CONTEXT /actions/A/inputs']],
    [{ F: { type: 'Foreach', foreach: '@triggerBody()', actions: { A: compose('@item()') }, runAfter: {} } }, {}, []],
    [
      { A: { type: 'Scope', actions: {}, operationOptions: 'Sequential', runAfter: {} } },
      {},
      ['FLX_DEFINITION_CONTEXT /actions/A/operationOptions'],
    ],
    [
      { W: { type: 'Wait', inputs: { until: { timestamp: 'soon' } }, runAfter: {} } },
      {},
      ['FLX_DEFINITION_VALUE /actions/W/inputs/until/timestamp'],
    ],
  ] as const)('%j %j', (actions, more, found) => {
    expect(errors(actions, more)).toEqual(found);
  });
});

describe('inputs that cannot work', () => {
  const action = (type: string, inputs: Value): Members => ({ A: { type, inputs, runAfter: {} } });
  const host = (operationId: Value): Value => ({ host: { connectionName: 'c', operationId }, parameters: {} });
  const basic = (members: Members): Value => ({
    method: 'GET',
    uri: 'https://fluxu.example',
    authentication: { type: 'Basic', ...members },
  });

  it.each([
    ['Query', { from: [], where: 'item() > 1' }, ['FLX_DEFINITION_TYPE /actions/A/inputs/where']],
    ['Query', { from: [], where: '@greater(item(), 1)' }, []],
    ['ParseJson', { content: '{}', schema: 'abc' }, ['FLX_DEFINITION_TYPE /actions/A/inputs/schema']],
    ['ParseJson', { content: '{}', schema: {} }, []],
    ['OpenApiConnection', { host: {}, parameters: {} }, ['FLX_DEFINITION_MISSING /actions/A/inputs/host/operationId']],
    ['OpenApiConnection', host(''), ['FLX_DEFINITION_VALUE /actions/A/inputs/host/operationId']],
    ['OpenApiConnection', host('Get'), []],
    ['Http', basic({ username: 'u' }), ['FLX_DEFINITION_MISSING /actions/A/inputs/authentication/password']],
    ['Http', basic({ username: 'u', password: "@triggerBody()?['p']" }), []],
  ] as const)('%s %j', (type, inputs, found) => {
    expect(errors(action(type, inputs as Value))).toEqual(found);
  });

  it('warns of an action that reads what it is about to give', () => {
    const { diagnostics } = checkDefinition({
      $schema: schema,
      contentVersion: '1.0.0.0',
      triggers: { manual: { type: 'Request', inputs: {} } },
      actions: { A: { type: 'Compose', inputs: "@outputs('A')", runAfter: {} } },
    });
    expect(diagnostics).toMatchObject([
      { severity: 'warning', code: 'FLX_DEFINITION_ORDER', pointer: '/actions/A/inputs' },
    ]);
  });
});
