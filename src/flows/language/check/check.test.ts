import { describe, expect, it } from 'vitest';
import {
  checkDefinition,
  checkInProject,
  checkUnwrapped,
  findProject,
  unwrapDefinitions,
  type Value,
} from '../index.ts';

const schema =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
type Members = Readonly<Record<string, Value>>;

function definition(actions: Members, more: Members = {}): Value {
  return {
    $schema: schema,
    contentVersion: '1.0.0.0',
    triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
    actions,
    ...more,
  };
}

/** Findings as `severity code pointer`. */
function findings(value: Value): readonly string[] {
  return checkDefinition(value).diagnostics.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
}

const compose = (inputs: Value, more: Members = {}): Value => ({ type: 'Compose', inputs, runAfter: {}, ...more });
const following = (name: string, ...statuses: string[]): Members => ({
  runAfter: { [name]: statuses.length ? statuses : ['Succeeded'] },
});

describe('a definition without faults', () => {
  it('is runnable and gives no finding', () => {
    const result = checkDefinition(
      definition({ A: compose(1), B: compose("@outputs('A')", following('A', 'SUCCEEDED', 'TimedOut')) }),
    );
    expect(result).toEqual({ diagnostics: [], unsupported: [], runnable: true });
  });
});

describe('faults', () => {
  it.each<[string, Value, readonly string[]]>([
    [
      'an unknown type',
      definition({ A: { type: 'Composse', inputs: 1 } }),
      ['error FLX_DEFINITION_UNKNOWN_TYPE /actions/A/type'],
    ],
    ['no type', definition({ A: { inputs: 1 } }), ['error FLX_DEFINITION_MISSING /actions/A/type']],
    ['missing inputs', definition({ A: { type: 'Compose' } }), ['error FLX_DEFINITION_MISSING /actions/A/inputs']],
    [
      'a predecessor that is not there',
      definition({ A: compose(1, following('B')) }),
      ['error FLX_DEFINITION_RUN_AFTER /actions/A/runAfter/B'],
    ],
    [
      'actions that wait for each other',
      definition({ A: compose(1, following('B')), B: compose(1, following('A')) }),
      ['error FLX_DEFINITION_CYCLE /actions/A/runAfter/B', 'error FLX_DEFINITION_CYCLE /actions/B/runAfter/A'],
    ],
    [
      'a status that is none',
      definition({ A: compose(1), B: compose(1, following('A', 'Done')) }),
      ['error FLX_DEFINITION_VALUE /actions/B/runAfter/A/0'],
    ],
    [
      'an action that is not there',
      definition({ A: compose("@body('B')") }),
      ['error FLX_DEFINITION_REFERENCE /actions/A/inputs'],
    ],
    [
      'an action that comes later',
      definition({ A: compose("@body('B')"), B: compose(1, following('A')) }),
      ['error FLX_DEFINITION_ORDER /actions/A/inputs'],
    ],
    [
      'a variable that nobody declares',
      definition({ A: compose("@variables('x')") }),
      ['error FLX_DEFINITION_REFERENCE /actions/A/inputs'],
    ],
    [
      'a parameter that is not declared',
      definition({ A: compose("@parameters('x')") }),
      ['error FLX_DEFINITION_REFERENCE /actions/A/inputs'],
    ],
    [
      'an expression that cannot be read',
      definition({ A: compose("@concat('a'") }),
      ['error FLX_DEFINITION_EXPRESSION /actions/A/inputs'],
    ],
    [
      'a function that does not exist',
      definition({ A: compose({ deep: ['@{toUper(1)}'] }) }),
      ['error FLX_DEFINITION_FUNCTION /actions/A/inputs/deep/0'],
    ],
    [
      'a wrong number of arguments',
      definition({ A: compose('@toUpper()') }),
      ['error FLX_DEFINITION_EXPRESSION /actions/A/inputs'],
    ],
    [
      'a condition that is a text',
      definition({ A: { type: 'If', expression: 'true', actions: {}, runAfter: {} } }),
      ['error FLX_DEFINITION_VALUE /actions/A/expression'],
    ],
    [
      'a loop with too many turns',
      definition({
        A: { type: 'Until', expression: '@equals(1, 1)', limit: { count: 5001 }, actions: {}, runAfter: {} },
      }),
      ['error FLX_DEFINITION_VALUE /actions/A/limit/count'],
    ],
    [
      'a declaration inside of a scope',
      definition({
        S: {
          type: 'Scope',
          actions: { V: { type: 'InitializeVariable', inputs: { variables: [{ name: 'v', type: 'string' }] } } },
        },
      }),
      ['error FLX_DEFINITION_CONTEXT /actions/S/actions/V'],
    ],
    [
      'a time zone that Windows does not know',
      definition(
        {},
        { triggers: { T: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1, timeZone: 'Mars' } } } },
      ),
      ['error FLX_DEFINITION_VALUE /triggers/T/recurrence/timeZone'],
    ],
    [
      'two actions whose names differ in case',
      definition({ S: { type: 'Scope', actions: { a: compose(1) } }, A: compose(2) }),
      ['error FLX_DEFINITION_DUPLICATE /actions/S/actions/a'],
    ],
    [
      'a name of another case is only told',
      definition({ Get: compose(1), B: compose("@body('get')", following('Get')) }),
      ['warning FLX_DEFINITION_CASE /actions/B/inputs'],
    ],
  ])('%s', (_title, value, expected) => {
    expect(findings(value)).toEqual(expected);
  });

  it('are found all at once', () => {
    const value = definition({ A: { type: 'Nope' }, B: compose("@body('Z')"), C: compose(1, following('Q')) });
    expect(findings(value)).toHaveLength(3);
  });

  it('name the nearest of what there is', () => {
    const { diagnostics } = checkDefinition(
      definition({ Get_user: compose(1), B: compose("@body('Get_usr')", following('Get_user')) }),
    );
    expect(diagnostics[0]).toMatchObject({
      message: "There is no action 'Get_usr'.",
      mend: "Did you mean 'Get_user'?",
    });
  });
});

