import { parseDateTicks } from '../dates/parse.ts';
import { isArray, isObject, type Value } from '../values/value.ts';
import { condition } from './condition-rules.ts';
import {
  authentication,
  CALL_MEMBERS,
  connectionHost,
  connectorMethod,
  httpInputs,
  httpMethod,
  retryPolicy,
  webhookCall,
} from './http-rules.ts';
import { indexTypes, namesOnly, type OperationType } from './operation-type.ts';
import {
  anything,
  choice,
  duration,
  filledText,
  flag,
  isAbsent,
  isContainer,
  isDynamic,
  list,
  listOf,
  mapOf,
  memberOf,
  object,
  type Rule,
  record,
  required,
  type Spot,
  scalar,
  text,
  whole,
} from './shape.ts';
import { statusCode } from './status-code.ts';
import { deltaInputs, initializeInputs, setInputs } from './variable-rules.ts';

const NO_SECRETS = { secure: [] } as const;
/** Types of control and variable actions and of those that only reshape data, whose outputs show no more than inputs. */
const ONLY_INPUTS = { secure: ['inputs'] } as const;

const connectorInputs: Rule = record({
  host: required(connectionHost),
  method: required(connectorMethod),
  path: required(text),
  ...CALL_MEMBERS,
  operationOptions: choice('DisableAsyncPattern'),
});

const connectorWebhookInputs: Rule = (value, spot) => {
  if (!isAbsent(memberOf(value, 'subscribe')))
    return record({ subscribe: webhookCall, unsubscribe: webhookCall })(value, spot);
  record({ host: required(connectionHost), path: required(text), ...CALL_MEMBERS })(value, spot);
};

const openApiInputs: Rule = record({
  host: required(record({ operationId: required(filledText) })),
  parameters: object,
  authentication: anything,
  retryPolicy,
});

const webhookInputs: Rule = record({ subscribe: required(webhookCall), unsubscribe: webhookCall });

const timestamp: Rule = (value, spot) => {
  text(value, spot);
  if (typeof value !== 'string' || isDynamic(value)) return;
  try {
    parseDateTicks(value);
  } catch {
    spot.wrongValue(value, 'a timestamp such as 2026-03-15T13:00:00Z');
  }
};

const waitInputs: Rule = (value, spot) => {
  record({
    interval: record({
      count: required(whole(1, Number.MAX_SAFE_INTEGER)),
      unit: required(choice('Second', 'Minute', 'Hour', 'Day', 'Week', 'Month')),
    }),
    until: record({ timestamp: required(timestamp) }),
  })(value, spot);
  if (!isObject(value)) return;
  const names = Object.keys(value).filter((key) => !isAbsent(value[key]));
  if (names.length !== 1 || !['interval', 'until'].includes(names[0]?.toLowerCase() ?? ''))
    spot.wrongValue(value, "either 'interval' or 'until' and nothing else");
};

const terminateInputs: Rule = (value, spot) => {
  const status = memberOf(value, 'runStatus');
  const runError = memberOf(value, 'runError');
  record({
    runStatus: required(choice('Succeeded', 'Failed', 'Cancelled')),
    runError: record({ code: text, message: text }),
  })(value, spot);
  if (!isAbsent(runError) && typeof status === 'string' && !isDynamic(status) && status.toLowerCase() !== 'failed')
    spot.child('runError').misplaced('only the status Failed has an error');
};

const tableInputs: Rule = (value, spot) => {
  record({
    from: required(list),
    format: required(choice('CSV', 'HTML')),
    columns: listOf(record({ header: text, value: required(anything) })),
  })(value, spot);
  const columns = memberOf(value, 'columns');
  if (isArray(columns))
    for (const [index, column] of columns.entries())
      if (isObject(column) && memberOf(column, 'header') === undefined)
        spot.child('columns').child(index).missing('header');
  const from = memberOf(value, 'from');
  if (isArray(from) && isAbsent(columns) && from.some((element) => !isObject(element) && !isDynamic(element)))
    spot.missing('columns');
};

const javaScriptInputs: Rule = record({
  code: required(text),
  explicitDependencies: record({ actions: listOf(text), includeTrigger: flag }),
});

const functionInputs: Rule = (value, spot) => {
  record({ function: functionReference, functionApp: object, method: httpMethod, uri: text, ...CALL_MEMBERS })(
    value,
    spot,
  );
  if (isObject(value) && ['function', 'functionApp', 'uri'].every((name) => isAbsent(memberOf(value, name))))
    spot.missing('function');
};

