import {
  CallError,
  type CallResult,
  callOperation,
  isRetryableStatus,
  type OperationCall,
  poll,
  retryAfter,
} from '../connectors/index.ts';
import { isObject } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import {
  byOperation,
  type DescribeTarget,
  describeOperation,
  describeRoute,
  operationCall,
} from './connection/target.ts';
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

/** Seconds between looks at a long operation when the service names none. */
const POLL_SECONDS = 10;
/** Looks in a row that may get no answer. */
const TROUBLE_LIMIT = 4;

async function callConnector(call: ActionCall, describe: DescribeTarget): Promise<ActionOutcome> {
  try {
    const operation = await operationCall(call, describe);
    if (isObject(call.state)) return await look(operation, call);
    const answer = await callOperation(operation);
    const location = answer.headers['location'];
    const isLong = answer.statusCode === 202 && location !== undefined && !call.node.options.has('disableasyncpattern');
    return isLong ? later(call, { address: location, troubles: 0 }, secondsIn(answer, call)) : endWith(answer, call);
  } catch (error) {
    return failedBy(error, call.abort);
  }
}

interface Looking {
  /** Address that tells how far the operation has come. */
  readonly address: string;
  readonly troubles: number;
}

/** Looks at a long operation once more; looks without an answer do not begin it again. */
async function look(operation: OperationCall, call: ActionCall): Promise<ActionOutcome> {
  const { address = '', troubles = 0 } = isObject(call.state) ? call.state : {};
  const looking: Looking = { address: String(address), troubles: Number(troubles) };
  const isPatient = looking.troubles < TROUBLE_LIMIT;
  const again = (seconds?: number) => later(call, { ...looking, troubles: looking.troubles + 1 }, seconds);
  try {
    const { answer } = await poll({ ...byOperation(operation), state: looking.address });
    if (isRetryableStatus(answer.statusCode) && isPatient) return again(secondsIn(answer, call));
    if (answer.statusCode !== 202) return { ...endWith(answer, call), isRetryable: false };
    return later(
      call,
      { address: answer.headers['location'] ?? looking.address, troubles: 0 },
      secondsIn(answer, call),
    );
  } catch (error) {
    if (error instanceof CallError && error.isRetryable && isPatient) return again(error.retryAfterSeconds);
    throw error;
  }
}

function later({ clock }: ActionCall, looking: Looking, seconds = POLL_SECONDS): ActionOutcome {
  const dueAt = new Date(clock.now().getTime() + seconds * 1000);
  return { kind: 'waiting', dueAt, awaitsSignal: false, state: { ...looking } };
}

function secondsIn({ headers }: CallResult, { clock }: ActionCall): number | undefined {
  return retryAfter(headers['retry-after'], clock.now());
}

function endWith(answer: CallResult, call: ActionCall) {
  return outcomeOf(answer as Answer, secondsIn(answer, call));
}
