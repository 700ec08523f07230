import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { type Browser, createBrowser } from './browser.ts';
import { PROGRAM_REDIRECT, type Program, type ProgramTokens, registerProgram } from './program.ts';
import { becomeAdministrator, invite, PASSWORD, type SignInServer, startSignInServer } from './sign-in-server.ts';

const NEXT_PASSWORD = 'beste lau hitz elkarrekin';

let server: SignInServer;
let administrator: Browser;
let program: Program;

beforeAll(async () => {
  server = await startSignInServer();
  administrator = await becomeAdministrator(server);
  program = await registerProgram(server.address, administrator);
});
afterAll(() => server.close());

const callWith = async (token: string) =>
  (await fetch(`${server.address}/connector/datasets`, { headers: { authorization: `Bearer ${token}` } })).status;
const grantsOf = async (browser: Browser) =>
  ((await browser.get('/api/account/grants')).body as { items: { grantId: string }[] }).items;

/** Neither the access token nor the refresh token of a program is good for anything. */
async function expectEnded(tokens: ProgramTokens): Promise<void> {
  expect(await callWith(tokens.access)).toBe(401);
  await expect(program.refresh(tokens)).rejects.toMatchObject({ error: 'invalid_grant' });
}

/** What can be given on a command line: nothing that begins with '-'. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('what somebody allowed a program', () => {
  let browser: Browser;
  let accountId: string;
  let people = 0;
  beforeEach(async () => {
    const invitation = { email: `person${++people}@example.org`, displayName: 'Person', role: 'contributor' };
    ({ browser, accountId } = await invite({ address: server.address, administrator }, invitation));
  });

  it('is listed for who allowed it, and for nobody else', async () => {
    await program.allow(browser);
    expect(await grantsOf(browser)).toEqual([
      {
        grantId: expect.any(String),
        accountId,
        clientId: program.clientId,
        clientName: 'Power Automate',
        scopes: ['connector', 'offline_access'],
        createdAt: expect.stringMatching(/^20\d\d-/),
        expiresAt: expect.stringMatching(/^20\d\d-/),
      },
    ]);
    expect(await grantsOf(administrator)).toEqual([]);
  });

  it('ends with its tokens at once when it is taken back, and is asked for again afterwards', async () => {
    const tokens = await program.allow(browser);
    expect(await callWith(tokens.access)).toBe(200);
    const [grant] = await grantsOf(browser);
    expect((await browser.send('DELETE', `/api/account/grants/${grant?.grantId}`, undefined)).status).toBe(204);
    await expectEnded(tokens);
    expect(await grantsOf(browser)).toEqual([]);
    expect(await callWith((await program.allow(browser)).access)).toBe(200);
  });

  it('cannot be taken back by somebody else, unless he is an administrator', async () => {
    const tokens = await program.allow(browser);
    const [grant] = await grantsOf(browser);
    const path = `/api/account/grants/${grant?.grantId}`;
    const invitation = { email: `other${people}@example.org`, displayName: 'Other', role: 'contributor' };
    const other = await invite({ address: server.address, administrator }, invitation);
    expect((await other.browser.send('DELETE', path, undefined)).status).toBe(404);
    expect(await callWith(tokens.access)).toBe(200);
    expect((await administrator.send('DELETE', path, undefined)).status).toBe(204);
    await expectEnded(tokens);
  });

  it('ends with a new password, and so do other browsers; keys end only when asked', async () => {
    const keyOf = async () => {
      const { body } = await browser.send('POST', '/api/keys', { name: 'k', role: 'viewer', scopes: ['connector'] });
      return (body as { token: string }).token;
    };
    const [tokens, key, second] = [await program.allow(browser), await keyOf(), createBrowser(server.address)];
    await second.send('POST', '/api/session', { email: `person${people}@example.org`, password: PASSWORD });
    expect((await second.get('/api/home')).status).toBe(200);
    const change = { current: PASSWORD, next: NEXT_PASSWORD };
    expect((await browser.send('PUT', '/api/account/password', change)).status).toBe(204);
    await expectEnded(tokens);
    expect([(await second.get('/api/home')).status, (await browser.get('/api/home')).status]).toEqual([401, 200]);
    expect(await callWith(key)).toBe(200);
    const again = { current: NEXT_PASSWORD, next: PASSWORD, endsKeys: true };
    expect((await browser.send('PUT', '/api/account/password', again)).status).toBe(204);
    expect(await callWith(key)).toBe(401);
  });

  it('ends with a password that is chosen over a link, and the program cannot sign in silently', async () => {
    const tokens = await program.allow(browser);
    const { body } = await administrator.send('POST', `/api/users/${accountId}/link`, {});
    const token = new URL((body as { link: string }).link, server.address).searchParams.get('token');
    const fresh = createBrowser(server.address);
    expect((await fresh.send('POST', `/api/sign-in-links/${token}`, { password: NEXT_PASSWORD })).status).toBe(200);
    await expectEnded(tokens);
    const query = new URLSearchParams({
      client_id: program.clientId,
      response_type: 'code',
      redirect_uri: PROGRAM_REDIRECT,
      scope: 'connector',
      prompt: 'none',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const { arrival } = await browser.authorize(`${server.address}/oauth/auth?${query}`, PROGRAM_REDIRECT);
    expect(new URL(arrival).searchParams.get('error')).toBe('login_required');
  });

  it('is seen and ended on the command line by who runs the server', async () => {
    const tokens = await program.allow(browser);
    const fluxu = async (...words: string[]) => {
      let stdout = '';
      const code = await runProgram([...words, '--json'], {
        stdout: { write: (text) => (stdout += text) },
        stderr: { write: () => true },
        environment: server.company.environment,
        stopRequested: new AbortController().signal,
      });
      return { code, result: JSON.parse(stdout) };
    };
    const user = `person${people}@example.org`;
    const { result } = await fluxu('grant', 'list', '--user', user);
    expect(result).toMatchObject([{ user, clientName: 'Power Automate' }]);
    const [{ grantId }] = result;
    expect(grantId).toMatch(UUID);
    expect(await fluxu('grant', 'end', grantId)).toEqual({ code: 0, result: { ended: grantId } });
    await expectEnded(tokens);
    expect(await fluxu('grant', 'end', grantId)).toMatchObject({ code: 3 });
  });

  it('ends for good when the account is disabled', async () => {
    const tokens = await program.allow(browser);
    const { body } = await browser.send('POST', '/api/keys', { name: 'k', role: 'viewer', scopes: ['connector'] });
    const { token: key } = body as { token: string };
    const change = (isEnabled: boolean, more: object = {}) =>
      administrator.send('PUT', `/api/users/${accountId}`, { isEnabled, ...more });
    expect((await change(false)).status).toBe(200);
    await expectEnded(tokens);
    expect(await callWith(key)).toBe(401);
    expect((await change(true)).status).toBe(200);
    await expectEnded(tokens);
    expect(await callWith(key)).toBe(200);
    await change(false, { endsKeys: true });
    await change(true);
    expect(await callWith(key)).toBe(401);
  });
});
