import {
  ArrowRepeatAllRegular,
  BracesRegular,
  BranchForkRegular,
  CalendarClockRegular,
  ClockRegular,
  CodeRegular,
  DataTrendingRegular,
  FilterRegular,
  FlowRegular,
  GlobeRegular,
  GroupRegular,
  MergeRegular,
  StopRegular,
  TableRegular,
  VariableRegular,
} from '@fluentui/react-icons';
import type { StepDefinition } from '../document/definition.ts';
import { valueAt } from '../document/values.ts';
import type { BuiltInField, BuiltInOperation } from './operation.ts';

const CONTROL = '#484f58';
const DATA = '#7b3fe4';
const VARIABLE = '#6b4fa0';
const WEB = '#0a7a5c';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const from: BuiltInField = { path: ['inputs', 'from'], label: 'field.from', kind: 'value', isRequired: true };
const variableName: BuiltInField = { path: ['inputs', 'name'], label: 'field.name', kind: 'text', isRequired: true };
const variableValue: BuiltInField = {
  path: ['inputs', 'value'],
  label: 'field.value',
  kind: 'value',
  isRequired: true,
};

type Described = Omit<BuiltInOperation, 'role' | 'title' | 'about'>;

function action(operation: Described): BuiltInOperation {
  return Object.freeze({
    ...operation,
    role: 'action',
    title: `op.${operation.type}` as BuiltInOperation['title'],
    about: `op.${operation.type}.about` as BuiltInOperation['about'],
  });
}

function variable(type: string, inputs: Readonly<Record<string, unknown>>, fields: readonly BuiltInField[]) {
  return action({
    type,
    group: 'variable',
    icon: VariableRegular,
    color: VARIABLE,
    template: { type, inputs },
    fields,
  });
}

