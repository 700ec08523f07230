/** What a client shows of itself at the start of a TLS connection: a PKCS #12 file and its password. */
export interface ClientCertificate {
  readonly pfx: Uint8Array;
  readonly passphrase: string | undefined;
}

/** What a guarded `fetch` understands beside what every `fetch` does. */
export interface EgressInit extends RequestInit {
  readonly clientCertificate?: ClientCertificate;
}

/** A request with its body whole in memory, so that it can be sent again after a redirect. */
export interface Outgoing {
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
  readonly redirect: 'follow' | 'manual' | 'error';
  readonly signal: AbortSignal | undefined;
  readonly clientCertificate: ClientCertificate | undefined;
}

/** The request that the arguments of `fetch` describe. Unlike `fetch`, GET may have a body: some services want one. */
export async function readOutgoing(input: string | URL | Request, init: EgressInit = {}): Promise<Outgoing> {
  const request = input instanceof Request ? input : undefined;
  const headers = new Headers(init.headers ?? request?.headers);
  const given = init.body ?? request?.body ?? undefined;
  const body = await readBody(given, headers);
  return {
    method: (init.method ?? request?.method ?? 'GET').toUpperCase(),
    headers,
    body,
    redirect: init.redirect ?? request?.redirect ?? 'follow',
    signal: init.signal ?? request?.signal ?? undefined,
    clientCertificate: init.clientCertificate,
  };
}

async function readBody(body: BodyInit | null | undefined, headers: Headers): Promise<Uint8Array | undefined> {
  if (body === undefined || body === null) return undefined;
  if (body instanceof Uint8Array) return body;
  const read = new Response(body);
  const type = read.headers.get('content-type');
  if (type !== null && !headers.has('content-type')) headers.set('content-type', type);
  return typeof body === 'string' ? Buffer.from(body) : new Uint8Array(await read.arrayBuffer());
}

/** Headers that must not follow a redirect to another origin. */
const PRIVATE_HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'host'];

/** The request that follows a redirect (WHATWG fetch, HTTP-redirect fetch). */
export function followRedirect(
  outgoing: Outgoing,
  { status, from, to }: { readonly status: number; readonly from: URL; readonly to: URL },
): Outgoing {
  const becomesGet =
    status === 303 ? outgoing.method !== 'HEAD' : (status === 301 || status === 302) && outgoing.method === 'POST';
  const headers = new Headers(outgoing.headers);
  const isElsewhere = from.origin !== to.origin;
  if (isElsewhere) for (const name of PRIVATE_HEADERS) headers.delete(name);
  const clientCertificate = isElsewhere ? undefined : outgoing.clientCertificate;
  if (!becomesGet) return { ...outgoing, headers, clientCertificate };
  for (const name of [...headers.keys()]) if (name.startsWith('content-')) headers.delete(name);
  return { ...outgoing, headers, clientCertificate, method: 'GET', body: undefined };
}
