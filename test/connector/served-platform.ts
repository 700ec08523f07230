import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { createHttpServer } from '../../src/http/server.ts';
import { openSmallCompany, type SmallCompany } from '../browser/support/small-company.ts';
import { createPlatform, type Platform } from './platform.ts';

/** What a platform's callback address took in. */
export interface Callback {
  /** Path and query that were called. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
}

/** The small company after its first refresh, served with sign-in, and a platform with a callback address. */
export interface ServedPlatform {
  readonly company: SmallCompany;
  readonly address: string;
  readonly platform: Platform;
  /** A platform with a key, and so a connection, of its own. */
  createPlatform(): Promise<Platform>;
  readonly callbackUrl: string;
  readonly callbacks: readonly Callback[];
  /** Waits for the callback that is meant. */
  callbackOf(isMeant: (callback: Callback) => boolean): Promise<Callback>;
  close(): Promise<void>;
}

const PERSON = { email: 'ane@example.org', password: 'lau hitz elkarrekin' };

const SPEND_BY_PERSON = {
  name: 'SpendByPerson',
  kind: 'business',
  entity: 'Customer',
  dimensions: [{ attribute: 'FullName' }],
  calculations: [{ name: 'Spend', function: 'sum', expression: { attribute: 'Spend' } }],
};

export async function servePlatform(): Promise<ServedPlatform> {
  const company = await openSmallCompany({ FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' });
  const { app } = company;
  const measure = {
    kind: 'measure',
    name: SPEND_BY_PERSON.name,
    definition: SPEND_BY_PERSON,
    changedBy: 'test',
  } as const;
  await app.definitions.put(measure);
  await app.access.ensureAdministrator({ ...PERSON, displayName: 'Ane' });
  const { access, connector } = app;
  const server = await createHttpServer(app, { access, connector, webRoot: '/nowhere', version: '1' });
  const address = await server.listen();
  const createOwn = async () => createPlatform(address, await makeKey(address));
  const platform = await createOwn();
  const receiver = await startReceiver();
  await app.start();
  await company.refresh();
  const close = async () => {
    await server.close();
    receiver.close();
    await company.close();
  };
  return { company, address, platform, createPlatform: createOwn, ...receiver, close };
}

async function startReceiver() {
  const callbacks: Callback[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    callbacks.push({ url, headers, body: (await json(request)) as Callback['body'] });
    response.writeHead(202).end();
    for (const wake of waiting.splice(0)) wake();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    callbacks,
    callbackUrl: `http://127.0.0.1:${port}/workflows/1/triggers/manual?sig=secret`,
    callbackOf: async (isMeant: (callback: Callback) => boolean) => {
      for (;;) {
        const found = callbacks.find(isMeant);
        if (found) return found;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    close: () => server.close(),
  };
}

/** A key of the connector, made as somebody who is signed in makes it. */
export async function makeKey(
  address: string,
  { email, password }: { readonly email: string; readonly password: string } = PERSON,
): Promise<string> {
  const type = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: type,
    body: JSON.stringify({ email, password }),
  });
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const made = await fetch(`${address}/api/keys`, {
    method: 'POST',
    headers: { ...type, cookie, 'x-fluxu-csrf': csrfToken },
    body: JSON.stringify({ name: 'Platform', role: 'contributor', scopes: ['connector'] }),
  });
  return ((await made.json()) as { token: string }).token;
}
