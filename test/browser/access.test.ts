import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { openSignedIn, type SignedIn } from './support/signed-in.ts';

let site: SignedIn;
beforeAll(async () => {
  site = await openSignedIn();
});
afterAll(() => site.close());

describe('the audit log', () => {
  it('is filtered by who, what, kind and day in the address, and its file holds what fits', async () => {
    const key = { name: 'Audited', role: 'viewer', scopes: ['api'] };
    await site.administrator.send('POST', '/api/keys', key);
    const { page, faults } = await site.open('/admin/audit');
    await page.getByRole('combobox', { name: 'Action' }).selectOption({ label: 'API key: Created' });
    const rows = page.getByRole('group', { name: 'Audit log' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(2);
    await rows.nth(1).getByText('API key Audited').waitFor();
    await page.getByRole('combobox', { name: 'Who' }).selectOption('ane@example.org');
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('action'), searchParams.get('actor')]).toEqual(['key.create', 'ane@example.org']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as JSON' }).click(),
    ]);
    const text = await download.createReadStream().then((stream) => stream.setEncoding('utf8').toArray());
    expect(JSON.parse(text.join(''))).toMatchObject([{ actor: 'ane@example.org', action: 'key.create' }]);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('To', { exact: true }).fill('2020-01-01');
    await page.getByText('Nothing fits').waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('somebody on his account page', () => {
  it('makes a key that he sees once, and revokes it', async () => {
    await site.administrator.send('POST', '/api/keys', { name: 'Other', role: 'viewer', scopes: ['api'] });
    const { page, faults } = await site.open('/account');
    const keys = page.getByRole('region', { name: 'My API keys' });
    await keys.getByText('Other').waitFor();
    await keys.getByRole('button', { name: 'Add API key' }).click();
    const name = page.getByLabel('What it is for');
    await page.keyboard.press('Enter');
    await page.keyboard.type('My script');
    expect(await name.inputValue()).toBe('My script');
    await page.keyboard.press('Enter');
    const token = await page.getByRole('textbox', { name: 'Copy the key now' }).inputValue();
    expect(await findBarriers(page)).toEqual([]);
    const home = () => fetch(`${site.address}/connector/datasets`, { headers: { 'x-fluxu-key': token } });
    expect((await home()).status).toBe(200);
    const focused = page.locator(':focus');
    await expect.poll(() => focused.inputValue()).toBe(token);
    await page.keyboard.press('Tab');
    await page.context().grantPermissions(['clipboard-write'], { origin: site.address });
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('status').getByText('Copied').waitFor();
    await page.keyboard.press('Escape');
    expect(await focused.textContent()).toBe('Add API key');
    const row = keys.getByRole('row', { name: /My script/ });
    await row.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await row.waitFor({ state: 'detached' });
    expect((await home()).status).toBe(401);
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe.each([
  ['/admin/keys', 'Add API key', 'What it is for'],
  ['/admin/oauth-clients', 'Add OAuth client', 'Name'],
])('the dialog of %s', (path, add, field) => {
  it('gives the focus back to what opened it, and to what it made', async () => {
    const { page, faults } = await site.open(path);
    const focused = page.locator(':focus');
    const opener = page.getByRole('button', { name: add });
    for (const leave of [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'Cancel' }).click(),
    ]) {
      await opener.press('Enter');
      await page.getByRole('textbox', { name: field, exact: true }).waitFor();
      await leave();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await focused.textContent()).toBe(add);
    }
    await opener.press('Enter');
    await page.keyboard.type('Mine');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Mine' }).locator('input:focus').waitFor();
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused.textContent()).toBe(add);
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('an administrator', () => {
  const users = async () =>
    (await site.company.app.access.users.list())
      .filter(({ email }) => email !== 'ane@example.org')
      .map(({ role, state }) => `${role} ${state}`);

  it('gives a role to one and to several, and disables them once he has been told what that does', async () => {
    for (const displayName of ['Bea', 'Jon']) {
      const invitation = { email: `${displayName}@example.org`, displayName, role: 'viewer' };
      await site.administrator.send('POST', '/api/users', invitation);
    }
    const { page, faults } = await site.open('/admin/permissions');
    await page.getByRole('combobox', { name: 'Role: Bea' }).selectOption('contributor');
    await expect.poll(users).toEqual(expect.arrayContaining(['contributor invited', 'viewer invited']));
    for (const name of ['Bea', 'Jon']) await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
    await page.getByRole('combobox', { name: 'Give role' }).selectOption('administrator');
    await expect.poll(users).toEqual(['administrator invited', 'administrator invited']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(users).toEqual(expect.arrayContaining(['contributor invited', 'viewer invited']));
    for (const name of ['Bea', 'Jon']) await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
    await page.getByRole('group', { name: 'Chosen rows' }).getByRole('button', { name: 'Disable' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/signed out everywhere.*(Bea, Jon|Jon, Bea)/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await page.getByText('2 changed').first().waitFor();
    await expect.poll(users).toEqual(expect.arrayContaining(['contributor disabled', 'viewer disabled']));
    await page.close();
    expect(faults).toEqual([]);
  });

  it('removes OAuth clients after having read whom it meets', async () => {
    for (const name of ['One', 'Two'])
      await site.administrator.send('POST', '/api/oauth-clients', { name, redirectUris: ['https://one.example/in'] });
    const { page, faults } = await site.open('/admin/oauth-clients');
    await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
    await page.getByRole('group', { name: 'Chosen rows' }).getByRole('button', { name: 'Delete' }).click();
    await page
      .getByRole('dialog')
      .getByText(/no longer sign in through/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No OAuth client yet').waitFor();
    expect(await site.company.app.access.clients.list()).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('maps groups of the identity provider to roles', async () => {
    const { page, faults } = await site.open('/admin/sign-in');
    const groups = page.getByRole('group', { name: 'Roles by group' }).first();
    await page.getByLabel('Claim that names the groups').fill('groups');
    await groups.getByRole('button', { name: 'Add group' }).click();
    await groups.getByRole('textbox', { name: 'Group or role of the provider' }).fill('Marketing');
    await groups.getByRole('combobox', { name: 'Role: Marketing' }).selectOption('contributor');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const kept = async () => (await site.company.app.access.settings.read()).oidc;
    await expect.poll(kept).toMatchObject({ groupClaim: 'groups', roles: { Marketing: 'contributor' } });
    await page.reload();
    await groups.getByRole('button', { name: 'Remove group Marketing' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(async () => (await kept()).roles).toEqual({});
    await page.close();
    expect(faults).toEqual([]);
  });
});
