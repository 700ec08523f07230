import { suggestName } from '../../../base/nearest.ts';
import { languageError } from '../catalogue.ts';
import { formValues, multipartParts } from '../media/form.ts';
import type { ActionRecord, NameKind, Scope } from '../scope.ts';
import { findKey } from '../values/properties.ts';
import { isObject, type Value, type ValueObject } from '../values/value.ts';
import { toCount, valueError } from './argument-error.ts';
import { defineFunction, type FunctionDefinition, type FunctionParameter } from './define.ts';

const ACTION = { name: 'actionName', type: 'string', summary: 'Name of the action.' } as const;
const KEY = { name: 'key', type: 'string', summary: 'Name of the form field.' } as const;
const INDEX = { name: 'index', type: 'integer', summary: 'Which part, from 0.' } as const;

/** What all workflow functions share. */
const WORKFLOW = { family: 'workflow', needsRun: true } as const;

/** A record as the expression sees it; a field that is absent is left out. */
function recordToValue(record: ActionRecord): ValueObject {
  return Object.fromEntries(
    Object.entries(record).filter((member): member is [string, Value] => member[1] !== undefined),
  );
}

function unknownName(
  code:
    | 'FLX_FLOW_UNKNOWN_PARAMETER'
    | 'FLX_FLOW_UNKNOWN_VARIABLE'
    | 'FLX_FLOW_UNKNOWN_ACTION'
    | 'FLX_FLOW_UNKNOWN_LOOP'
    | 'FLX_FLOW_UNKNOWN_SETTING',
  name: string,
  { scope, kind }: { scope: Scope; kind: NameKind },
): Error {
  const names = [...scope.names(kind)];
  return languageError(code, { name }, names.length > 0 ? { mend: suggestName(name, names) } : {});
}

function findAction(scope: Scope, name: string): ActionRecord {
  const action = scope.action(name);
  if (!action) throw unknownName('FLX_FLOW_UNKNOWN_ACTION', name, { scope, kind: 'action' });
  return action;
}

function bodyOf(record: ActionRecord | undefined): Value {
  const { outputs } = record ?? {};
  if (!isObject(outputs)) return null;
  const key = findKey(outputs, 'body');
  return key === undefined ? null : (outputs[key] ?? null);
}

function defineActionReader(name: string, summary: string, read: (record: ActionRecord) => Value): FunctionDefinition {
  return defineFunction({
    name,
    ...WORKFLOW,
    summary,
    parameters: [ACTION],
    returns: 'any',
    example: { expression: `${name}('Get_user')`, result: null },
    run: ([action], { scope }) => read(findAction(scope, action)),
  });
}

function defineTriggerReader(
  name: string,
  summary: string,
  read: (record: ActionRecord | undefined) => Value,
): FunctionDefinition {
  return defineFunction({
    name,
    ...WORKFLOW,
    summary,
    parameters: [],
    returns: 'any',
    example: { expression: `${name}()`, result: null },
    run: (_none, { scope }) => read(scope.trigger()),
  });
}

const action = defineFunction({
  name: 'action',
  ...WORKFLOW,
  summary: 'The action that is being evaluated: its inputs, outputs, status and times.',
  parameters: [],
  returns: 'object',
  example: { expression: 'action().outputs.body', result: null },
  run: (_none, { scope }) => {
    const current = scope.currentAction();
    if (!current)
      throw languageError('FLX_FLOW_NOTHING_HERE', { function: 'action', reason: 'no action is being evaluated' });
    return recordToValue(current);
  },
});

const READERS = [
  defineActionReader('actions', 'An action: its inputs, outputs, status and times.', recordToValue),
  defineActionReader('body', 'The body of the outputs of an action.', bodyOf),
  defineActionReader('actionBody', 'The body of the outputs of an action.', bodyOf),
  defineActionReader('outputs', 'The outputs of an action.', (record) => record.outputs ?? null),
  defineActionReader('actionOutputs', 'The outputs of an action.', (record) => record.outputs ?? null),
  defineTriggerReader('trigger', 'The trigger: its inputs, outputs, status and times.', (record) =>
    record ? recordToValue(record) : null,
  ),
  defineTriggerReader('triggers', 'The trigger: its inputs, outputs, status and times.', (record) =>
    record ? recordToValue(record) : null,
  ),
  defineTriggerReader('triggerBody', 'The body of the outputs of the trigger.', bodyOf),
  defineTriggerReader('triggerOutputs', 'The outputs of the trigger.', (record) => record?.outputs ?? null),
];

