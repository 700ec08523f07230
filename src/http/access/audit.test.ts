import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedCompany, serveCompany } from '../../../test/support/served-company.ts';

let company: ServedCompany;
beforeAll(async () => {
  company = await serveCompany();
  const segment = { name: 'Sleeping', rules: [{ condition: { attribute: 'Spend', operator: 'lessThan', value: 5 } }] };
  await company.contributor('PUT', '/api/definitions/segment/Sleeping', segment);
});
afterAll(() => company.close());

const audit = async (query: Readonly<Record<string, string>>) =>
  (await company.administrator('GET', `/api/audit?${new URLSearchParams(query)}`)).body.items;
const KEY_OF_CONTRIBUTOR = 'ane@example.org (key contributor)';

describe('the audit log over HTTP', () => {
  it('says by whom, what and what kind of thing it can be filtered', async () => {
    const { body } = await company.administrator('GET', '/api/audit/values');
    expect(body.actors).toEqual(expect.arrayContaining(['ane@example.org', KEY_OF_CONTRIBUTOR, 'settings', 'test']));
    expect(body.actions).toEqual(expect.arrayContaining(['definition.put', 'key.create', 'session.start']));
    expect(body.objectKinds).toEqual(expect.arrayContaining(['key', 'segment', 'session', 'user']));
  });

  it.each([
    [{ actor: KEY_OF_CONTRIBUTOR }, ['segment Sleeping']],
    [{ action: 'key.create', sort: 'at' }, ['key administrator', 'key contributor', 'key viewer']],
    [{ objectKind: 'segment', sort: 'at' }, ['segment HighValue', 'segment Sleeping']],
    [{ objectKind: 'segment', actor: 'test' }, ['segment HighValue']],
    [{ actor: 'nobody' }, []],
  ])('gives of it what fits %j', async (query, expected) => {
    const items = await audit(query);
    expect(items.map((entry: Record<string, string>) => `${entry['objectKind']} ${entry['objectName']}`)).toEqual(
      expected,
    );
  });

  it('gives what was done from one moment until another, in whichever time zone they are written', async () => {
    const [middle] = await audit({ action: 'key.create', sort: 'at' });
    const until = await audit({ until: middle.at, limit: '500' });
    const from = await audit({ from: middle.at.replace('Z', '+00:00'), limit: '500' });
    expect(from.map(({ sequence }: { sequence: number }) => sequence)).toContain(middle.sequence);
    expect(from.length + until.length).toBe((await audit({ limit: '500' })).length);
    expect(await audit({ from: middle.at, until: middle.at })).toEqual([]);
  });

  it('is for administrators alone', async () => {
    expect((await company.contributor('GET', '/api/audit/values')).body.code).toBe('FLX_HTTP_ROLE');
    expect((await company.contributor('GET', '/api/audit')).body.code).toBe('FLX_HTTP_ROLE');
  });
});
