import { createId, createToken } from '../../base/ids.ts';
import { recordAudit } from '../../store/audit.ts';
import { storeError } from '../../store/catalogue.ts';
import { getOAuthClient, type OAuthClient, removeOAuthClient, saveOAuthClient } from '../../store/oauth-clients.ts';
import { accessError } from '../catalogue.ts';
import type { AccessOptions } from '../options.ts';
import type { Principal } from '../principal.ts';

/** A client that is asked for. */
export interface ClientRequest {
  readonly name: string;
  readonly redirectUris: readonly string[];
  /** Default true. */
  readonly hasSecret?: boolean | undefined;
  /** Default true; always so without a secret. */
  readonly needsPkce?: boolean | undefined;
}

/** Who does it, and with what. */
interface Doing {
  readonly principal: Principal;
  readonly options: AccessOptions;
}

/** Makes a client. Its secret is given only now. @throws FLX_ACCESS_REDIRECT */
export async function makeClient(request: ClientRequest, { principal, options }: Doing): Promise<OAuthClient> {
  const { clock, random } = options;
  const client: OAuthClient = {
    ...partsOf(request),
    clientId: createId(clock, random),
    secret: request.hasSecret === false ? undefined : createToken(random),
    createdAt: clock.now().toISOString(),
  };
  await keep(client, 'oauthClient.create', { principal, options });
  return client;
}

/** Changes a client; its id and secret stay. @throws FLX_NOT_FOUND, FLX_ACCESS_REDIRECT */
export async function changeClient(clientId: string, request: ClientRequest, doing: Doing): Promise<OAuthClient> {
  const before = await requireClient(clientId, doing.options);
  const client = { ...before, ...partsOf({ ...request, hasSecret: before.secret !== undefined }) };
  await keep(client, 'oauthClient.change', doing);
  return client;
}

/** Gives a client a new secret; the old one stops to work at once. @throws FLX_NOT_FOUND */
export async function renewClientSecret(clientId: string, doing: Doing): Promise<OAuthClient> {
  const before = await requireClient(clientId, doing.options);
  const client = { ...before, secret: createToken(doing.options.random) };
  await keep(client, 'oauthClient.secret', doing);
  return client;
}

/** Removes a client; nobody can sign in to it any more, and its tokens stop to work at once. @throws FLX_NOT_FOUND */
export async function endClient(clientId: string, { principal, options }: Doing): Promise<void> {
  const { store, clock } = options;
  await store.transaction(async (tx) => {
    if (!(await removeOAuthClient(tx, clientId)))
      throw storeError('FLX_NOT_FOUND', { kind: 'OAuth client', name: clientId });
    const { name: actor } = principal;
    await recordAudit(tx, {
      actor,
      action: 'oauthClient.remove',
      objectKind: 'oauthClient',
      objectName: clientId,
      clock,
    });
  });
}

function partsOf({ name, redirectUris, hasSecret = true, needsPkce = true }: ClientRequest) {
  for (const address of redirectUris)
    if (!canTakeAnswers(address)) throw accessError('FLX_ACCESS_REDIRECT', { address });
  return { name, redirectUris, needsPkce: needsPkce || !hasSecret };
}

/** Https, or http on this machine, and no fragment (RFC 6749 §3.1.2, RFC 8252 §7.3). */
function canTakeAnswers(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, hash } = new URL(address);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return hash === '' && (protocol === 'https:' || (protocol === 'http:' && isLocal));
}

async function requireClient(clientId: string, { store }: AccessOptions): Promise<OAuthClient> {
  const client = await getOAuthClient(store.db, clientId, store.vault);
  if (!client) throw storeError('FLX_NOT_FOUND', { kind: 'OAuth client', name: clientId });
  return client;
}

async function keep(client: OAuthClient, action: string, { principal, options }: Doing): Promise<void> {
  const { store, clock } = options;
  await store.transaction(async (tx) => {
    await saveOAuthClient(tx, client, store.vault);
    const { name: objectName, clientId, redirectUris } = client;
    const detail = { clientId, redirectUris };
    await recordAudit(tx, { actor: principal.name, action, objectKind: 'oauthClient', objectName, detail, clock });
  });
}
