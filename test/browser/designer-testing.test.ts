import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Flow } from '../../src/model/flow.ts';
import { type LocalService, startLocalService } from '../support/local-service.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { segmentTrigger } from './support/segment-trigger.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let service: LocalService;
let pages: OpenedPages;
beforeAll(async () => {
  company = await openSmallCompany({ FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' });
  await company.app.start();
  service = await startLocalService();
  service.answer(() => ({ body: { text: 'called' } }));
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await service.close();
  await company.close();
});

const flowOf = async (name: string) => (await company.app.definitions.get('flow', name)).definition as Flow;

/** A flow that is published with nothing in it, and whose draft calls a service and says what it answered. */
async function openDraft(name: string, state: 'started' | 'stopped' = 'stopped') {
  const triggers = { When: { type: 'Request', inputs: {} } };
  const Call = { type: 'Http', inputs: { method: 'POST', uri: service.url }, runAfter: {} };
  const Say = {
    type: 'Compose',
    inputs: "@concat(triggerBody()?['name'], ': ', body('Call')?['text'])",
    runAfter: { Call: ['Succeeded'] },
  };
  const flow: Flow = {
    name,
    state,
    definition: { triggers, actions: {} },
    draft: { triggers, actions: { Call, Say } },
  };
  await company.app.definitions.put({ kind: 'flow', name, changedBy: 'test', definition: flow });
  return pages.open(`/flows/${name}/edit`);
}

const card = (page: Page, name: RegExp) => page.getByRole('button', { name });
const ON = 'Give a static result instead of carrying this step out';

/** Gives the step Call a static result whose body has a text. */
async function giveStaticResult(page: Page, text: string) {
  await card(page, /^Call, /).click();
  await page.getByRole('tab', { name: 'Testing' }).click();
  await page.getByRole('switch', { name: ON }).click();
  const outputs = page.getByRole('textbox', { name: 'Outputs of the static result' });
  await outputs.fill(JSON.stringify({ statusCode: 'OK', body: { text } }));
}

async function test(page: Page, outputs: object) {
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByRole('textbox', { name: 'Trigger outputs' }).fill(JSON.stringify(outputs));
  await page.getByRole('button', { name: 'Run test' }).click();
}

/** Parts of the panel that are lower than what they hold, and than they may be. */
const findShrunk = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('aside > *')]
      .filter(({ clientHeight, scrollHeight }, index, parts) => {
        const most = Number.parseFloat(getComputedStyle(parts[index] as Element).maxHeight);
        return clientHeight + 4 < Math.min(scrollHeight, Number.isNaN(most) ? scrollHeight : most);
      })
      .map(({ textContent, clientHeight, scrollHeight }) => `${textContent}: ${clientHeight} of ${scrollHeight} px`),
  );

