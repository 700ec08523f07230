import type { ActionCall } from '../../actions/action.ts';
import { byOperation, describeOperation, describeRoute, operationCall } from '../../actions/connection/target.ts';
import { signIn } from '../../actions/http/authentication.ts';
import { exchange, readExchange, waitOf } from '../../actions/http/exchange.ts';
import { followAddress, readRequest } from '../../actions/http/request.ts';
import type { Answer } from '../../actions/outcome.ts';
import { statusName } from '../../actions/status-name.ts';
import { CallError, isRetryableStatus, poll as pollConnector } from '../../connectors/index.ts';
import { headerOf } from '../../content/headers.ts';
import { isObject, type Value, type ValueObject } from '../../language/index.ts';
import { readRetryPolicy, retryDelaySeconds } from '../../run/retry-policy.ts';
import { decidesByStatus } from '../decide.ts';
import { firstOccurrence } from '../recurrence/next.ts';
import { inputsOf, triggerCall } from '../trigger-call.ts';
import type { Found, Look, WatchedKind } from './look.ts';
import { nextLook, recurrenceOf } from './recurrence.ts';

/** What a poll brought. */
interface Polled {
  readonly answer: Answer;
  readonly hasNews: boolean;
  /** Address of the next poll; undefined means the one of the inputs. */
  readonly address: string | undefined;
  readonly waitSeconds: number | undefined;
}

/**
 * Asks a service at the times of its recurrence whether there is news: 200 is, 202 and everything else is none. `Location`
 * is where the next poll asks, `Retry-After` puts it off. What fails is tried again as the retry policy says, then waits for
 * the next time.
 */
export const pollKind: WatchedKind = {
  first: (source, host) => firstOccurrence(recurrenceOf(source, host), host.clock.now()),
  look: async (look) => {
    const { source, host, occurrenceId, abort } = look;
    const inputs = inputsOf(source, host);
    const call = triggerCall(source, { host, inputs, occurrenceId, abort });
    try {
      const polled = await ask(look, call);
      if (polled.answer.statusCode >= 400 && !decidesByStatus(source.trigger.definition))
        return refused(look, polled, inputs);
      return answered(look, polled, inputs);
    } catch (error) {
      if (!(error instanceof CallError) || !error.isRetryable) throw error;
      return again(look, inputs, { error, waitSeconds: error.retryAfterSeconds });
    }
  },
};

async function ask({ source: { trigger }, state }: Look, call: ActionCall): Promise<Polled> {
  const address = addressIn(state.state);
  const type = trigger.type.toLowerCase();
  if (type === 'http') return askService(call, address);
  const operation = byOperation(
    await operationCall(call, type === 'apiconnection' ? describeRoute : describeOperation),
  );
  const { answer, items, state: next, retryAfterSeconds } = await pollConnector({ ...operation, state: address });
  return { answer: answer as Answer, hasNews: items.length > 0, address: next, waitSeconds: retryAfterSeconds };
}

async function askService(call: ActionCall, address: string | undefined): Promise<Polled> {
  const inputs = isObject(call.inputs) ? call.inputs : {};
  const request = await signIn(readRequest(inputs, call), inputs['authentication'], call);
  const next = address === undefined ? undefined : followAddress(request, address);
  const answer = readExchange(await exchange(next ?? request, call));
  const location = headerOf(answer.headers, 'location');
  const following = location === undefined ? undefined : followAddress(next ?? request, location)?.url.href;
  const isFine = answer.statusCode < 300;
  return {
    answer,
    hasNews: answer.statusCode === 200,
    address: isFine ? following : address,
    waitSeconds: waitOf(answer, call),
  };
}

function addressIn(kept: unknown): string | undefined {
  const address = isObject(kept as Value) ? (kept as ValueObject)['address'] : undefined;
  return typeof address === 'string' ? address : undefined;
}

function keep(address: string | undefined): Value {
  return address === undefined ? null : { address };
}

function answered(look: Look, { answer, hasNews, address, waitSeconds = 0 }: Polled, inputs: Value): Found {
  const { host, source } = look;
  const regular = nextLook(look);
  const asked = new Date(host.clock.now().getTime() + waitSeconds * 1000);
  const next = {
    nextAt: regular && new Date(Math.max(regular.getTime(), asked.getTime())),
    keep: keep(address),
    failures: 0,
  };
  const { statusCode, headers, body } = answer;
  const fires = hasNews || decidesByStatus(source.trigger.definition);
  if (fires)
    return { ...next, given: { inputs, outputs: { statusCode, headers, ...(body !== undefined && { body }) } } };
  const error = { code: statusName(statusCode), message: 'There is no news.' };
  return { ...next, nothing: { status: 'Skipped', error } };
}

function refused(look: Look, { answer, waitSeconds }: Polled, inputs: Value): Found {
  const code = statusName(answer.statusCode);
  const error = { code, message: `The service answered ${answer.statusCode} (${code}).` };
  if (isRetryableStatus(answer.statusCode)) return again(look, inputs, { error, waitSeconds });
  return {
    nothing: { status: 'Failed', error },
    nextAt: nextLook(look),
    keep: keep(addressIn(look.state.state)),
    failures: 0,
  };
}

/** Another attempt as the retry policy says; when there is none left, the poll has failed. */
function again(
  look: Look,
  inputs: Value,
  {
    error: { code, message },
    waitSeconds = 0,
  }: { readonly error: { code: string; message: string }; readonly waitSeconds?: number | undefined },
): Found {
  const { state, host } = look;
  const kept = keep(addressIn(state.state));
  const delay = retryDelaySeconds(readRetryPolicy(inputs), state.failures + 1, host.random);
  if (delay === undefined)
    return { nothing: { status: 'Failed', error: { code, message } }, nextAt: nextLook(look), keep: kept, failures: 0 };
  const nextAt = new Date(host.clock.now().getTime() + Math.max(delay, waitSeconds) * 1000);
  return { nextAt, keep: kept, failures: state.failures + 1 };
}
