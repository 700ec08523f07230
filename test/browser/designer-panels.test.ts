import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';
import { segmentTrigger } from './support/segment-trigger.ts';

const opened = smallCompanyForFile();

describe('the panels of the flow designer', () => {
  it('keeps a step pinned beside the next, to be written in too, and offers what was picked last', async () => {
    const actions = {
      First: { type: 'Compose', inputs: 'one', runAfter: {} },
      Second: { type: 'Compose', inputs: 'two', runAfter: { First: ['Succeeded'] } },
    };
    await opened.putFlow('Pinned', actions);
    const { page, faults } = await opened.pages.open('/flows/Pinned/edit');
    await page.getByRole('button', { name: /^First, / }).click();
    await page.getByRole('button', { name: 'Pin beside the next step' }).click();
    await page.getByRole('button', { name: /^Second, / }).click();
    await page.waitForURL((url) => url.search === '?action=Second');
    const pinned = page.getByRole('complementary', { name: 'Pinned step' });
    const open = page.getByRole('complementary', { name: 'Step', exact: true });
    await pinned.getByRole('textbox', { name: 'Inputs' }).fill('uno');
    await open.getByRole('textbox', { name: 'Inputs' }).fill('dos');
    await pinned.getByRole('textbox', { name: 'Name of the step' }).fill('Start');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Start, / }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await pinned.getByRole('button', { name: 'Close' }).click();
    await pinned.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    expect((await opened.flowOf('Pinned')).draft?.['actions']).toMatchObject({
      Start: { inputs: 'uno' },
      Second: { inputs: 'dos', runAfter: { Start: ['Succeeded'] } },
    });
    for (const isSecond of [false, true]) {
      await page.getByRole('button', { name: 'Add an action after Second' }).click();
      const picker = page.getByRole('dialog', { name: 'Add an action' });
      if (isSecond) await picker.getByRole('tab', { name: 'Recent' }).click();
      else await picker.getByRole('searchbox').fill('delay');
      if (isSecond) expect(await picker.getByRole('row').count()).toBe(1);
      await picker
        .getByRole('button', { name: /^Delay/ })
        .first()
        .click();
      await page.getByRole('button', { name: isSecond ? /^Delay 2, / : /^Delay, / }).waitFor();
    }
    await page.evaluate(() => localStorage.clear());
    await page.close();
    expect(faults).toEqual([]);
  });

  it('write retries as the language does, and begin a new step with its parameters', async () => {
    const inputs = { method: 'GET', uri: 'https://example.org', retryPolicy: { type: 'exponential' } };
    await opened.putFlow('Retrying', { Call: { type: 'Http', inputs, runAfter: {} } });
    const { page } = await opened.pages.open('/flows/Retrying/edit?action=Call');
    await page.getByRole('tab', { name: 'Settings' }).click();
    const retries = page.getByRole('combobox', { name: 'Retries' });
    expect(await retries.inputValue()).toBe('exponential');
    await retries.selectOption('Fixed interval');
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    const retryPolicy = { type: 'Fixed', count: 4, interval: 'PT10S' };
    expect((await opened.flowOf('Retrying')).draft?.['actions']).toMatchObject({ Call: { inputs: { retryPolicy } } });
    expect(await retries.inputValue()).toBe('fixed');
    await page.getByRole('button', { name: 'Add an action after Call' }).click();
    await page.getByRole('searchbox').fill('compose');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Inputs' }).waitFor();
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  it.each([
    ['sendmail', 'SendEmailV3', 'request', 'text'],
    ['office365', 'SendEmailV2', 'emailMessage', 'Body'],
    ['smtp', 'SendEmailV3', 'emailMessage', 'Body'],
  ])(
    'show the mail of %s as it is written, without what a mail must not run or fetch',
    async (connector, operationId, field, body) => {
      const [to, subject] = connector === 'sendmail' ? ['to', 'subject'] : ['To', 'Subject'];
      const host = { apiId: `/providers/Microsoft.PowerApps/apis/shared_${connector}`, operationId };
      const html =
        '<p style="color: red">Kaixo <b>Ane</b></p><img src="https://example.org/seen.png"><script>alert(1)</script>';
      const parameters = {
        [`${field}/${to}`]: 'ane@x.org',
        [`${field}/${subject}`]: 'Kaixo',
        [`${field}/${body}`]: html,
      };
      await opened.putFlow('Mailing', {
        Mail: { type: 'OpenApiConnection', inputs: { host, parameters }, runAfter: {} },
      });
      const { page, faults } = await opened.pages.open('/flows/Mailing/edit?action=Mail');
      const preview = page.getByRole('region', { name: 'Preview of the mail' });
      await preview.waitFor();
      expect(await preview.locator('h2, p').allTextContents()).toEqual([
        'Preview of the mail',
        'Kaixo',
        'To ane@x.org',
        'Kaixo Ane',
      ]);
      expect(await preview.locator('b').textContent()).toBe('Ane');
      expect(await preview.locator('img, script, [style]').count()).toBe(0);
      await page.getByRole('textbox', { name: 'Subject' }).fill('Agur');
      await preview.getByText('Agur').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.evaluate(() => localStorage.clear());
      await page.close();
      expect(faults).toEqual([]);
    },
  );

  it('offer no changes to take back once they were undone', async () => {
    await opened.putFlow('Undone', { Only: { type: 'Compose', inputs: 'one', runAfter: {} } });
    const { page } = await opened.pages.open('/flows/Undone/edit');
    const only = page.getByRole('button', { name: /^Only, / });
    const offer = page.getByText('This browser still has changes that were not saved.');
    page.on('dialog', (dialog) => dialog.accept());
    await only.press('Delete');
    await only.waitFor({ state: 'detached' });
    await page.reload();
    await offer.waitFor();
    await page.getByRole('button', { name: 'Take them back' }).click();
    await only.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await only.waitFor();
    await page.reload();
    await only.waitFor();
    expect(await offer.count()).toBe(0);
    await page.close();
  });

  it('stand in the address: what is open opens again', async () => {
    await opened.putFlow('Addressed', { Only: { type: 'Compose', inputs: 'one', runAfter: {} } });
    const { page, faults } = await opened.pages.open('/flows/Addressed/edit?action=Only');
    const step = page.getByRole('complementary', { name: 'Step', exact: true });
    expect(await step.getByRole('textbox', { name: 'Name of the step' }).inputValue()).toBe('Only');
    await step.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL((url) => url.search === '');
    await page.goto(`${opened.pages.address}/flows/Addressed/edit?view=versions`);
    await page.getByRole('button', { name: 'Versions' }).and(page.locator('[aria-pressed=true]')).waitFor();
    await page.goto(`${opened.pages.address}/flows/Addressed/edit?trigger=When`);
    await step.getByText('When', { exact: false }).first().waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('offer starred operations first, in the order of the account, whatever browser it comes with', async () => {
    await opened.putFlow('Starred', {});
    const { page, faults } = await opened.pages.open('/flows/Starred/edit');
    const picker = page.getByRole('dialog', { name: 'Add an action' });
    const add = page.getByRole('button', { name: 'Add the first action' });
    const favourites = picker.getByRole('rowgroup', { name: 'Favourites' });
    const star = picker.getByRole('button', { name: /^Favourite: Compose \(/ });
    await add.click();
    await picker.getByRole('searchbox').fill('compose');
    await star.press('Space');
    await favourites.getByText('Compose').first().waitFor();
    expect(await star.getAttribute('aria-pressed')).toBe('true');
    expect(await findBarriers(page)).toEqual([]);
    const response = await page.request.get(`${opened.pages.address}/api/designer/favourites`);
    expect(await response.json()).toEqual({ operations: ['action:Compose'] });
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await add.click();
    await favourites.getByRole('button', { name: /^Compose/ }).click();
    await page.getByRole('button', { name: /^Compose, / }).waitFor();
    await page.getByRole('button', { name: 'Add an action after Compose' }).click();
    await star.click();
    await favourites.waitFor({ state: 'detached' });
    await page.close();
    expect(faults).toEqual([]);
  });

  it('list the segments of this server, asked for once, and narrow the list by what is typed', async () => {
    const triggers = { Crossed: segmentTrigger() };
    await opened.putFlow('Listed', {}, { definition: { triggers, actions: {} } });
    const { page, faults } = await opened.pages.open('/flows/Listed/edit?trigger=Crossed');
    const asked: unknown[] = [];
    const { promise: isLoadingSeen, resolve: answer } = Promise.withResolvers<void>();
    await page.route('**/api/designer/choices', async (route) => {
      asked.push(route.request().postDataJSON());
      await isLoadingSeen;
      await route.continue();
    });
    const segment = page.getByRole('combobox', { name: 'Segment', exact: true });
    const option = (name: string) => page.getByRole('option', { name, exact: true });
    await segment.click();
    await option('Loading').waitFor();
    answer();
    await option('High value').waitFor();
    await segment.fill('');
    await segment.pressSequentially('hig');
    await option('High value').click();
    expect(await segment.inputValue()).toBe('High value');
    expect(asked).toMatchObject([{ operationId: 'OnSegmentThresholdCrossed', parameter: 'segment' }]);
    await page.close();
    expect(faults).toEqual([]);
  });
});
