import { callOperation, type OperationCall, retryAfter } from '../connectors/index.ts';
import { isObject, parseJson, printJson, toText, type Value, type ValueObject } from '../language/index.ts';
import type { ActionCall, ActionEnded, TaskAction } from './action.ts';
import { type Answer, failedBy, outcomeOf } from './outcome.ts';

/** An operation of a connector, as Power Automate writes it: by id, with its parameters flat. */
export const openApiConnection: TaskAction = Object.freeze({
  kind: 'task',
  types: ['OpenApiConnection'],
  hasEffects: true,
  run: (call) => callConnector(call, describeOperation),
} satisfies TaskAction);

/** An operation of a connector, as Logic Apps writes it: by method and path. */
export const apiConnection: TaskAction = Object.freeze({
  kind: 'task',
  types: ['ApiConnection'],
  hasEffects: true,
  run: (call) => callConnector(call, describeRoute),
} satisfies TaskAction);

/** Which operation, over which connection. */
interface Target {
  readonly reference: string;
  readonly operation: Pick<OperationCall, 'operationId' | 'parameters' | 'route'>;
}

function describeOperation(inputs: ValueObject): Target {
  const host = objectOf(inputs['host']);
  const connection = objectOf(host['connection']);
  const reference = host['connectionName'] ?? connection['referenceName'] ?? connection['name'] ?? host['apiId'];
  return {
    reference: toText(reference ?? ''),
    operation: { operationId: toText(host['operationId'] ?? ''), parameters: objectOf(inputs['parameters']) },
  };
}

function describeRoute(inputs: ValueObject): Target {
  const connection = objectOf(objectOf(inputs['host'])['connection']);
  const { body } = inputs;
  return {
    reference: toText(connection['referenceName'] ?? connection['name'] ?? ''),
    operation: {
      route: {
        method: toText(inputs['method'] ?? 'get'),
        path: toText(inputs['path'] ?? '/'),
        queries: objectOf(inputs['queries']),
        headers: objectOf(inputs['headers']),
        ...(body !== undefined && { body }),
      },
    },
  };
}

function objectOf(value: Value | undefined): ValueObject {
  return isObject(value) ? value : {};
}

async function callConnector(call: ActionCall, describe: (inputs: ValueObject) => Target): Promise<ActionEnded> {
  const { effects, clock, idempotencyKey, abort } = call;
  try {
    const { reference, operation } = describe(objectOf(call.inputs));
    const { connector, values } = await effects.connection(reference);
    const answer = await callOperation({
      ...effects,
      ...operation,
      connector,
      connection: values,
      idempotencyKey,
      clock,
      signal: abort,
      parseJson,
      printJson: (value) => printJson(value as Value),
    });
    return outcomeOf(answer as Answer, retryAfter(answer.headers['retry-after'], clock.now()));
  } catch (error) {
    return failedBy(error);
  }
}
