import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';
import { showScheme } from './support/scheme.ts';

const opened = smallCompanyForFile();

describe('the page of all parts', () => {
  it.each(['light', 'dark'] as const)('keeps nobody out of what opens on top of it, in %s', async (colorScheme) => {
    const { page, faults } = await opened.pages.open('/__ui');
    await page.locator('h1').waitFor();
    await showScheme(page, colorScheme);
    await page.getByRole('checkbox', { name: 'Choose Bilbao' }).check();
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('status').getByText('Copied').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Revoke' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke' });
    await dialog.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.close();
    expect(faults).toEqual([]);
  });
});
