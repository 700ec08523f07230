import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Flow } from '../../src/model/flow.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let pages: OpenedPages;

const NAMES = ['Call', 'Greet', 'Wait'];
const failsAtLast = {
  Each: {
    type: 'Foreach',
    foreach: '@range(0, 60)',
    actions: { Read: { type: 'Compose', inputs: "@int(if(equals(item(), 58), 'none', string(item())))" } },
  },
};
const actions = {
  Call: { Stop: { type: 'Terminate', inputs: { runStatus: 'Failed' } } },
  Greet: { Say: { type: 'Compose', inputs: "@triggerBody()?['name']" } },
  Wait: { Pause: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Hour' } } } },
};

beforeAll(async () => {
  company = await openSmallCompany();
  for (const [name, own] of Object.entries(actions)) {
    const definition = { name, definition: { triggers: { Manual: { type: 'Request' } }, actions: own } };
    await company.app.definitions.put({ kind: 'flow', name, definition, changedBy: 'Ane' });
  }
  await company.app.start();
  for (const name of NAMES) await company.app.flows.run(name, { body: { name: 'Kaixo' } });
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

async function statusesOf(): Promise<readonly string[]> {
  return (await company.app.runs.list({}, { limit: 50 })).items.map(({ status }) => status).sort();
}
const statesOf = async () =>
  (await company.app.definitions.list('flow')).map(({ definition }) => (definition as Flow).state ?? 'started');

describe('the list of flows', () => {
  it('tells owner, trigger, last run and how the last four weeks went', async () => {
    await expect.poll(statusesOf).toEqual(['Failed', 'Succeeded', 'Waiting']);
    const { page, faults } = await pages.open('/flows');
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`${name} is on`) });
    await row('Call').getByRole('img', { name: 'Failed: 1' }).waitFor();
    await row('Call').getByText('0%').waitFor();
    await row('Greet').getByRole('img', { name: 'Succeeded: 1' }).waitFor();
    await row('Greet').getByText('100%').waitFor();
    expect(await row('Greet').getByText('Ane', { exact: true }).count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('turns a flow off where it stands, and takes it back', async () => {
    const { page, faults } = await pages.open('/flows');
    await page.getByRole('switch', { name: 'Greet is on' }).click();
    await page.getByText('Greet is off now').waitFor();
    expect(await statesOf()).toEqual(['started', 'stopped', 'started']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(statesOf).toEqual(['started', 'started', 'started']);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('turns several off, exports them as one file, deletes them and brings them back', async () => {
    const { page, faults } = await pages.open('/flows');
    await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByText('3 changed').waitFor();
    expect(await statesOf()).toEqual(['stopped', 'stopped', 'stopped']);
    await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
    await page.getByRole('button', { name: 'Export 3 flows' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Definition (JSON)' }).click();
    expect((await download).suggestedFilename()).toBe('flows.zip');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete 3' }).click();
    await page.getByText('No flow yet').waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(async () => (await company.app.definitions.list('flow')).map(({ name }) => name)).toEqual(NAMES);
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('runs', () => {
  it('shows a loop iteration by iteration, and leads to the one that failed', async () => {
    const definition = {
      name: 'Loop',
      definition: { triggers: { Manual: { type: 'Request' } }, actions: failsAtLast },
    };
    await company.app.definitions.put({ kind: 'flow', name: 'Loop', definition, changedBy: 'Ane' });
    const { runId } = await company.app.flows.run('Loop', {});
    await expect.poll(async () => (await company.app.runs.get(runId)).status).toBe('Failed');
    const { page, faults } = await pages.open(`/flows/runs/${runId}`);
    const iterations = page.getByRole('region', { name: 'Iterations' });
    await iterations.getByText('of 60').waitFor();
    await iterations.getByText('Each 1', { exact: false }).waitFor();
    await iterations.getByRole('spinbutton', { name: 'Iteration' }).fill('53');
    await iterations.getByRole('region', { name: 'Read: Outputs' }).getByText('52').waitFor();
    await iterations.getByRole('checkbox', { name: 'Only the 1 that failed' }).check();
    await iterations.getByText('of 1', { exact: true }).waitFor();
    await iterations.getByText('Each 59', { exact: false }).waitFor();
    await iterations.getByRole('alert').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('says what to do about a step that failed', async () => {
    const Post = { type: 'Http', inputs: { method: 'GET', uri: 'http://127.0.0.1:9/', retryPolicy: { type: 'none' } } };
    const definition = {
      name: 'Alone',
      definition: { triggers: { Manual: { type: 'Request' } }, actions: { Post } },
    };
    await company.app.definitions.put({ kind: 'flow', name: 'Alone', definition, changedBy: 'Ane' });
    const { runId } = await company.app.flows.run('Alone', {});
    await expect.poll(async () => (await company.app.runs.get(runId)).status).toBe('Failed');
    const { mend } = (await company.app.runs.get(runId)).actions[0]?.error ?? {};
    const { page, faults } = await pages.open(`/flows/runs/${runId}`);
    await page.getByText(`What to do: ${mend}`).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('lists what is inside of a loop after the loop, and calls triggers and steps by their titles', async () => {
    const inner = { Say_it: { type: 'Compose', inputs: '@item()' } };
    const For_each = {
      type: 'Foreach',
      foreach: '@range(0, 3)',
      actions: inner,
      runAfter: { Begin_here: ['Succeeded'] },
    };
    const actions = { For_each, Begin_here: { type: 'Compose', inputs: 1 } };
    const definition = { name: 'Titles', definition: { triggers: { When_asked: { type: 'Request' } }, actions } };
    await company.app.definitions.put({ kind: 'flow', name: 'Titles', definition, changedBy: 'Ane' });
    const { runId } = await company.app.flows.run('Titles', {});
    await expect.poll(async () => (await company.app.runs.get(runId)).status).toBe('Succeeded');
    const { page, faults } = await pages.open(`/flows/runs/${runId}`);
    await page.getByText('When asked').waitFor();
    expect(await page.locator('summary').allTextContents()).toEqual([
      expect.stringContaining('Begin here'),
      expect.stringContaining('For each'),
      expect.stringContaining('Say it'),
    ]);
    await page.getByTitle('Say_it', { exact: true }).click();
    await page.getByRole('region', { name: 'Say it: Outputs (JSON)' }).waitFor();
    const left = (name: string) =>
      page.getByTitle(name, { exact: true }).evaluate((row) => row.getBoundingClientRect().x);
    expect(await left('Say_it')).toBeGreaterThan(await left('For_each'));
    for (const path of ['/flows/runs?flow=Titles', '/flows/Titles', '/']) {
      await page.goto(`${pages.address}${path}`);
      await page.getByTitle('When_asked', { exact: true }).getByText('When asked').first().waitFor();
    }
    await page.close();
    expect(faults).toEqual([]);
  });

  it('resubmits all that fit the filter, and cancels those that are chosen', async () => {
    const { page, faults } = await pages.open('/flows/runs?flow=Call');
    await page.getByRole('button', { name: 'Resubmit all that fit' }).click();
    await page.getByRole('dialog').getByText('1 ended run fits the filter.', { exact: false }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Resubmit 1' }).click();
    await page.getByText('1 run has been resubmitted.').waitFor();
    await expect.poll(async () => (await company.app.runs.list({ flow: 'Call' }, { limit: 9 })).items.length).toBe(2);
    await page.getByRole('combobox', { name: 'Flow' }).selectOption('Wait');
    await page.getByRole('checkbox', { name: 'Choose Wait' }).check();
    await page.getByRole('button', { name: 'Cancel run' }).click();
    await page.getByText('1 run has been canceled.').waitFor();
    await page.getByRole('cell', { name: 'Canceled' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });
});
