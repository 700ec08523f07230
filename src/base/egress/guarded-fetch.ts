import { baseError } from '../catalogue.ts';
import { type EgressOptions, EgressPolicy } from './guard.ts';
import { followRedirect, type Outgoing, readOutgoing } from './outgoing.ts';
import { type BoundedAnswer, type BoundedRequest, PinnedTransport } from './transport.ts';

export type { BoundedAnswer, BoundedRequest } from './transport.ts';

const MAX_REDIRECTS = 20;

/** Everything that leaves this server goes through one of these. */
export interface EgressGuard {
  /** `fetch` that connects only to addresses that may be called, redirects included. */
  readonly fetch: typeof globalThis.fetch;
  /** One request without redirects, its answer read up to a limit: for many small messages to addresses others chose. */
  exchange(address: string | URL, request: BoundedRequest): Promise<BoundedAnswer>;
  /** An address for many exchanges, looked at once; what its name stands for is checked for each connection all the same. */
  open(address: string | URL): (request: BoundedRequest) => Promise<BoundedAnswer>;
  /** Throws when the address must not be called; for connections that are not HTTP over `fetch`. */
  check(address: string | URL): Promise<void>;
  /** A checked address of a host, to connect to instead of its name. */
  resolveHost(host: string): Promise<string>;
}

/**
 * Makes a guard. A name is resolved once for each connection, every address it stands for is checked, and the
 * connection goes to one of exactly those: a name that changes its address in between (DNS rebinding) gains nothing.
 */
export function createEgressGuard(options: EgressOptions): EgressGuard {
  const policy = new EgressPolicy(options);
  const transport = new PinnedTransport(policy);
  return {
    fetch: async (input, init) => {
      const outgoing = await readOutgoing(input, init);
      const url = policy.checkUrl(input instanceof Request ? input.url : input);
      return outgoing.redirect === 'follow'
        ? follow({ policy, transport, url, outgoing })
        : sendOnce({ transport, url, outgoing });
    },
    exchange: async (address, request) => transport.exchange(policy.checkUrl(address), request),
    open: (address) => transport.open(policy.checkUrl(address)),
    check: (address) => policy.check(address),
    resolveHost: async (host) => {
      const bare = host.replace(/^\[|\]$/g, '').replace(/\.+$/, '');
      const [first] = await policy.resolveHost(bare);
      return first?.address ?? bare;
    },
  };
}

/** `fetch` that connects only to addresses that may be called. @throws FLX_EGRESS_ADDRESS, FLX_EGRESS_REFUSED, FLX_EGRESS_REDIRECTS */
export function createGuardedFetch(options: EgressOptions): typeof globalThis.fetch {
  return createEgressGuard(options).fetch;
}

interface Sending {
  readonly transport: PinnedTransport;
  readonly url: URL;
  readonly outgoing: Outgoing;
}

async function sendOnce({ transport, url, outgoing }: Sending): Promise<Response> {
  const response = await transport.send(url, outgoing);
  if (outgoing.redirect === 'error' && targetOf(response, url)) {
    await response.body?.cancel();
    throw new TypeError('The service answered with a redirect.');
  }
  return response;
}

async function follow({ policy, transport, ...start }: Sending & { policy: EgressPolicy }): Promise<Response> {
  let { url, outgoing } = start;
  for (let count = 0; count <= MAX_REDIRECTS; count++) {
    const response = await transport.send(url, outgoing);
    const target = targetOf(response, url);
    if (!target) return count === 0 ? response : Object.defineProperty(response, 'redirected', { value: true });
    await response.body?.cancel();
    const to = policy.checkUrl(target);
    outgoing = followRedirect(outgoing, { status: response.status, from: url, to });
    url = to;
  }
  throw baseError('FLX_EGRESS_REDIRECTS', { host: start.url.host, limit: MAX_REDIRECTS });
}

function targetOf(response: Response, from: URL): URL | undefined {
  const location = [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get('location') : null;
  return location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
}