const functionReference: Rule = (value, spot) => {
  record({ id: text, name: text, connectionName: text })(value, spot);
  if (isObject(value) && ['id', 'name', 'connectionName'].every((name) => isAbsent(memberOf(value, name))))
    spot.missing('id');
};

const workflowInputs: Rule = record({ host: required(object), headers: mapOf(scalar), authentication, retryPolicy });
const managementInputs: Rule = record({
  api: required(record({ id: text, name: text })),
  pathTemplate: required(anything),
  method: httpMethod,
  headers: mapOf(scalar),
  queries: object,
  authentication,
  retryPolicy,
});
const batchInputs: Rule = record({
  host: required(record({ triggerName: required(text), workflow: required(object) })),
  batchName: required(text),
  partitionName: text,
  messageId: text,
  content: required(anything),
});
const artifactInputs: Rule = (value, spot) => {
  record({ artifactType: required(text), artifaceName: text, artifactName: text })(value, spot);
  if (isObject(value) && isAbsent(memberOf(value, 'artifactName')) && isAbsent(memberOf(value, 'artifaceName')))
    spot.missing('artifactName');
};

/** Inputs of `Expression` actions by kind. */
function expressionInputs(kind: string): Rule {
  const members: Readonly<Record<string, readonly string[]>> = {
    addtotime: ['baseTime', 'interval', 'timeUnit'],
    subtractfromtime: ['baseTime', 'interval', 'timeUnit'],
    converttimezone: ['baseTime', 'sourceTimeZone', 'destinationTimeZone'],
    getfuturetime: ['interval', 'timeUnit'],
    getpasttime: ['interval', 'timeUnit'],
  };
  return record(Object.fromEntries((members[kind.toLowerCase()] ?? []).map((name) => [name, required(anything)])));
}

/** The rule for the inputs of an action, which may hang on its kind. */
export function inputsRuleOf(type: OperationType, kind: Value | undefined): Rule | undefined {
  return type.name === 'Expression' && typeof kind === 'string' ? expressionInputs(kind) : type.inputs;
}

const switchExpression: Rule = (value, spot) => {
  if (isArray(value) || isObject(value)) spot.wrongType(value, 'an expression, text or number');
};

const foreachSource: Rule = (value, spot) => {
  if (
    isObject(value) ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && !isDynamic(value))
  )
    spot.wrongType(value, 'an array or an expression');
};

const untilLimit: Rule = (value, spot) => {
  if (!isContainer(value, spot, 'object') || !isObject(value)) return;
  record({ count: whole(1, 5000), timeout: duration() })(value, spot);
};

const RUNNABLE: readonly OperationType[] = [
  { name: 'ApiConnection', inputs: connectorInputs, requiresInputs: true },
  { name: 'ApiConnectionWebhook', inputs: connectorWebhookInputs, requiresInputs: true },
  { name: 'AppendToArrayVariable', inputs: setInputs, requiresInputs: true, ...NO_SECRETS },
  { name: 'AppendToStringVariable', inputs: setInputs, requiresInputs: true, ...NO_SECRETS },
  { name: 'Compose', members: { inputs: anything }, ...ONLY_INPUTS },
  { name: 'DecrementVariable', inputs: deltaInputs, requiresInputs: true, ...NO_SECRETS },
  { name: 'Expression', requiresInputs: false },
  { name: 'Foreach', members: { foreach: required(foreachSource), actions: required(object) }, ...NO_SECRETS },
  { name: 'Http', inputs: httpInputs, requiresInputs: true },
  { name: 'HttpWebhook', inputs: webhookInputs, requiresInputs: true },
  {
    name: 'If',
    members: { expression: required(condition), actions: required(object), else: record({ actions: object }) },
    ...NO_SECRETS,
  },
  { name: 'IncrementVariable', inputs: deltaInputs, requiresInputs: true, ...NO_SECRETS },
  { name: 'InitializeVariable', inputs: initializeInputs, requiresInputs: true, ...NO_SECRETS },
  { name: 'JavaScriptCode', inputs: javaScriptInputs, requiresInputs: true },
  {
    name: 'Join',
    inputs: record({ from: required(list), joinWith: required(text) }),
    requiresInputs: true,
    ...ONLY_INPUTS,
  },
  { name: 'OpenApiConnection', inputs: openApiInputs, requiresInputs: true },
  { name: 'OpenApiConnectionNotification', inputs: openApiInputs, requiresInputs: true },
  { name: 'OpenApiConnectionWebhook', inputs: openApiInputs, requiresInputs: true },
  {
    name: 'ParseJson',
    inputs: record({ content: required(anything), schema: required(object) }),
    requiresInputs: true,
    ...ONLY_INPUTS,
  },
  {
    name: 'Query',
    inputs: record({ from: required(list), where: required(flag) }),
    requiresInputs: true,
    ...ONLY_INPUTS,
  },
  {
    name: 'Response',
    inputs: record({ statusCode: required(statusCode), headers: mapOf(scalar), body: anything }),
    requiresInputs: true,
  },
  { name: 'Scope', members: { actions: object }, ...NO_SECRETS },
  {
    name: 'Select',
    inputs: record({ from: required(list), select: required(anything) }),
    requiresInputs: true,
    ...ONLY_INPUTS,
  },
  { name: 'ServiceProvider', inputs: object, requiresInputs: true },
  { name: 'SetVariable', inputs: setInputs, requiresInputs: true, ...NO_SECRETS },
  {
    name: 'Switch',
    members: { expression: required(switchExpression), cases: required(object), default: record({ actions: object }) },
    ...NO_SECRETS,
  },
  { name: 'Table', inputs: tableInputs, requiresInputs: true, ...ONLY_INPUTS },
  { name: 'Terminate', inputs: terminateInputs, requiresInputs: true, ...NO_SECRETS },
  {
    name: 'Until',
    members: { expression: required(condition), actions: required(object), limit: required(untilLimit) },
    ...NO_SECRETS,
  },
  { name: 'Wait', inputs: waitInputs, requiresInputs: true, ...NO_SECRETS },
  { name: 'Workflow', inputs: workflowInputs, requiresInputs: true },
];

