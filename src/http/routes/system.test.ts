import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedCompany, serveCompany } from '../../../test/support/served-company.ts';

let company: ServedCompany;
beforeAll(async () => {
  company = await serveCompany();
});
afterAll(() => company.close());

describe('the system over HTTP', () => {
  it('tells how often the API was called, by route and by client', async () => {
    for (let count = 0; count < 3; count += 1) await company.contributor('GET', '/api/segments/HighValue/history');
    await expect
      .poll(async () => (await company.administrator('GET', '/api/system/usage')).body)
      .toMatchObject({
        days: [{ kind: 'api', calls: expect.any(Number) }],
        operations: expect.arrayContaining([{ kind: 'api', operation: 'GET /api/segments/:name/history', calls: 3 }]),
        clients: expect.arrayContaining([{ kind: 'api', client: expect.stringContaining('contributor'), calls: 3 }]),
      });
    const { body } = await company.viewer('GET', '/api/system/usage?days=1');
    expect([body.clients, body.days.length]).toEqual([[], 1]);
  });

  it('tells administrators which process runs flows and what it holds', async () => {
    const actions = { Wait: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Hour' } } } };
    const definition = { name: 'Waits', definition: { triggers: { Manual: { type: 'Request' } }, actions } };
    await company.app.definitions.put({ kind: 'flow', name: 'Waits', definition, changedBy: 'test' });
    await company.app.flows.run('Waits', {});
    const { body } = await company.administrator('GET', '/api/system');
    expect(body.engine).toMatch(/^DuckDB \d+\.\d+/);
    expect(body.checks).toContainEqual(
      expect.objectContaining({ name: 'workspace', result: expect.stringMatching(/; flows: \d+$/) }),
    );
    expect(body.flowWorkers).toEqual([
      expect.objectContaining({ isLapsed: false, since: expect.any(String), until: expect.any(String) }),
    ]);
    expect((await company.viewer('GET', '/api/system')).body).toMatchObject({ held: [], flowWorkers: [] });
  });
});
