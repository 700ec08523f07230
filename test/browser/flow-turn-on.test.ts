import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';
import { segmentTrigger } from './support/segment-trigger.ts';

const opened = smallCompanyForFile();

const host = { apiId: '/apis/shared_smtp', connectionName: 'shared_smtp', operationId: 'SendEmailV3' };
const parameters = { 'emailMessage/To': 'ane@x.eus', 'emailMessage/Subject': 'Kaixo' };
const Tell_her = { type: 'OpenApiConnection', inputs: { host, parameters }, runAfter: {} };
const Each = { type: 'Foreach', foreach: '@range(0, 2)', actions: { Tell_her }, runAfter: {} };
const definition = { triggers: { Crossed: segmentTrigger() }, actions: { Each } };

const reason = /stays off: these steps lack a connection: 'Tell her'\./;
const theSwitch = (page: Page, name: string) => page.getByRole('switch', { name: `${name} is on` });
const stateOf = async (name: string) => (await opened.flowOf(name)).state;

describe('a flow that lacks a connection', () => {
  it('stays off, and the list says which steps lack it and leads to them; it is turned on once they have it', async () => {
    await opened.putFlow('Lacking', {}, { definition });
    const { page, faults } = await opened.pages.open('/flows');
    await theSwitch(page, 'Lacking').click();
    await page.getByRole('status').getByText(reason).waitFor();
    expect(await stateOf('Lacking')).toBe('stopped');
    expect(await theSwitch(page, 'Lacking').isChecked()).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('status').getByRole('link', { name: 'Open in the designer' }).click();
    await page.getByText("Choose a connection in 'Tell her'.").first().waitFor();
    await page.close();
    await opened.company.app.definitions.put({
      kind: 'connection',
      name: 'Post',
      definition: { name: 'Post', displayName: 'Post', connector: 'smtp', parameters: {} },
      changedBy: 'test',
    });
    await opened.putFlow('Lacking', {}, { definition, connections: { shared_smtp: 'Post' } });
    const again = await opened.pages.open('/flows');
    await theSwitch(again.page, 'Lacking').click();
    await expect.poll(() => stateOf('Lacking')).toBe('started');
    await again.page.close();
    // The browser tells of the refused request, too.
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
  });

  it('stays off in the designer, which says why and how to mend it', async () => {
    await opened.putFlow('Designed', {}, { definition: { ...definition, triggers: { When: { type: 'Request' } } } });
    const { page } = await opened.pages.open('/flows/Designed/edit');
    await page.getByRole('switch').click();
    await page.getByRole('alert').getByText(reason).waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('FLX_FLOW_NOT_CONNECTED');
    expect(await stateOf('Designed')).toBe('stopped');
    await page.close();
  });
});
