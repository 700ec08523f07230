import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { openSignedIn, type SignedIn } from './support/signed-in.ts';

let site: SignedIn;
beforeAll(async () => {
  site = await openSignedIn();
  await site.company.refresh();
});
afterAll(() => site.close());

it('the bell tells live what fails, leads to it, and is read once for all browsers of the account', async () => {
  const { page, faults } = await site.open('/');
  await page.getByRole('button', { name: 'What needs a look: 0 are new' }).waitFor();
  site.company.loseSurvey();
  await site.company.refresh();
  const bell = page.getByRole('button', { name: 'What needs a look: 1 is new' });
  await bell.press('Enter');
  const list = page.getByRole('group', { name: 'What needs a look' });
  await list.getByText(/^Refresh failed/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await list.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByRole('button', { name: 'What needs a look: 0 are new' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'What needs a look: 0 are new' }).click();
  await list.getByRole('link', { name: 'Survey answers' }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/data/refreshes/'));
  await page.close();
  expect(faults).toEqual([]);
});