interface NamedReader {
  readonly name: string;
  readonly summary: string;
  readonly parameter: string;
  readonly kind: NameKind;
  readonly code:
    | 'FLX_FLOW_UNKNOWN_PARAMETER'
    | 'FLX_FLOW_UNKNOWN_VARIABLE'
    | 'FLX_FLOW_UNKNOWN_LOOP'
    | 'FLX_FLOW_UNKNOWN_SETTING';
  readonly read: (scope: Scope, name: string) => Value | undefined;
}

function defineNamedReader({ name, summary, parameter, kind, code, read }: NamedReader): FunctionDefinition {
  return defineFunction({
    name,
    ...WORKFLOW,
    summary,
    parameters: [{ name: parameter, type: 'string', summary: `Name of the ${kind}.` }],
    returns: 'any',
    example: { expression: `${name}('name')`, result: null },
    run: ([wanted], { scope }) => {
      const value = read(scope, wanted);
      if (value === undefined) throw unknownName(code, wanted, { scope, kind });
      return value;
    },
  });
}

const NAMED_READERS = [
  defineNamedReader({
    name: 'parameters',
    summary: 'Value of a parameter of the flow.',
    parameter: 'parameterName',
    kind: 'parameter',
    code: 'FLX_FLOW_UNKNOWN_PARAMETER',
    read: (scope, name) => scope.parameter(name),
  }),
  defineNamedReader({
    name: 'variables',
    summary: 'Value of a variable.',
    parameter: 'variableName',
    kind: 'variable',
    code: 'FLX_FLOW_UNKNOWN_VARIABLE',
    read: (scope, name) => scope.variable(name),
  }),
  defineNamedReader({
    name: 'items',
    summary: 'Current element of the Foreach of that name.',
    parameter: 'loopName',
    kind: 'loop',
    code: 'FLX_FLOW_UNKNOWN_LOOP',
    read: (scope, name) => scope.items(name),
  }),
  defineNamedReader({
    name: 'iterationIndexes',
    summary: 'Count of the iteration of the Until of that name, from 0.',
    parameter: 'loopName',
    kind: 'loop',
    code: 'FLX_FLOW_UNKNOWN_LOOP',
    read: (scope, name) => scope.iterationIndex(name),
  }),
  defineNamedReader({
    name: 'appsetting',
    summary: 'Value of an application setting.',
    parameter: 'settingName',
    kind: 'setting',
    code: 'FLX_FLOW_UNKNOWN_SETTING',
    read: (scope, name) => scope.appSetting(name),
  }),
  defineNamedReader({
    name: 'agentParameters',
    summary: 'Value that an agent gave to one of its parameters.',
    parameter: 'parameterName',
    kind: 'parameter',
    code: 'FLX_FLOW_UNKNOWN_PARAMETER',
    read: (scope, name) => scope.agentParameter(name),
  }),
];

const result = defineFunction({
  name: 'result',
  ...WORKFLOW,
  summary: 'The first-level actions of a Scope, Foreach, Until or other container with inputs, outputs and status.',
  parameters: [{ name: 'scopeName', type: 'string', summary: 'Name of the container.' }],
  returns: 'array',
  example: { expression: "result('Scope')", result: [] },
  run: ([name], { scope }) => {
    const records = scope.result(name);
    if (!records) throw unknownName('FLX_FLOW_UNKNOWN_ACTION', name, { scope, kind: 'action' });
    return records.map(recordToValue);
  },
});

function defineWholeReader(
  name: string,
  summary: string,
  reading: { reason: string; read: (scope: Scope) => Value | undefined },
): FunctionDefinition {
  return defineFunction({
    name,
    ...WORKFLOW,
    summary,
    parameters: [],
    returns: 'any',
    example: { expression: `${name}()`, result: null },
    run: (_none, { scope }) => {
      const value = reading.read(scope);
      if (value === undefined) throw languageError('FLX_FLOW_NOTHING_HERE', { function: name, reason: reading.reason });
      return value;
    },
  });
}