describe('types that cannot run here', () => {
  it('are named with their place and make the flow not runnable', () => {
    const value = definition({ X: { type: 'X12Encode', inputs: {}, runAfter: {} } });
    expect(checkDefinition(value)).toMatchObject({
      diagnostics: [],
      unsupported: [{ pointer: '/actions/X/type', type: 'X12Encode' }],
      runnable: false,
    });
  });
});

describe('sizes beyond the documented ones', () => {
  it('are told and do not stop a flow', () => {
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`A${index}`, compose(index)]));
    expect(findings(definition(many))).toEqual(['warning FLX_DEFINITION_LIMIT /actions']);
    expect(checkDefinition(definition(many)).runnable).toBe(true);
  });
});

describe('a deployment template', () => {
  const template = (resource: Members) => ({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { type: { type: 'string', defaultValue: 'Compose' } },
    resources: [
      { type: 'Microsoft.Logic/workflows', apiVersion: '2019-05-01', name: 'wf', location: 'x', ...resource },
    ],
  });
  const workflow = {
    properties: {
      definition: definition({ A: { type: "[parameters('type')]", inputs: '[[x]', runAfter: {} } }),
      parameters: {},
    },
  };

  it('is checked as it would be deployed', () => {
    const [unwrapped] = unwrapDefinitions('t.json', JSON.stringify(template(workflow)));
    expect(unwrapped).toMatchObject({ pointer: '/resources/0/properties/definition', wrapping: 'arm' });
    expect(unwrapped && checkUnwrapped(unwrapped)).toMatchObject({ diagnostics: [], runnable: true });
  });

  it.each(['[equals(1, 2)]', false])('leaves out what its condition leaves out (%j)', (condition) => {
    expect(unwrapDefinitions('t.json', JSON.stringify(template({ condition, ...workflow })))).toEqual([]);
  });
});

describe('a workflow in its project', () => {
  const workflow = {
    definition: definition(
      {
        Post: {
          type: 'ApiConnection',
          inputs: { host: { connection: { referenceName: 'office365' } }, method: 'post', path: '/x' },
          runAfter: {},
        },
      },
      { parameters: { level: { type: 'String' } } },
    ),
    kind: 'Stateful',
  };
  const check = (files: Readonly<Record<string, unknown>>) => {
    const read = (path: string) => (files[path] === undefined ? undefined : JSON.stringify(files[path]));
    const [unwrapped] = unwrapDefinitions('app/Notify/workflow.json', JSON.stringify(workflow));
    const project = findProject('app/Notify/workflow.json', read);
    return (unwrapped ? checkInProject(unwrapped, project).diagnostics : []).map(
      ({ code, pointer }) => `${code} ${pointer}`,
    );
  };
  const connections = { managedApiConnections: { office365: {} } };

  it('has its connections and the values of its parameters there', () => {
    expect(
      check({
        'app/host.json': {},
        'app/connections.json': connections,
        'app/parameters.json': { level: { type: 'String', value: 'x' } },
      }),
    ).toEqual([]);
  });

  it('lacks what is not there', () => {
    expect(check({ 'app/host.json': {} })).toEqual([
      'FLX_DEFINITION_REFERENCE /definition/actions/Post/inputs/host/connection/referenceName',
      'FLX_DEFINITION_PARAMETER_VALUE /definition/parameters/level',
    ]);
  });

  it('is not held to a project where there is none', () => {
    expect(check({})).toEqual([]);
  });

  it('does not look beyond the border of its application', () => {
    expect(check({ 'app/Notify/host.json': {}, 'app/connections.json': connections })).toHaveLength(2);
  });
});
