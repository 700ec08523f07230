import { createHttpServer } from '../../src/http/server.ts';
import { openSmallCompany, type SmallCompany } from '../browser/support/small-company.ts';

/** What the server answered; an empty body is undefined. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape.
  readonly body: any;
}

/** Sends one request with a key of its own; a body goes out as JSON. */
export type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** A small company that is served over HTTP, with one caller for each of the roles. */
export interface ServedCompany extends SmallCompany {
  readonly address: string;
  readonly administrator: Call;
  readonly contributor: Call;
  readonly viewer: Call;
}

const CREDENTIALS = { email: 'ane@example.org', password: 'lau hitz elkarrekin' };

/** Opens a small company, starts it and its server, and makes a key for each caller as an administrator does. */
export async function serveCompany(): Promise<ServedCompany> {
  const company = await openSmallCompany({ FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' });
  const { app } = company;
  await app.access.ensureAdministrator({ ...CREDENTIALS, displayName: 'Ane' });
  const server = await createHttpServer(app, { access: app.access, webRoot: '/nowhere', version: '1' });
  const address = await server.listen();
  const signedIn = await send(`${address}/api/session`, { method: 'POST', body: CREDENTIALS });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const makeCaller = async (role: string): Promise<Call> => {
    const headers = { cookie, 'x-fluxu-csrf': String(signedIn.body.csrfToken) };
    const key = { name: role, role, scopes: ['api'] };
    const made = await send(`${address}/api/keys`, { method: 'POST', headers, body: key });
    const authorization = `Bearer ${made.body.token}`;
    return (method, path, body) => send(`${address}${path}`, { method, headers: { authorization }, body });
  };
  const callers = {
    administrator: await makeCaller('administrator'),
    contributor: await makeCaller('contributor'),
    viewer: await makeCaller('viewer'),
  };
  await app.start();
  return {
    ...company,
    address,
    ...callers,
    close: async () => {
      await server.close();
      await company.close();
    },
  };
}

interface SentRequest {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

async function send(url: string, { method, headers, body }: SentRequest): Promise<Answer> {
  const hasBody = body !== undefined;
  const response = await fetch(url, {
    method,
    headers: { ...(hasBody && { 'content-type': 'application/json' }), ...headers },
    ...(hasBody && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}
