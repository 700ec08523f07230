import type { Value } from '../values/value.ts';
import {
  CALL_MEMBERS,
  connectionHost,
  connectorMethod,
  httpInputs,
  httpMethod,
  retryPolicy,
  webhookCall,
} from './http-rules.ts';
import { indexTypes, namesOnly, type OperationType } from './operation-type.ts';
import { recurrence } from './recurrence-rules.ts';
import {
  anything,
  choice,
  duration,
  isAbsent,
  isContainer,
  isDynamic,
  list,
  mapOf,
  memberOf,
  object,
  type Rule,
  record,
  required,
  text,
  whole,
} from './shape.ts';
import { isUnresolved } from './unresolved.ts';

/** Most messages of a batch. */
const MAX_BATCH_MESSAGES = 8000;

const connectorInputs: Rule = record({
  host: required(connectionHost),
  method: required(connectorMethod),
  path: required(text),
  ...CALL_MEMBERS,
});
const connectorWebhookInputs: Rule = record({
  host: required(connectionHost),
  path: required(text),
  body: required(anything),
  accessKeyType: choice('Primary', 'Secondary'),
  ...CALL_MEMBERS,
});
const managementInputs: Rule = record({
  api: required(record({ id: text, name: text })),
  pathTemplate: required(anything),
  method: httpMethod,
  headers: object,
  queries: object,
  retryPolicy,
});
const openApiInputs: Rule = record({
  host: required(object),
  parameters: object,
  authentication: anything,
  retryPolicy,
});
const requestInputs: Rule = record({
  schema: anything,
  method: httpMethod,
  relativePath: text,
  host: record({ api: record({ runtimeUrl: text }) }),
  operationId: text,
  parameters: object,
});

const releaseCriteria: Rule = record({
  messageCount: whole(1, MAX_BATCH_MESSAGES),
  batchSize: whole(1, Number.MAX_SAFE_INTEGER),
  recurrence: batchRecurrence,
});

/** A batch is released at most once a minute. */
function batchRecurrence(...[value, spot]: Parameters<Rule>): void {
  recurrence(value, spot);
  const [frequency, interval] = [memberOf(value, 'frequency'), memberOf(value, 'interval')];
  if (String(frequency).toLowerCase() === 'second' && Number(interval) < 60)
    spot.child('interval').wrongValue(interval ?? null, 'at least 60 seconds');
}

const batchInputs: Rule = record({
  mode: choice('Inline', 'IntegrationAccount'),
  batchGroupName: text,
  releaseCriteria,
  configurations: mapOf(record({ releaseCriteria })),
});

const slidingInputs: Rule = (value, spot) => {
  if (!isAbsent(value) && isContainer(value, spot, 'object')) record({ delay: duration() })(value, spot);
};

/** All known types of triggers. */
export const TRIGGER_TYPES: ReadonlyMap<string, OperationType> = indexTypes([
  { name: 'ApiConnection', inputs: connectorInputs, requiresInputs: true, requiresRecurrence: true },
  { name: 'ApiConnectionNotification', inputs: object, requiresInputs: true },
  { name: 'ApiConnectionWebhook', inputs: connectorWebhookInputs, requiresInputs: true },
  { name: 'Http', inputs: httpInputs, requiresInputs: true, requiresRecurrence: true },
  {
    name: 'HttpWebhook',
    inputs: record({ subscribe: required(webhookCall), unsubscribe: webhookCall }),
    requiresInputs: true,
  },
  { name: 'Manual', inputs: object },
  { name: 'OpenApiConnection', inputs: openApiInputs, requiresInputs: true },
  { name: 'OpenApiConnectionNotification', inputs: object, requiresInputs: true },
  { name: 'OpenApiConnectionWebhook', inputs: openApiInputs, requiresInputs: true },
  { name: 'Recurrence', requiresRecurrence: true, secure: [] },
  { name: 'Request', inputs: requestInputs },
  { name: 'ServiceProvider', inputs: object, requiresInputs: true },
  { name: 'SlidingWindow', inputs: slidingInputs, requiresRecurrence: true, secure: [] },
  { name: 'ApiManagement', inputs: managementInputs, requiresInputs: true, isRunnable: false },
  { name: 'Batch', inputs: batchInputs, isRunnable: false },
  ...namesOnly('Agent', 'EventGrid', 'FunctionTrigger'),
]);

function expression(...[value, spot]: Parameters<Rule>): void {
  text(value, spot);
  if (typeof value === 'string' && !isDynamic(value)) spot.wrongValue(value, 'an expression that starts with @');
}

/** Members of triggers that say when and on what they fire. */
export const TRIGGER_MEMBERS = {
  recurrence,
  splitOn: expression,
  splitOnConfiguration: record({ correlation: record({ clientTrackingId: text }) }),
  conditions: (...[value, spot]: Parameters<Rule>) => {
    if (!isContainer(value, spot, 'array')) return;
    const condition = record({ expression, dependsOn: text });
    for (const [index, element] of (value as readonly Value[]).entries())
      if (typeof element === 'string' && !isUnresolved(element))
        spot.child(index).wrongType(element, 'an object with an expression');
      else condition(element, spot.child(index));
  },
  metadata: object,
  operationOptions: text,
  tags: list,
} as const;

/** True for triggers that ask again and again, which flows without state may not have. */
export function isPolling(type: string): boolean {
  return ['recurrence', 'slidingwindow', 'http', 'apiconnection', 'apimanagement', 'openapiconnection'].includes(
    type.toLowerCase(),
  );
}
