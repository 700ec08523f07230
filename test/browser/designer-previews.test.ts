import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(({ app }) => app.start());

const properties = { segmentName: { type: 'string' }, level: { type: 'string', enum: ['gold', 'blue'] } };
const Asked = { type: 'Request', inputs: { schema: { type: 'object', properties } } };
const preview = (page: Page) => page.getByRole('region', { name: /^Preview of the/ });
const whole = { text: "@{triggerBody()?['segmentName']} is @{toUpper(triggerBody()?['level'])}" };

async function openMail(name: string, subject: string) {
  const host = { apiId: '/apis/shared_smtp', connectionName: 'shared_smtp', operationId: 'SendEmailV3' };
  const inputs = { host, parameters: { 'emailMessage/To': 'ane@x.eus', 'emailMessage/Subject': subject } };
  const Mail = { type: 'OpenApiConnection', inputs, runAfter: {} };
  await opened.putFlow(name, {}, { definition: { triggers: { Asked }, actions: { Mail } } });
  return opened.pages.open(`/flows/${name}/edit?action=Mail`);
}

describe('the preview of what a step sends', () => {
  it('shows what the trigger says of its values, and names in marks for those that only an event gives', async () => {
    const { page, faults } = await openMail('Unknown', whole.text);
    await preview(page).getByText('‹Segment name› is GOLD').waitFor();
    await preview(page).getByText('Names in ‹ › stand for values not known yet').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('shows the values of the newest run, and when it was; those of the run on the canvas before', async () => {
    const Card = {
      type: 'Compose',
      inputs: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', ...whole }] },
      runAfter: {},
    };
    await opened.putFlow('Known', {}, { definition: { triggers: { Asked }, actions: { Card } }, state: 'started' });
    const run = async (segmentName: string) => {
      const { runId } = await opened.company.app.flows.run('Known', { body: { segmentName, level: 'blue' } });
      await expect.poll(async () => (await opened.company.app.runs.get(runId)).status).toBe('Succeeded');
      return runId;
    };
    const first = await run('"High" value');
    await run('Lapsing');
    const { page, faults } = await opened.pages.open('/flows/Known/edit?action=Card');
    await preview(page).getByText('Lapsing is BLUE').waitFor();
    await preview(page)
      .getByText(/^With values from /)
      .waitFor();
    await page.goto(`${opened.pages.address}/flows/Known/edit?action=Card&run=${first}`);
    await page.getByRole('tab', { name: 'Parameters' }).click();
    await preview(page).getByText('"High" value is BLUE').waitFor();
    expect(
      await preview(page)
        .getByText(/^With values from |^Names in/)
        .count(),
    ).toBe(0);
    await page.close();
    expect(faults).toEqual([]);
  });
});