/** The actions of the language, in the order the picker shows them. */
export const BUILT_IN_ACTIONS: readonly BuiltInOperation[] = [
  action({
    type: 'If',
    group: 'control',
    icon: BranchForkRegular,
    color: CONTROL,
    template: { type: 'If', expression: { and: [{ equals: ['', ''] }] }, actions: {}, else: { actions: {} } },
    fields: [{ path: ['expression'], label: 'field.condition', kind: 'condition', isRequired: true }],
  }),
  action({
    type: 'Foreach',
    group: 'control',
    icon: ArrowRepeatAllRegular,
    color: CONTROL,
    template: { type: 'Foreach', foreach: '', actions: {} },
    fields: [{ path: ['foreach'], label: 'field.foreach', kind: 'value', isRequired: true }],
  }),
  action({
    type: 'Switch',
    group: 'control',
    icon: BranchForkRegular,
    color: CONTROL,
    template: { type: 'Switch', expression: '', cases: { Case: { case: '', actions: {} } }, default: { actions: {} } },
    fields: [{ path: ['expression'], label: 'field.on', kind: 'value', isRequired: true }],
  }),
  action({
    type: 'Until',
    group: 'control',
    icon: ArrowRepeatAllRegular,
    color: CONTROL,
    template: { type: 'Until', expression: '', limit: { count: 60, timeout: 'PT1H' }, actions: {} },
    fields: [
      { path: ['expression'], label: 'field.until', kind: 'text', isRequired: true },
      { path: ['limit', 'count'], label: 'field.limitCount', kind: 'number' },
      { path: ['limit', 'timeout'], label: 'field.limitTimeout', kind: 'text' },
    ],
  }),
  action({
    type: 'Scope',
    group: 'control',
    icon: GroupRegular,
    color: CONTROL,
    template: { type: 'Scope', actions: {} },
    fields: [],
  }),
  action({
    type: 'Terminate',
    group: 'control',
    icon: StopRegular,
    color: CONTROL,
    template: { type: 'Terminate', inputs: { runStatus: 'Failed' } },
    fields: [
      {
        path: ['inputs', 'runStatus'],
        label: 'field.runStatus',
        kind: 'choice',
        choices: ['Failed', 'Cancelled', 'Succeeded'],
        isRequired: true,
      },
      { path: ['inputs', 'runError', 'code'], label: 'field.errorCode', kind: 'text' },
      { path: ['inputs', 'runError', 'message'], label: 'field.errorMessage', kind: 'text' },
    ],
  }),
  action({
    type: 'Wait',
    group: 'control',
    icon: ClockRegular,
    color: CONTROL,
    template: { type: 'Wait', inputs: { interval: { count: 5, unit: 'Minute' } } },
    fields: [
      { path: ['inputs', 'interval', 'count'], label: 'field.count', kind: 'number' },
      {
        path: ['inputs', 'interval', 'unit'],
        label: 'field.unit',
        kind: 'choice',
        choices: ['Second', 'Minute', 'Hour', 'Day', 'Week', 'Month'],
      },
      { path: ['inputs', 'until', 'timestamp'], label: 'field.untilMoment', kind: 'text' },
    ],
  }),
  action({
    type: 'Compose',
    group: 'data',
    icon: BracesRegular,
    color: DATA,
    template: { type: 'Compose', inputs: '' },
    fields: [{ path: ['inputs'], label: 'field.inputs', kind: 'value', isRequired: true }],
  }),
  action({
    type: 'ParseJson',
    group: 'data',
    icon: CodeRegular,
    color: DATA,
    template: { type: 'ParseJson', inputs: { content: '', schema: {} } },
    fields: [
      { path: ['inputs', 'content'], label: 'field.content', kind: 'value', isRequired: true },
      { path: ['inputs', 'schema'], label: 'field.schema', kind: 'json', isRequired: true },
    ],
  }),
  action({
    type: 'Query',
    group: 'data',
    icon: FilterRegular,
    color: DATA,
    template: { type: 'Query', inputs: { from: '', where: '' } },
    fields: [from, { path: ['inputs', 'where'], label: 'field.where', kind: 'text', isRequired: true }],
  }),
  action({
    type: 'Select',
    group: 'data',
    icon: DataTrendingRegular,
    color: DATA,
    template: { type: 'Select', inputs: { from: '', select: {} } },
    fields: [from, { path: ['inputs', 'select'], label: 'field.select', kind: 'map', isRequired: true }],
  }),
  action({
    type: 'Join',
    group: 'data',
    icon: MergeRegular,
    color: DATA,
    template: { type: 'Join', inputs: { from: '', joinWith: ', ' } },
    fields: [from, { path: ['inputs', 'joinWith'], label: 'field.joinWith', kind: 'text', isRequired: true }],
  }),
  action({
    type: 'Table',
    group: 'data',
    icon: TableRegular,
    color: DATA,
    template: { type: 'Table', inputs: { from: '', format: 'HTML' } },
    fields: [
      from,
      { path: ['inputs', 'format'], label: 'field.format', kind: 'choice', choices: ['HTML', 'CSV'], isRequired: true },
      { path: ['inputs', 'columns'], label: 'field.columns', kind: 'json' },
    ],
  }),
  variable('InitializeVariable', { variables: [{ name: '', type: 'string', value: '' }] }, [
    { path: ['inputs', 'variables', '0', 'name'], label: 'field.name', kind: 'text', isRequired: true },
    {
      path: ['inputs', 'variables', '0', 'type'],
      label: 'field.type',
      kind: 'choice',
      choices: ['string', 'integer', 'float', 'boolean', 'array', 'object'],
      isRequired: true,
    },
    { path: ['inputs', 'variables', '0', 'value'], label: 'field.value', kind: 'value' },
  ]),
  variable('SetVariable', { name: '', value: '' }, [variableName, variableValue]),
  variable('IncrementVariable', { name: '', value: 1 }, [variableName, variableValue]),
  variable('DecrementVariable', { name: '', value: 1 }, [variableName, variableValue]),
  variable('AppendToArrayVariable', { name: '', value: '' }, [variableName, variableValue]),
  variable('AppendToStringVariable', { name: '', value: '' }, [variableName, variableValue]),
  action({
    type: 'Http',
    group: 'web',
    icon: GlobeRegular,
    color: WEB,
    template: { type: 'Http', inputs: { method: 'GET', uri: '' } },
    fields: [
      { path: ['inputs', 'method'], label: 'field.method', kind: 'choice', choices: METHODS, isRequired: true },
      { path: ['inputs', 'uri'], label: 'field.uri', kind: 'text', isRequired: true },
      { path: ['inputs', 'headers'], label: 'field.headers', kind: 'map' },
      { path: ['inputs', 'queries'], label: 'field.queries', kind: 'map' },
      { path: ['inputs', 'body'], label: 'field.body', kind: 'value' },
      { path: ['inputs', 'authentication'], label: 'field.authentication', kind: 'json' },
    ],
  }),
  action({
    type: 'HttpWebhook',
    group: 'web',
    icon: GlobeRegular,
    color: WEB,
    template: {
      type: 'HttpWebhook',
      inputs: { subscribe: { method: 'POST', uri: '', body: { callback: '@{listCallbackUrl()}' } }, unsubscribe: {} },
    },
    fields: [
      { path: ['inputs', 'subscribe', 'method'], label: 'field.method', kind: 'choice', choices: METHODS },
      { path: ['inputs', 'subscribe', 'uri'], label: 'field.subscribeUri', kind: 'text', isRequired: true },
      { path: ['inputs', 'subscribe', 'body'], label: 'field.body', kind: 'value' },
      { path: ['inputs', 'unsubscribe'], label: 'field.unsubscribe', kind: 'json' },
    ],
  }),
  action({
    type: 'Response',
    group: 'web',
    icon: GlobeRegular,
    color: WEB,
    template: { type: 'Response', kind: 'Http', inputs: { statusCode: 200, body: '' } },
    fields: [
      { path: ['inputs', 'statusCode'], label: 'field.statusCode', kind: 'number', isRequired: true },
      { path: ['inputs', 'headers'], label: 'field.headers', kind: 'map' },
      { path: ['inputs', 'body'], label: 'field.body', kind: 'value' },
    ],
  }),
  action({
    type: 'Workflow',
    group: 'web',
    icon: FlowRegular,
    color: WEB,
    template: { type: 'Workflow', inputs: { host: { workflow: { id: '' } }, body: {} } },
    fields: [
      { path: ['inputs', 'host', 'workflow', 'id'], label: 'field.flow', kind: 'text', isRequired: true },
      { path: ['inputs', 'body'], label: 'field.body', kind: 'value' },
    ],
  }),
  action({
    type: 'JavaScriptCode',
    group: 'data',
    icon: CodeRegular,
    color: DATA,
    template: { type: 'JavaScriptCode', inputs: { code: 'return 1;' } },
    fields: [{ path: ['inputs', 'code'], label: 'field.code', kind: 'text', isRequired: true }],
  }),
];

