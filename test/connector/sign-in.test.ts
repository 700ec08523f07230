import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, createBrowser } from './browser.ts';
import { invite, PASSWORD, type SignInServer, startSignInServer } from './sign-in-server.ts';

let server: SignInServer;
let address: string;
let administrator: Browser;

beforeAll(async () => {
  server = await startSignInServer();
  address = server.address;
  administrator = createBrowser(address);
});
afterAll(() => server.close());

describe('the first administrator', () => {
  it('comes from a link that works once', async () => {
    expect((await administrator.get('/api/session')).body).toMatchObject({ isSignedIn: false, isSetUp: false });
    const path = await server.company.app.access.firstAdministratorPath();
    const link = `/api/sign-in-links/${new URL(path ?? '', address).searchParams.get('token')}`;
    expect((await administrator.get(link)).body).toEqual({ purpose: 'firstAdministrator' });
    const person = { email: 'ane@example.org', displayName: 'Ane', password: PASSWORD };
    expect(await administrator.send('POST', link, { ...person, password: 'short' })).toMatchObject({ status: 422 });
    const nameless = await administrator.send('POST', link, { password: PASSWORD });
    expect(nameless).toMatchObject({ status: 422, body: { code: 'FLX_ACCESS_NO_EMAIL' } });
    const made = await administrator.send('POST', link, person);
    expect(made).toMatchObject({ status: 200, body: { isSignedIn: true, role: 'administrator' } });
    await administrator.remember();
    expect((await createBrowser(address).send('POST', link, person)).body).toMatchObject({ code: 'FLX_ACCESS_LINK' });
    expect(await server.company.app.access.firstAdministratorPath()).toBeUndefined();
  });

  it('is known by a cookie that no script can read and no other site sends with changes', async () => {
    const browser = createBrowser(address);
    const answer = await browser.send('POST', '/api/session', { email: 'ANE@example.org', password: PASSWORD });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^fluxu_session=.{40,}; Path=\/; HttpOnly; SameSite=Lax; Expires=/,
    );
  });

  it('changes nothing without the token of the session', async () => {
    const refused = await administrator.send('POST', '/api/refreshes', { scope: { kind: 'full' } }, { csrf: false });
    expect(refused).toMatchObject({ status: 403, body: { code: 'FLX_HTTP_CSRF' } });
  });
});

