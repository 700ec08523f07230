import { expect, it } from 'vitest';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile();
const NAME = 'Tell everybody in the sales department of the north about the new customers who crossed the line today';

it('names of steps that are long are read whole in the list and on the canvas of a run', async () => {
  const actions = { [NAME.replaceAll(' ', '_')]: { type: 'Compose', inputs: 'x', runAfter: {} } };
  await opened.putFlow('Long', actions, { state: 'started' });
  const { runId } = await opened.company.app.flows.run('Long', {});
  await expect.poll(async () => (await opened.company.app.runs.get(runId)).status).toBe('Succeeded');
  const { page, faults } = await opened.pages.open(`/flows/runs/${runId}`);
  await page.setViewportSize({ width: 360, height: 900 });
  const step = page.locator('summary', { hasText: NAME });
  await step.waitFor();
  const { facts, name } = await step.evaluate((summary) => ({
    facts: summary.lastElementChild?.getBoundingClientRect().top ?? 0,
    name: summary.lastElementChild?.previousElementSibling?.getBoundingClientRect().bottom ?? 0,
  }));
  expect(facts).toBeGreaterThanOrEqual(name);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole('tab', { name: 'Canvas' }).click();
  await page.getByTitle(NAME).waitFor();
  await page.close();
  expect(faults).toEqual([]);
});
