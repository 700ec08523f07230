import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser as Person } from '../connector/browser.ts';
import { type Program, type ProgramTokens, registerProgram } from '../connector/program.ts';
import { becomeAdministrator, PASSWORD, type SignInServer, startSignInServer } from '../connector/sign-in-server.ts';
import { findBarriers } from './support/accessibility.ts';
import { type Browser, buildPages, startBrowser, type WatchedPage, WEB_ROOT } from './support/browser.ts';

const NEXT_PASSWORD = 'beste lau hitz elkarrekin';
let server: SignInServer;
let browser: Browser;
let person: Person;
let program: Program;
let tokens: ProgramTokens;
let account: WatchedPage;

beforeAll(async () => {
  buildPages();
  server = await startSignInServer(WEB_ROOT);
  person = await becomeAdministrator(server);
  program = await registerProgram(server.address, person);
  tokens = await program.allow(person);
  browser = await startBrowser();
  account = await browser.open(`${server.address}/account`);
  const { page } = account;
  // By the keyboard alone: the first field waits for it.
  await page.getByLabel('E-mail').and(page.locator(':focus')).waitFor();
  await page.keyboard.type('ane@example.org');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.goto(`${server.address}/account`);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('somebody on his account page', () => {
  it('sees the programs that act for him and takes back what he allowed', async () => {
    const { page } = account;
    const row = page.getByRole('row', { name: /Power Automate/ });
    await row.getByText('connector, offline_access').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await row.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('You have not allowed any program').waitFor();
    await expect(program.refresh(tokens)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('chooses a new password, which signs out other browsers and, when he wants, removes his keys', async () => {
    const { page } = account;
    await person.send('POST', '/api/keys', { name: 'Script', role: 'viewer', scopes: ['api'] });
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByLabel('New password').fill(NEXT_PASSWORD);
    await page.getByLabel('Remove my API keys too').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The password has been changed').waitFor();
    expect((await person.get('/api/home')).status).toBe(401);
    await page.goto(`${server.address}/admin/keys`);
    await page.getByText('No key yet').waitFor();
  });
});
