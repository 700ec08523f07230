import { languageError } from '../catalogue.ts';
import { isObject, type Value, type ValueObject } from '../values/value.ts';
import { forbidNestedActions, inputsRuleOf, isControl } from './action-types.ts';
import type { Hosting } from './hosting.ts';
import type { OperationType } from './operation-type.ts';
import { checkRuntimeConfiguration } from './runtime-rules.ts';
import {
  duration,
  isAbsent,
  isDynamic,
  type MemberRule,
  memberOf,
  object,
  record,
  required,
  type Spot,
  textUpTo,
} from './shape.ts';

/** Longest description, in characters. */
export const MAX_DESCRIPTION = 256;
/** Longest tracked properties, in characters of JSON. */
const MAX_TRACKED = 16_000;

const OPERATION_OPTIONS = new Set(
  [
    'None',
    'DisableAsyncPattern',
    'DisableAutomaticDecompression',
    'FailWhenLimitsReached',
    'Sequential',
    'SuppressWorkflowHeaders',
    'SuppressWorkflowHeadersOnResponse',
    'Asynchronous',
    'IncludeAuthorizationHeadersInOutputs',
    'EnableSchemaValidation',
    'SingleInstance',
    'OptimizedForHighThroughput',
    'IgnoreSizeLimits',
    'EnableRetryOnThrottling',
  ].map((option) => option.toLowerCase()),
);

const KINDS = new Set(
  [
    'Http',
    'Button',
    'PowerApp',
    'PowerAppV2',
    'PowerPages',
    'Skills',
    'ApiConnection',
    'VirtualAgent',
    'Agent',
    'EventGrid',
    'Geofence',
    'Alert',
    'AzureMonitor',
    'SecurityCenter',
    'TeamsWebhook',
    'JsonToJson',
    'JsonToText',
    'XmlToJson',
    'XmlToText',
    'AddToTime',
    'SubtractFromTime',
    'ConvertTimeZone',
    'CurrentTime',
    'GetFutureTime',
    'GetPastTime',
    'Polling',
    'Webhook',
    'ServiceProvider',
    'Stateful',
    'Stateless',
    'Agentic',
    'Conversational',
    'ParseJson',
    'Http2',
    'Function',
    'FormatNumber',
    'Substring',
    'IndexOf',
    'DataMapper',
    'Flow',
  ].map((kind) => kind.toLowerCase()),
);

/** What an action or trigger is checked against. */
export interface OperationCheck {
  readonly spot: Spot;
  readonly definition: ValueObject;
  readonly what: 'action' | 'trigger';
  readonly types: ReadonlyMap<string, OperationType>;
  readonly hosting: Hosting;
}

/** Checks what actions and triggers have in common; gives the type, when it is known. */
export function checkOperation(check: OperationCheck): OperationType | undefined {
  const { spot, definition, what } = check;
  const type = checkType(check);
  record({
    description: textUpTo(MAX_DESCRIPTION),
    operationOptions: (options, at) => checkOptions(options, at, { what, type }),
    runtimeConfiguration: object,
    kind: checkKind,
    trackedProperties: checkTracked,
  })(definition, spot);
  if (type) checkAgainstType(type, check);
  if (what === 'action' && type && !isControl(type.name)) forbidNestedActions(definition, spot);
  checkRuntimeConfiguration(memberOf(definition, 'runtimeConfiguration'), {
    spot: spot.child('runtimeConfiguration'),
    what,
    type,
    hosting: check.hosting,
    definition,
  });
  if (what === 'action')
    record({ limit: record({ timeout: duration() }) })(type?.name === 'Until' ? {} : definition, spot);
  return type;
}

function checkType({ spot, definition, what, types, hosting }: OperationCheck): OperationType | undefined {
  const type = memberOf(definition, 'type');
  if (isAbsent(type) || (typeof type === 'string' && type.startsWith('[') && hosting.kind === 'definition')) {
    spot.missing('type');
    return undefined;
  }
  const at = spot.child('type');
  if (typeof type !== 'string') {
    at.wrongType(type, 'a text');
    return undefined;
  }
  if (isDynamic(type)) return undefined;
  const known = types.get(type.toLowerCase());
  if (!known) at.add(languageError('FLX_DEFINITION_UNKNOWN_TYPE', { what, type }));
  else if (known.name === 'PowerShellCode' && hosting.kind === 'arm') at.misplaced('Consumption plans have no scripts');
  return known;
}

function checkAgainstType(type: OperationType, { spot, definition, hosting, what }: OperationCheck): void {
  const members: Record<string, MemberRule> = { ...type.members };
  const rule = inputsRuleOf(type, memberOf(definition, 'kind'));
  if (rule) members['inputs'] = type.requiresInputs ? required(rule) : rule;
  record(members)(definition, spot);
  if (type.name === 'Compose' && memberOf(definition, 'inputs') === undefined) spot.missing('inputs');
  if (type.requiresRecurrence && isAbsent(memberOf(definition, 'recurrence'))) spot.missing('recurrence');
  if (type.name === 'Function' && hosting.kind === 'standard')
    forbidManagedIdentity(memberOf(definition, 'inputs'), spot.child('inputs'));
  if (type.name === 'Batch' && what === 'trigger' && hosting.kind === 'standard')
    forbidBatchMode(memberOf(definition, 'inputs'), spot.child('inputs'));
}

function forbidBatchMode(inputs: Value | undefined, spot: Spot): void {
  if (!isAbsent(memberOf(inputs, 'mode'))) spot.child('mode').misplaced('Standard plans keep batches themselves');
}

function forbidManagedIdentity(inputs: Value | undefined, spot: Spot): void {
  const type = memberOf(memberOf(inputs, 'authentication'), 'type');
  if (typeof type === 'string' && type.toLowerCase() === 'managedserviceidentity')
    spot.child('authentication').child('type').misplaced('Standard plans call functions by key');
}

/** Options that only one type understands. */
const OPTION_OWNERS: Readonly<Record<string, string>> = {
  sequential: 'action Foreach',
  failwhenlimitsreached: 'action Until',
  enableschemavalidation: 'trigger Request',
};

function checkOptions(
  value: Value,
  spot: Spot,
  { what, type }: { what: string; type: OperationType | undefined },
): void {
  if (typeof value !== 'string') {
    spot.wrongType(value, 'a text');
    return;
  }
  if (isDynamic(value)) return;
  for (const option of value.split(/[\s,]+/).filter(Boolean)) {
    if (!OPERATION_OPTIONS.has(option.toLowerCase()))
      spot.wrongValue(option, 'an operation option such as DisableAsyncPattern');
    const owner = OPTION_OWNERS[option.toLowerCase()];
    if (owner && type && owner !== `${what} ${type.name}`) spot.misplaced(`${option} is an option of the ${owner}`);
  }
}

function checkKind(value: Value, spot: Spot): void {
  if (typeof value !== 'string') {
    spot.wrongType(value, 'a text');
    return;
  }
  if (!isDynamic(value) && !KINDS.has(value.toLowerCase())) spot.wrongValue(value, 'a kind of this type');
}

function checkTracked(value: Value, spot: Spot): void {
  if (!isObject(value) && !isDynamic(value)) {
    spot.wrongType(value, 'an object');
    return;
  }
  const size = JSON.stringify(value).length;
  if (size > MAX_TRACKED)
    spot.add(
      languageError('FLX_DEFINITION_LIMIT', {
        what: 'Characters of tracked properties',
        count: size,
        limit: MAX_TRACKED,
      }),
    );
}