const integrationContent: Rule = record({ content: required(anything), integrationAccount: required(object) });

const KEPT: readonly OperationType[] = [
  { name: 'ApiManagement', inputs: managementInputs, requiresInputs: true, isRunnable: false },
  {
    name: 'Batch',
    inputs: record({ mode: text, host: object, batchName: text, content: anything }),
    isRunnable: false,
  },
  { name: 'FlatFileDecoding', inputs: integrationContent, requiresInputs: true, isRunnable: false },
  { name: 'Function', inputs: functionInputs, requiresInputs: true, isRunnable: false },
  { name: 'IntegrationAccountArtifactLookup', inputs: artifactInputs, requiresInputs: true, isRunnable: false },
  { name: 'Liquid', inputs: integrationContent, requiresInputs: true, isRunnable: false },
  { name: 'SendToBatch', inputs: batchInputs, requiresInputs: true, isRunnable: false },
  {
    name: 'Xslt',
    inputs: record({ content: required(anything), parameters: mapOf(scalar) }),
    requiresInputs: true,
    isRunnable: false,
  },
  ...namesOnly(
    'Agent',
    'AgentHandoff',
    'AS2Decode',
    'AS2Encode',
    'ChunkText',
    'CSharpScriptCode',
    'DataMapper',
    'EdifactBatchEncode',
    'EdifactDecode',
    'EdifactEncode',
  ),
  ...namesOnly(
    'FlatFileEncoding',
    'Hl7Decode',
    'Hl7Encode',
    'InvokeFunction',
    'McpClientTool',
    'NestedAgent',
    'ParseDocument',
    'ParseDocumentWithMetadata',
    'PowerShellCode',
    'PythonCode',
  ),
  ...namesOnly(
    'RosettaNetDecode',
    'RosettaNetEncode',
    'RosettaNetWaitForResponse',
    'RuleExecute',
    'SwiftDecode',
    'SwiftEncode',
    'SwiftMTDecode',
    'SwiftMTEncode',
    'X12BatchEncode',
    'X12Decode',
  ),
  ...namesOnly('X12Encode', 'XmlCompose', 'XmlParse', 'XmlValidation'),
];

/** All known types of actions. */
export const ACTION_TYPES: ReadonlyMap<string, OperationType> = indexTypes([...RUNNABLE, ...KEPT]);

/** True for actions that hold actions. */
export function isControl(type: string): boolean {
  return ['foreach', 'if', 'scope', 'switch', 'until', 'agent'].includes(type.toLowerCase());
}

/** True for actions that repeat what they hold. */
export function isLoop(type: string): boolean {
  return ['foreach', 'until'].includes(type.toLowerCase());
}

/** Reports a member that only containers may have. */
export function forbidNestedActions(action: Value, spot: Spot): void {
  if (!isAbsent(memberOf(action, 'actions'))) spot.child('actions').misplaced('only control actions hold actions');
}
