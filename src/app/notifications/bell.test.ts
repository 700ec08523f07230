import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedCompany, serveCompany } from '../../../test/support/served-company.ts';

let company: ServedCompany;
beforeAll(async () => {
  company = await serveCompany();
  const { app } = company;
  const trigger = { triggers: { Manual: { type: 'Request' } } };
  const actions = { Stop: { type: 'Terminate', inputs: { runStatus: 'Failed', runError: { message: 'No' } } } };
  const definition = { name: 'Breaks', displayName: 'It breaks', definition: { ...trigger, actions } };
  await app.definitions.put({ kind: 'flow', name: 'Breaks', definition, changedBy: 'test' });
  await company.refresh();
});
afterAll(() => company.close());

const bell = async () => (await company.viewer('GET', '/api/bell')).body;
const kinds = async () => (await bell()).items.map(({ kind, name }: Record<string, string>) => `${kind} ${name}`);

describe('the bell over HTTP', () => {
  it('is silent while nothing fails', async () => {
    expect(await bell()).toEqual({ items: [], unread: 0 });
  });

  it('tells of a refresh that failed, a flow that fails and columns that changed, with a way to each', async () => {
    company.loseSurvey();
    company.renameColumn('Spend', 'Spent');
    await company.refresh();
    await company.app.flows.run('Breaks', {});
    await expect.poll(kinds).toEqual(expect.arrayContaining(['flows It breaks', 'refreshes Survey answers']));
    expect(await kinds()).toContain('drift Web shop');
    const { items, unread } = await bell();
    expect(unread).toBe(items.length);
    expect(items.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\/flows\/runs\//),
        expect.stringMatching(/^\/data\/refreshes\//),
        '/data/sources/Shop?tab=runs',
      ]),
    );
  });

  it('keeps as new what came after the newest that was seen', async () => {
    const { items } = await bell();
    const [, ...older] = items;
    const { status } = await company.viewer('POST', '/api/bell/read', { until: older[0].at });
    expect(status).toBe(204);
    expect((await bell()).unread).toBe(items.filter(({ at }: { at: string }) => at > older[0].at).length);
    expect((await bell()).unread).toBeGreaterThan(0);
    await company.viewer('POST', '/api/bell/read', { until: '2020-01-01T00:00:00Z' });
    expect((await bell()).unread).toBeLessThan(items.length);
  });

  it('is read by each account for itself; what fails afterwards is new', async () => {
    expect((await company.viewer('POST', '/api/bell/read')).status).toBe(204);
    expect((await bell()).unread).toBe(0);
    expect((await company.app.notifications.bell.read('somebody else')).unread).toBeGreaterThan(0);
    await company.app.flows.run('Breaks', {});
    await expect.poll(async () => (await bell()).unread).toBe(1);
  });

  it('falls silent about a flow once a later run of it went well', async () => {
    const definition = {
      triggers: { Manual: { type: 'Request' } },
      actions: { Say: { type: 'Compose', inputs: 'Well' } },
    };
    const flow = { name: 'Breaks', displayName: 'It breaks', definition };
    await company.app.definitions.put({ kind: 'flow', name: 'Breaks', definition: flow, changedBy: 'test' });
    await company.app.flows.run('Breaks', {});
    await expect.poll(kinds).not.toContain('flows It breaks');
  });
});