/** The triggers of the language. */
export const BUILT_IN_TRIGGERS: readonly BuiltInOperation[] = [
  {
    type: 'Request',
    role: 'trigger',
    group: 'start',
    title: 'op.Request',
    about: 'op.Request.about',
    icon: GlobeRegular,
    color: WEB,
    template: { type: 'Request', kind: 'Http', inputs: { schema: {} } },
    fields: [
      { path: ['inputs', 'method'], label: 'field.method', kind: 'choice', choices: METHODS },
      { path: ['inputs', 'relativePath'], label: 'field.relativePath', kind: 'text' },
      { path: ['inputs', 'schema'], label: 'field.schema', kind: 'json' },
    ],
  },
  {
    type: 'Recurrence',
    role: 'trigger',
    group: 'start',
    title: 'op.Recurrence',
    about: 'op.Recurrence.about',
    icon: CalendarClockRegular,
    color: CONTROL,
    template: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } },
    fields: [
      {
        path: ['recurrence', 'frequency'],
        label: 'field.frequency',
        kind: 'choice',
        choices: ['Second', 'Minute', 'Hour', 'Day', 'Week', 'Month'],
        isRequired: true,
      },
      { path: ['recurrence', 'interval'], label: 'field.interval', kind: 'number', isRequired: true },
      { path: ['recurrence', 'startTime'], label: 'field.startTime', kind: 'text' },
      { path: ['recurrence', 'timeZone'], label: 'field.timeZone', kind: 'text' },
      { path: ['recurrence', 'schedule'], label: 'field.schedule', kind: 'json' },
    ],
  },
];

/** The built-in operation of a step; undefined for connectors and types that are only carried along. */
export function findBuiltIn(role: BuiltInOperation['role'], type: string): BuiltInOperation | undefined {
  const known = role === 'trigger' ? BUILT_IN_TRIGGERS : BUILT_IN_ACTIONS;
  return known.find((operation) => operation.type.toLowerCase() === type.toLowerCase());
}

const MOST_TOLD = 80;

/** What tells most about a step: the first text of its form that is written out, on one short line. */
export function tellingParameter({ fields }: BuiltInOperation, step: StepDefinition): string | undefined {
  return fields
    .filter(({ kind }) => kind === 'text' || kind === 'value')
    .map(({ path }) => valueAt(step, path))
    .find((value): value is string => typeof value === 'string' && isTold(value));
}

function isTold(value: string): boolean {
  return value.trim() !== '' && value.length <= MOST_TOLD && !/[@\n]/.test(value);
}
