import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailReceiver, startMailReceiver } from '../../demo/receivers/mail-receiver.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let pages: OpenedPages;
let receiver: MailReceiver;
beforeAll(async () => {
  receiver = await startMailReceiver();
  company = await openSmallCompany({ FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' });
  await company.app.start();
  await company.refresh();
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
  await receiver.stop();
});

const subjects = () => receiver.mails().map(({ subject }) => subject);

describe('notifications', () => {
  it('connects to a mail server from the page, and sends nothing until they are turned on', async () => {
    const { page, faults } = await pages.open('/admin/notifications');
    await page.getByText('Nothing fails.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Add connection' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Display name' }).fill('Post');
    await dialog.getByRole('textbox', { name: /^host/i }).fill(receiver.host);
    await dialog.getByRole('textbox', { name: /^port/i }).fill(String(receiver.port));
    await dialog.getByRole('combobox', { name: /^security/i }).selectOption('none');
    await dialog.getByRole('textbox', { name: /^from/i }).fill('fluxu@example.org');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    company.loseSurvey();
    await company.refresh();
    expect(await company.app.notifications.look()).toBe(0);
    expect(subjects()).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('sends a test mail and keeps who is told', async () => {
    const { page, faults } = await pages.open('/admin/notifications');
    await page.getByText('Survey answers').first().waitFor();
    await page.getByRole('combobox', { name: 'E-mail connection' }).selectOption({ index: 1 });
    await page.getByRole('textbox', { name: 'Recipients' }).fill('ane@example.org\njon@example.org');
    await page.getByRole('button', { name: 'Send a test mail' }).click();
    await page.getByText('The mail server has taken the test mail.').waitFor();
    expect(receiver.mails()).toMatchObject([
      { subject: 'Test of the notifications (Small company)', to: ['ane@example.org', 'jon@example.org'] },
    ]);
    await page.getByRole('switch', { name: 'Send mails about failures' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .getByText('Notifications is saved')
      .or(page.getByText(/Notifications.*saved/))
      .first()
      .waitFor();
    expect((await company.app.notifications.get()).settings).toMatchObject({ isEnabled: true, kinds: { length: 3 } });
    await page.close();
    expect(faults).toEqual([]);
  });

  it('tells once what begins to fail: a source, then a flow, and again only after it has worked', async () => {
    const { notifications, definitions, flows, runs } = company.app;
    receiver.clear();
    expect(await notifications.look()).toBeGreaterThan(0);
    expect(receiver.mails()[0]?.raw).toContain('Survey answers');
    expect(await notifications.look()).toBe(0);
    const put = (runStatus: string) => {
      const stop = { Stop: { type: 'Terminate', inputs: { runStatus } } };
      const definition = { triggers: { Manual: { type: 'Request' } }, actions: stop };
      return definitions.put({
        kind: 'flow',
        name: 'Stops',
        changedBy: 'test',
        definition: { name: 'Stops', definition },
      });
    };
    const run = async (runStatus: string) => {
      await put(runStatus);
      const { runId } = await flows.run('Stops', {});
      await expect.poll(async () => (await runs.get(runId)).status).toBe(runStatus);
      return notifications.look();
    };
    expect([await run('Failed'), await run('Failed'), await run('Succeeded'), await run('Failed')]).toEqual([
      1, 0, 0, 1,
    ]);
    expect(subjects().slice(1)).toEqual(['Stops fails (Small company)', 'Stops fails (Small company)']);
  });
});