describe('who is not signed in', () => {
  it.each(['/api/home', '/api/users', '/api/events', '/connector/datasets', '/odata/Customer'])(
    'is refused %s',
    async (path) => {
      expect(await createBrowser(address).get(path)).toMatchObject({ status: 401, body: { code: 'FLX_HTTP_SIGN_IN' } });
    },
  );

  it.each(['/healthz', '/api/session', '/connector/apiDefinition.swagger.json', '/connector/icon.png'])(
    'may see %s',
    async (path) => {
      expect((await createBrowser(address).get(path)).status).toBe(200);
    },
  );

  it('is slowed down after five wrong passwords, and told nothing about who exists', async () => {
    const browser = createBrowser(address);
    const attempt = (email: string) => browser.send('POST', '/api/session', { email, password: 'wrong wrong wrong' });
    const unknown = await attempt('nobody@example.org');
    for (let count = 0; count < 5; count++)
      expect((await attempt('eve@example.org')).body).toMatchObject({ code: 'FLX_ACCESS_PASSWORD' });
    expect((unknown.body as { message: string }).message).toContain('E-mail address or password');
    expect(await attempt('eve@example.org')).toMatchObject({ status: 429, body: { code: 'FLX_ACCESS_WAIT' } });
  });

  it('is slowed down also when the attempts come side by side', async () => {
    const browser = createBrowser(address);
    const attempt = () =>
      browser.send('POST', '/api/session', { email: 'maddi@example.org', password: 'wrong wrong wrong' });
    const statuses = (await Promise.all(Array.from({ length: 8 }, attempt))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  });
});

describe('roles', () => {
  const browsers: Record<string, Browser> = {};
  beforeAll(async () => {
    for (const role of ['viewer', 'contributor']) {
      const invitation = { email: `${role}@example.org`, displayName: role, role };
      browsers[role] = (await invite({ address, administrator }, invitation)).browser;
    }
    browsers['administrator'] = administrator;
  });
  const segment = { name: 'Anybody', rules: [{ condition: { attribute: 'Spend', operator: 'isNotNull' } }] };
  const connection = { name: 'Mail', connector: 'smtp' };
  const key = { name: 'k', role: 'viewer', scopes: ['api'] };

  it.each<[string, string, unknown, number, number, number]>([
    ['GET', '/api/home', undefined, 200, 200, 200],
    ['GET', '/api/entities', undefined, 200, 200, 200],
    ['POST', '/api/triggers/backtest', { trigger: 'FullRefreshCompleted', parameters: {} }, 200, 200, 200],
    ['PUT', '/api/definitions/segment/Anybody', segment, 403, 200, 200],
    ['POST', '/api/refreshes', { scope: { kind: 'nothing' } }, 403, 422, 422],
    ['POST', '/api/sources/try', {}, 403, 422, 422],
    ['POST', '/api/sources/preview', {}, 403, 422, 422],
    ['PUT', '/api/definitions/connection/Mail', connection, 403, 403, 200],
    ['POST', '/api/connections/Nothing/sign-in', undefined, 403, 403, 422],
    ['POST', '/api/connectors', {}, 403, 403, 422],
    ['POST', '/api/apply', { workspace: { segmints: [] } }, 403, 403, 422],
    ['GET', '/api/keys', undefined, 403, 200, 200],
    ['POST', '/api/keys', key, 403, 201, 201],
    ['GET', '/api/users', undefined, 403, 403, 200],
    ['GET', '/api/oauth-clients', undefined, 403, 403, 200],
    ['GET', '/api/sign-in-settings', undefined, 403, 403, 200],
    ['GET', '/api/audit', undefined, 403, 403, 200],
    ['GET', '/connector/datasets', undefined, 200, 200, 200],
  ])('%s %s', async (method, path, body, viewer, contributor, admin) => {
    const statuses = await Promise.all(
      ['viewer', 'contributor', 'administrator'].map(
        async (role) => (await (browsers[role] as Browser).send(method, path, body)).status,
      ),
    );
    expect(statuses).toEqual([viewer, contributor, admin]);
  });

  it('remove only keys of their own, unless they are administrators', async () => {
    const { body } = await administrator.send('POST', '/api/keys', key);
    const path = `/api/keys/${(body as { key: { keyId: string } }).key.keyId}`;
    expect((await (browsers['contributor'] as Browser).send('DELETE', path, undefined)).status).toBe(404);
    expect((await administrator.send('DELETE', path, undefined)).status).toBe(204);
  });

  it('tells who may not what is needed', async () => {
    const { body } = await (browsers['viewer'] as Browser).send('PUT', '/api/definitions/segment/Anybody', segment);
    expect(body).toMatchObject({ code: 'FLX_HTTP_ROLE', message: 'This needs the role contributor; yours is viewer.' });
  });

  it('keep the last administrator', async () => {
    const { items } = (await administrator.get('/api/users')).body as { items: { accountId: string; email: string }[] };
    const id = items.find(({ email }) => email === 'ane@example.org')?.accountId;
    expect(await administrator.send('PUT', `/api/users/${id}`, { role: 'viewer' })).toMatchObject({
      status: 409,
      body: { code: 'FLX_ACCESS_LAST_ADMINISTRATOR' },
    });
  });

  it('end at once for who is disabled', async () => {
    const { items } = (await administrator.get('/api/users')).body as { items: { accountId: string; email: string }[] };
    const id = items.find(({ email }) => email === 'viewer@example.org')?.accountId;
    await administrator.send('PUT', `/api/users/${id}`, { isEnabled: false });
    expect((await (browsers['viewer'] as Browser).get('/api/home')).status).toBe(401);
  });

  it('are in the audit log, with who gave them', async () => {
    const { items } = (await administrator.get('/api/audit?objectKind=user')).body as { items: object[] };
    expect(items).toContainEqual(
      expect.objectContaining({ actor: 'ane@example.org', action: 'user.change', objectName: 'viewer@example.org' }),
    );
  });
});

describe('an API key', () => {
  const make = async (input: object) => {
    const { body } = await administrator.send('POST', '/api/keys', { name: 'Program', role: 'contributor', ...input });
    return body as { token: string; key: { keyId: string; hint: string } };
  };
  const call = (path: string, token: string) => fetch(`${address}${path}`, { headers: { 'x-fluxu-key': token } });

  it('opens what its scopes are for, and nothing else', async () => {
    const { token, key } = await make({ scopes: ['connector'] });
    expect([(await call('/connector/datasets', token)).status, (await call('/api/home', token)).status]).toEqual([
      200, 403,
    ]);
    const { items } = (await administrator.get('/api/keys')).body as { items: { keyId: string; usedAt?: string }[] };
    expect(items.find(({ keyId }) => keyId === key.keyId)?.usedAt).toBeDefined();
    expect(JSON.stringify(items)).not.toContain(token);
  });

  it('works as a bearer token, until it ends or is removed', async () => {
    const { token, key } = await make({ scopes: ['api'] });
    const bearer = () => fetch(`${address}/api/home`, { headers: { authorization: `Bearer ${token}` } });
    expect((await bearer()).status).toBe(200);
    await administrator.send('DELETE', `/api/keys/${key.keyId}`, undefined);
    expect((await bearer()).status).toBe(401);
    const ended = await make({ scopes: ['api'], expiresAt: '2020-01-01T00:00:00Z' });
    expect((await call('/api/home', ended.token)).status).toBe(401);
  });
});