const WHOLE_READERS = [
  defineWholeReader('item', 'Current element of the nearest Foreach, Query, Select or Table.', {
    reason: 'no array is being gone through',
    read: (scope) => scope.item(),
  }),
  defineWholeReader('workflow', 'The flow and its run: id, name, tags, run.name.', {
    reason: 'no flow is running',
    read: (scope) => scope.workflow(),
  }),
  defineWholeReader('listCallbackUrl', 'The address to call to start the flow or to continue a webhook.', {
    reason: 'nothing can be called back',
    read: (scope) => scope.callbackUrl(),
  }),
];

type BodyReader = (scope: Scope, actionName: string | undefined) => Value;
const actionBody: BodyReader = (scope, name) => bodyOf(findAction(scope, name ?? ''));
const triggerBody: BodyReader = (scope) => bodyOf(scope.trigger());

interface PayloadFunction {
  readonly name: string;
  readonly summary: string;
  readonly ofAction: boolean;
  readonly last: FunctionParameter;
  readonly read: (body: Value, last: Value, name: string) => Value;
}

function definePayloadFunction({ name, summary, ofAction, last, read }: PayloadFunction): FunctionDefinition {
  const parameters: readonly FunctionParameter[] = ofAction ? [ACTION, last] : [last];
  return defineFunction({
    name,
    ...WORKFLOW,
    summary,
    parameters,
    returns: 'any',
    example: {
      expression: `${name}(${ofAction ? "'Receive', " : ''}${last.type === 'string' ? "'field'" : '0'})`,
      result: null,
    },
    run: (values, { scope }) => {
      const body = ofAction ? actionBody(scope, values[0] as string) : triggerBody(scope, undefined);
      return read(body, values[ofAction ? 1 : 0] as Value, name);
    },
  });
}

function readFormValues(body: Value, key: Value, name: string): readonly string[] {
  const values = formValues(body, String(key));
  if (!values) throw languageError('FLX_FLOW_NOTHING_HERE', { function: name, reason: 'the body is no form' });
  return values;
}

function readFormValue(body: Value, key: Value, name: string): Value {
  const values = readFormValues(body, key, name);
  if (values.length > 1)
    throw valueError(
      {
        function: name,
        parameter: 'key',
        expected: `a field with one value; it has ${values.length}, which ${name.replace('Value', 'MultiValues')} gives`,
      },
      key,
    );
  return values[0] ?? null;
}

function readPart(body: Value, index: Value, name: string): Value {
  const parts = multipartParts(body);
  if (!parts) throw languageError('FLX_FLOW_NOTHING_HERE', { function: name, reason: 'the body has no parts' });
  const place = toCount(index as number, { function: name, parameter: 'index' });
  const part = parts[place];
  if (!isObject(part))
    throw valueError({ function: name, parameter: 'index', expected: `below ${parts.length}` }, index);
  return part['body'] ?? null;
}

const PAYLOAD_FUNCTIONS = [
  definePayloadFunction({
    name: 'formDataValue',
    summary: 'Value of a field of a form that an action got or sent.',
    ofAction: true,
    last: KEY,
    read: readFormValue,
  }),
  definePayloadFunction({
    name: 'formDataMultiValues',
    summary: 'All values of a field of such a form.',
    ofAction: true,
    last: KEY,
    read: readFormValues,
  }),
  definePayloadFunction({
    name: 'multipartBody',
    summary: 'Body of one part of a multipart body of an action.',
    ofAction: true,
    last: INDEX,
    read: readPart,
  }),
  definePayloadFunction({
    name: 'triggerFormDataValue',
    summary: 'Value of a field of the form that the trigger got.',
    ofAction: false,
    last: KEY,
    read: readFormValue,
  }),
  definePayloadFunction({
    name: 'triggerFormDataMultiValues',
    summary: 'All values of a field of that form.',
    ofAction: false,
    last: KEY,
    read: readFormValues,
  }),
  definePayloadFunction({
    name: 'triggerMultipartBody',
    summary: 'Body of one part of the multipart body that the trigger got.',
    ofAction: false,
    last: INDEX,
    read: readPart,
  }),
];

/** Functions that read the run. */
export const WORKFLOW_FUNCTIONS: readonly FunctionDefinition[] = [
  action,
  ...READERS,
  ...NAMED_READERS,
  result,
  ...WHOLE_READERS,
  ...PAYLOAD_FUNCTIONS,
];
