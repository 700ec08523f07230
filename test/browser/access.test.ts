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
