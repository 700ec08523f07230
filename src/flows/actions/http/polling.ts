import { CallError, isRetryableStatus } from '../../connectors/index.ts';
import { headerOf } from '../../content/headers.ts';
import { isObject, type Value } from '../../language/index.ts';
import type { ActionCall, ActionOutcome, ActionWaiting } from '../action.ts';
import type { Answer } from '../outcome.ts';
import { endWith, exchange, readExchange, waitOf } from './exchange.ts';
import { followAddress, type HttpRequest } from './request.ts';

/** Seconds between looks at a long operation when the service names none. */
const POLL_SECONDS = 10;
/** Looks in a row that may get no answer. */
const TROUBLE_LIMIT = 4;

interface Polling {
  /** Address that tells how far the operation has come. */
  readonly address: string;
  /** Looks in a row that got no answer. */
  readonly troubles: number;
}

/** The wait that a 202 with a Location asks for; undefined when the answer is final, or the action takes it as it is. */
export function waitForOperation(answer: Answer, request: HttpRequest, call: ActionCall): ActionWaiting | undefined {
  if (answer.statusCode !== 202 || call.node.options.has('disableasyncpattern')) return undefined;
  const location = headerOf(answer.headers, 'location');
  const next = location === undefined ? undefined : followAddress(request, location);
  return next && waiting({ address: next.url.href, troubles: 0 }, waitOf(answer, call) ?? POLL_SECONDS, call);
}

function waiting(polling: Polling, seconds: number, { clock }: ActionCall): ActionWaiting {
  const dueAt = new Date(clock.now().getTime() + seconds * 1000);
  return { kind: 'waiting', dueAt, awaitsSignal: false, state: { ...polling } };
}

/** Looks at a long operation once more. `request` is the one that began it. */
export async function pollOperation(request: HttpRequest, call: ActionCall): Promise<ActionOutcome> {
  const polling = readPolling(call.state);
  const next = followAddress(request, polling.address);
  if (!next) throw new Error('a polling step kept an address that is none');
  const hasPatience = polling.troubles < TROUBLE_LIMIT;
  const later = (seconds?: number) =>
    waiting({ ...polling, troubles: polling.troubles + 1 }, seconds ?? POLL_SECONDS, call);
  try {
    const answer = readExchange(await exchange(next, call));
    if (isRetryableStatus(answer.statusCode) && hasPatience) return later(waitOf(answer, call));
    if (answer.statusCode !== 202) return { ...endWith(answer, call), isRetryable: false };
    const location = headerOf(answer.headers, 'location');
    const address = location === undefined ? undefined : followAddress(next, location)?.url.href;
    return waiting({ address: address ?? polling.address, troubles: 0 }, waitOf(answer, call) ?? POLL_SECONDS, call);
  } catch (error) {
    if (error instanceof CallError && error.isRetryable && hasPatience) return later(error.retryAfterSeconds);
    throw error;
  }
}

function readPolling(state: Value | undefined): Polling {
  const { address = '', troubles = 0 } = isObject(state) ? state : {};
  return { address: String(address), troubles: Number(troubles) };
}
