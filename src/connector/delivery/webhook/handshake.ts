import type { BoundedAnswer, EgressGuard } from '../../../base/egress/guarded-fetch.ts';
import { messageOf } from '../../../base/errors.ts';
import { connectorError } from '../../catalogue.ts';

const ANSWER_LIMIT_BYTES = 4096;
const HANDSHAKE_SECONDS = 20;

export interface HandshakeOptions {
  readonly guard: EgressGuard;
  /** Host name under which this server is known. */
  readonly origin: string;
  /** Deliveries a minute that we would like; undefined when it does not matter. */
  readonly ratePerMinute: number | undefined;
}

/**
 * Asks a receiver whether it wants our events, and how many a minute it allows; undefined means any number.
 * Source: CloudEvents 1.0.2, HTTP 1.1 Web Hooks for Event Delivery §4. A status alone is no consent.
 * @throws FLX_SUBSCRIPTION_HANDSHAKE, FLX_EGRESS_*
 */
export async function askForConsent(url: string, options: HandshakeOptions): Promise<number | undefined> {
  const { headers } = await ask(url, options);
  const allowed = headers['webhook-allowed-origin']?.trim();
  const isAllowed = allowed === '*' || allowed?.toLowerCase() === options.origin.toLowerCase();
  if (!isAllowed) {
    const reason = allowed === undefined ? 'the answer has no WebHook-Allowed-Origin' : `it allows only ${allowed}`;
    throw connectorError('FLX_SUBSCRIPTION_HANDSHAKE', { reason, origin: options.origin });
  }
  return agreedRate(options.ratePerMinute, headers['webhook-allowed-rate']?.trim());
}

async function ask(url: string, { guard, origin, ratePerMinute }: HandshakeOptions): Promise<BoundedAnswer> {
  const headers = {
    'user-agent': 'Fluxu',
    'webhook-request-origin': origin,
    ...(ratePerMinute !== undefined && { 'webhook-request-rate': String(ratePerMinute) }),
  };
  try {
    const signal = AbortSignal.timeout(HANDSHAKE_SECONDS * 1000);
    return await guard.exchange(url, { method: 'OPTIONS', headers, signal, answerLimitBytes: ANSWER_LIMIT_BYTES });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('FLX_')) throw cause;
    throw connectorError('FLX_SUBSCRIPTION_HANDSHAKE', { reason: messageOf(cause), origin }, { cause });
  }
}

/** The smaller of what we asked for and what is allowed. */
function agreedRate(asked: number | undefined, allowed: string | undefined): number | undefined {
  const rate = Number(allowed);
  if (allowed === undefined || allowed === '*' || !Number.isFinite(rate) || rate <= 0) return asked;
  return asked === undefined ? rate : Math.min(asked, rate);
}
