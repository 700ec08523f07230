import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Flow } from '../../src/model/flow.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let pages: OpenedPages;
beforeAll(async () => {
  company = await openSmallCompany();
  pages = await openPages(company.app);
  const put = (kind: 'connection' | 'flow', definition: { readonly name: string }) =>
    company.app.definitions.put({ kind, name: definition.name, definition, changedBy: 'test' });
  await put('connection', { name: 'Desk', displayName: 'Our desk', connector: 'teams' } as { name: string });
  await put('flow', flow);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

const flow = {
  name: 'Tell',
  displayName: 'Tell the team',
  definition: {
    triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
    actions: {
      Post: {
        type: 'OpenApiConnection',
        inputs: {
          host: {
            apiId: '/providers/Microsoft.PowerApps/apis/shared_teams',
            connectionName: 'shared_teams',
            operationId: 'PostMessageToConversation',
          },
          parameters: { poster: 'Flow bot', location: 'Channel', 'body/messageBody': 'Kaixo' },
        },
        runAfter: {},
      },
    },
  },
};
const flowOf = async (name: string) => (await company.app.definitions.get('flow', name)).definition as Flow;

describe('the page of flows', () => {
  it.each(['definition', 'package', 'solution', 'arm'] as const)('exports a flow as %s', async (format) => {
    const { page } = await pages.open('/flows');
    await page.getByRole('button', { name: 'Export Tell the team' }).click();
    const coming = page.waitForEvent('download');
    await page.locator(`dialog a[href$="format=${format}"]`).click();
    const download = await coming;
    const { fileName } = await company.app.flowPackages.export('Tell', format);
    expect(download.suggestedFilename()).toBe(fileName);
    const content = readFileSync(await download.path());
    const [read] = await company.app.flowPackages.preview({ file: fileName, content, changedBy: 'test' });
    expect(read).toMatchObject({ format, connections: [{ reference: 'shared_teams' }] });
    await page.close();
  });

  it('shows what a package holds, warns of what it replaces, asks for its connection, and imports it', async () => {
    const { bytes } = await company.app.flowPackages.export('Tell', 'package');
    const { page, faults } = await pages.open('/flows');
    await page.getByRole('button', { name: 'Import' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import flows' });
    const chosen = { name: 'Tell.zip', mimeType: 'application/zip', buffer: Buffer.from(bytes) };
    await dialog.getByLabel('File with flows').setInputFiles(chosen);
    const contents = dialog.getByRole('region', { name: 'What it contains' });
    await contents.getByText('Tell the team').waitFor();
    const name = dialog.getByRole('textbox', { name: 'Name of the flow here' });
    await name.fill('Tell');
    await contents.getByText('Replaces version 1').waitFor();
    await name.fill('TellAgain');
    await contents.getByText('New').waitFor();
    await dialog.getByText('Flows without their connections stay off').waitFor();
    await dialog.getByRole('combobox', { name: 'Connection for shared_teams' }).selectOption('Desk');
    await dialog.getByText('Flows without their connections stay off').waitFor({ state: 'detached' });
    expect([await findBarriers(page), faults]).toEqual([[], []]);
    await dialog.getByRole('button', { name: 'Import' }).click();
    await page.getByText('1 flow imported').waitFor();
    expect(await flowOf('TellAgain')).toMatchObject({
      state: 'started',
      connections: { shared_teams: 'Desk' },
      definition: { actions: { Post: { type: 'OpenApiConnection' } } },
    });
    expect(await page.getByRole('row', { name: /Tell the team/ }).count()).toBe(2);
    await page.close();
  });

  it('says what is wrong with a file that holds no flow', async () => {
    const { page } = await pages.open('/flows');
    await page.getByRole('button', { name: 'Import' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import flows' });
    const chosen = { name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{"a": 1}') };
    await dialog.getByLabel('File with flows').setInputFiles(chosen);
    await dialog.getByText('notes.json').last().waitFor();
    expect(await dialog.getByRole('button', { name: 'Import' }).getAttribute('aria-disabled')).toBe('true');
    await page.close();
  });
});