describe('trying a flow in the designer', () => {
  it('gives a step a static result, marks its card, undoes and redoes it, and keeps it through a save', async () => {
    const { page, faults } = await openDraft('Static');
    await giveStaticResult(page, 'fixed');
    await card(page, /^Call, .*Static result$/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await card(page, /^Call, .*Static result$/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Redo' }).click();
    await card(page, /^Call, .*Static result$/).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText(/^Saved /).waitFor();
    const { draft } = await flowOf('Static');
    expect(draft?.['staticResults']).toEqual({
      Call0: { status: 'Succeeded', outputs: { statusCode: 'OK', body: { text: 'fixed' } } },
    });
    expect(draft?.['actions']).toMatchObject({
      Call: { runtimeConfiguration: { staticResult: { name: 'Call0', staticResultOptions: 'Enabled' } } },
    });
    await page.reload();
    await card(page, /^Call, .*Static result$/).click();
    await page.getByRole('tab', { name: 'Testing' }).click();
    expect(await page.getByRole('switch', { name: ON }).isChecked()).toBe(true);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('tests what is on the canvas, not saved, with a static result, and shows it there without a run', async () => {
    const { page, faults } = await openDraft('Unsaved');
    await giveStaticResult(page, 'fixed');
    await test(page, { body: { name: 'Ane' } });
    await card(page, /^Say, .*Succeeded/).click();
    await page.getByText('In the run shown: Ane: fixed').waitFor();
    await page.getByRole('tab', { name: 'Last run' }).click();
    await page.getByRole('region', { name: 'Say: Outputs (JSON)' }).getByText('Ane: fixed').waitFor();
    expect((await company.app.runs.list({ flow: 'Unsaved' }, { limit: 5 })).items).toEqual([]);
    expect((await flowOf('Unsaved')).draft?.['staticResults']).toBeUndefined();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('says which steps a test did not carry out, and carries them out when it is told to', async () => {
    const { page } = await openDraft('Reaching');
    const before = service.received.length;
    await test(page, { body: { name: 'Ane' } });
    await page.getByText('Not carried out: Call.').waitFor();
    await card(page, /^Call, .*Not carried out/).waitFor();
    expect(service.received.length).toBe(before);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('checkbox', { name: 'Carry out steps that reach out' }).check();
    await page.getByText('Messages are really sent').waitFor();
    await page.getByRole('button', { name: 'Run test' }).click();
    await card(page, /^Call, .*Succeeded/).waitFor();
    expect(service.received.length).toBe(before + 1);
    const shown = page.getByRole('region', { name: 'Run on the canvas' });
    await shown.getByText('Draft', { exact: true }).waitFor();
    await shown.getByRole('button', { name: 'Back to the editor' }).click();
    await card(page, /^Call, .*Succeeded/).waitFor({ state: 'detached' });
    await page.close();
  });

  it('tests with the trigger of a past run', async () => {
    const { page } = await openDraft('Past', 'started');
    await company.app.flows.run('Past', { body: { name: 'Jon' } });
    await page.reload();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('radio', { name: /started a run \(Succeeded\)$/ }).check();
    await page.getByRole('button', { name: 'Run test' }).click();
    await card(page, /^Say, .*Succeeded/).click();
    await page.getByText('In the run shown: Jon: ').waitFor();
    await page.close();
  });

  it('tests with an event that started no run, and says why', async () => {
    const conditions = [{ expression: "@equals(triggerBody()?['name'], 'Jon')" }];
    const Say = { type: 'Compose', inputs: "@concat('Kaixo ', triggerBody()?['name'])", runAfter: {} };
    const definition = { triggers: { When: { type: 'Request', inputs: {}, conditions } }, actions: { Say } };
    const flow = { name: 'Refusing', state: 'started', definition } as const;
    await company.app.definitions.put({ kind: 'flow', name: 'Refusing', changedBy: 'test', definition: flow });
    await company.app.flowTriggers.run('Refusing', 'When', { body: { name: 'Ane' } });
    const { page, faults } = await pages.open('/flows/Refusing/edit?view=test');
    await page.getByRole('radio', { name: /started nothing. The conditions of the trigger do not hold/ }).check();
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 480 });
    expect(await findShrunk(page)).toEqual([]);
    await page.getByRole('button', { name: 'Run test' }).click();
    await card(page, /^Say, .*Succeeded/).click();
    await page.getByText('In the run shown: Kaixo Ane').waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('says of which version a run is and that it was resubmitted, and leads back to the editor', async () => {
    const { page, faults } = await openDraft('Marked', 'started');
    const first = await company.app.flows.run('Marked', { body: { name: 'Jon' } });
    const { runId } = await company.app.runs.resubmit(first.runId);
    await page.goto(`${pages.address}/flows/Marked/edit?run=${runId}`);
    const shown = page.getByRole('region', { name: 'Run on the canvas' });
    await shown.getByText('Version 1').waitFor();
    await shown.getByText('Resubmitted').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shown.getByRole('button', { name: 'Back to the editor' }).click();
    await shown.waitFor({ state: 'detached' });
    await page.waitForURL((url) => url.search === '');
    await page.goto(`${pages.address}/flows/runs/${runId}`);
    await page.getByText('Version 1').waitFor();
    await page.getByText('Resubmitted', { exact: true }).waitFor();
    await page.goto(`${pages.address}/flows/runs?flow=Marked`);
    await page.getByText('Resubmitted', { exact: true }).waitFor();
    expect(await page.getByText('Resubmitted', { exact: true }).count()).toBe(1);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('really runs what is published only when it is told to, names the steps that reach out, and offers a test', async () => {
    const call = { type: 'Http', inputs: { method: 'POST', uri: service.url } };
    const fixed = { runtimeConfiguration: { staticResult: { name: 'Fixed0', staticResultOptions: 'Enabled' } } };
    const definition = {
      triggers: { When: { type: 'Request', inputs: {} } },
      actions: { Call_them: { ...call, runAfter: {} }, Fixed: { ...call, ...fixed, runAfter: {} } },
      staticResults: { Fixed0: { status: 'Succeeded', outputs: { statusCode: 'OK' } } },
    };
    const flow = { name: 'Really', state: 'started', definition } as const;
    await company.app.definitions.put({ kind: 'flow', name: 'Really', changedBy: 'test', definition: flow });
    const { page, faults } = await pages.open('/flows/Really/edit?view=test');
    const before = service.received.length;
    const run = page.getByRole('button', { name: 'Run what is published' });
    const dialog = page.getByRole('dialog', { name: 'Run what is published' });
    await run.click();
    expect(await dialog.getByRole('listitem').allTextContents()).toEqual([expect.stringContaining('Call them')]);
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await run.click();
    await dialog.getByRole('button', { name: 'Test instead' }).click();
    await page.getByText('Not carried out: Call them.').waitFor();
    expect(service.received.length).toBe(before);
    expect((await company.app.runs.list({ flow: 'Really' }, { limit: 5 })).items).toEqual([]);
    await run.click();
    await dialog.getByRole('button', { name: 'Really run it' }).click();
    await card(page, /^Call them, .*Succeeded/).waitFor();
    expect(service.received.length).toBe(before + 1);
    const mark = page.getByTitle('Not carried out, their static results were on: Fixed', { exact: true });
    await mark.getByText('Static results', { exact: true }).waitFor();
    const [listed] = (await company.app.runs.list({ flow: 'Really' }, { limit: 5 })).items;
    expect(listed?.staticResults).toEqual(['Fixed']);
    await page.goto(`${pages.address}/flows/runs/${listed?.runId}`);
    await mark.getByText('Static results').waitFor();
    const step = (name: string) => page.getByTitle(name, { exact: true });
    await page.getByText('Started by hand', { exact: true }).waitFor();
    await step('Fixed').getByText('Static result', { exact: false }).waitFor();
    expect(await step('Call_them').getByText('Static result').count()).toBe(0);
    for (const path of ['/flows/runs?flow=Really', '/flows/Really']) {
      await page.goto(`${pages.address}${path}`);
      await mark.getByText('Static results').waitFor();
      await page.getByText('Started by hand', { exact: true }).waitFor();
    }
    await page.close();
    expect(faults).toEqual([]);
  });

  it('tells which step of a test failed and why, and opens it at its last run', async () => {
    const actions = {
      Broken: { type: 'Compose', inputs: "@int('many')", runAfter: {} },
      Around: {
        type: 'Scope',
        actions: { Inner: { type: 'Compose', inputs: "@int('more')", runAfter: {} } },
        runAfter: {},
      },
    };
    const definition = { triggers: { When: segmentTrigger({ threshold: 900 }) }, actions };
    const flow = { name: 'Failing', state: 'stopped', definition } as const;
    await company.app.definitions.put({ kind: 'flow', name: 'Failing', changedBy: 'test', definition: flow });
    const { page, faults } = await pages.open('/flows/Failing/edit?view=test');
    await page.getByRole('button', { name: 'Run test' }).click();
    const result = page.getByRole('region', { name: 'Result of the test' });
    await result.getByText('Could not parse many', { exact: false }).waitFor();
    await result.getByText('Could not parse more', { exact: false }).waitFor();
    expect(await result.getByRole('button', { name: 'Around' }).count()).toBe(0);
    await result.getByRole('button', { name: 'Broken' }).click();
    expect(await page.getByRole('tab', { name: 'Last run', selected: true }).count()).toBe(1);
    await page
      .getByRole('tabpanel')
      .or(page.getByRole('complementary'))
      .getByText('Could not parse many', { exact: false })
      .first()
      .waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('runs nothing before something is published', async () => {
    await company.app.definitions.put({
      kind: 'flow',
      name: 'Drafted',
      changedBy: 'test',
      definition: { name: 'Drafted', state: 'stopped', definition: { triggers: {}, actions: {} } },
    });
    const { page } = await pages.open('/flows/Drafted/edit?view=test');
    const run = page.getByRole('button', { name: 'Run what is published' });
    expect(await run.getAttribute('aria-disabled')).toBe('true');
    expect(await run.getAttribute('title')).toContain('Nothing is published yet');
    await page.close();
  });

  it('begins own outputs of the trigger with an example after its schema', async () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, points: { type: 'integer', minimum: 5 } },
    };
    const Say = { type: 'Compose', inputs: "@concat(triggerBody()?['name'], triggerBody()?['points'])", runAfter: {} };
    for (const [name, trigger] of Object.entries({
      Asked: { type: 'Request', inputs: { schema } },
      Crossed: segmentTrigger({ threshold: 900 }),
    })) {
      const definition = { triggers: { When: trigger }, actions: { Say } };
      const flow = { name, state: 'stopped', definition } as const;
      await company.app.definitions.put({ kind: 'flow', name, changedBy: 'test', definition: flow });
    }
    const { page, faults } = await pages.open('/flows/Asked/edit?view=test');
    const outputs = page.getByRole('textbox', { name: 'Trigger outputs' });
    await expect
      .poll(async () => JSON.parse((await outputs.textContent()) ?? ''))
      .toEqual({
        body: { name: 'name', points: 5 },
      });
    await page.getByRole('button', { name: 'Run test' }).click();
    await card(page, /^Say, .*Succeeded/).click();
    await page.getByText('In the run shown: name5').waitFor();
    await page.goto(`${pages.address}/flows/Crossed/edit?view=test`);
    await expect
      .poll(async () => JSON.parse((await outputs.textContent()) ?? ''))
      .toMatchObject({ body: { threshold: 900, entityCount: 1, segmentFriendlyName: expect.any(String) } });
    await page.close();
    expect(faults).toEqual([]);
  });
});
