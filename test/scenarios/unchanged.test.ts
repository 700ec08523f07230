import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SnapshotReader } from '../../src/app/entities/reader.ts';
import { listPartitions, partitionPath } from '../../src/app/insights/partitions.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { readSettings } from '../../src/base/settings.ts';
import { duckdbEngine } from '../../src/engines/duckdb/engine.ts';
import type { RefreshJob } from '../../src/model/refresh.ts';
import { isChangeFile } from '../../src/sql/engine.ts';
import { sql } from '../../src/sql/sql.ts';
import { getPublishedSnapshot } from '../../src/store/snapshots.ts';
import { openStore } from '../../src/store/store.ts';
import { type Company, openCompany } from '../support/company.ts';
import { openTestSession } from '../support/unify.ts';

type Person = { readonly mail: string; readonly spend: number };
type Precision = 'exact' | 'high';

/** Two sources of people; the second is loaded incrementally. */
function workspaceOf(precision: Precision, maxBlockSize = 1000) {
  const source = (name: string, entity: object) => ({
    name,
    kind: 'csv',
    options: { folder: '.' },
    entities: [entity],
  });
  const mail = { left: 'Mail', right: 'Mail', normalize: ['lowerCase'], precision };
  return {
    dataSources: [
      source('Shop', { name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'Id' }),
      source('Club', { name: 'Member', options: { path: 'members.csv' }, primaryKey: 'Id', load: 'incremental' }),
    ],
    unification: {
      maxBlockSize,
      entities: [
        { entity: 'Shop_Contact', primaryKey: 'Id' },
        { entity: 'Club_Member', primaryKey: 'Id' },
      ],
      rules: [
        {
          name: 'SameMail',
          left: 'Shop_Contact',
          right: 'Club_Member',
          conditions: [mail],
          blocking: [{ left: 'Mail', right: 'Mail', normalize: ['lowerCase'], firstCharacters: 1 }],
        },
      ],
    },
    measures: [
      {
        name: 'Total',
        kind: 'customerAttribute',
        entity: 'Shop_Contact',
        calculations: [{ name: 'Sum', function: 'sum', expression: { attribute: 'Spend' }, replaceNull: 0 }],
      },
    ],
    segments: [{ name: 'Big', rules: [{ condition: { operator: 'greaterThan', measure: 'Total', value: 50 } }] }],
  };
}

let company: Company;
beforeEach(async () => {
  company = await openCompany();
  deliver('contacts.csv', [
    { mail: 'ane@x.org', spend: 80 },
    { mail: 'jon@x.org', spend: 10 },
  ]);
  deliver('members.csv', [{ mail: 'ANE@x.org', spend: 0 }]);
  await company.apply(workspaceOf('exact'));
});
afterEach(() => company.close());

function deliver(file: string, people: readonly Person[]): void {
  const rows = people.map(({ mail, spend }, id) => `K${id},${mail},${spend}`);
  company.put(file, `${['Id,Mail,Spend', ...rows].join('\n')}\n`);
}

const methodOf = (job: RefreshJob) => job.tasks.find(({ taskId }) => taskId === 'merge')?.additionalInfo['method'];

describe('unification of what has not changed', () => {
  it('takes the published profiles over, files and all, and the rest follows as ever', async () => {
    const first = await company.refresh();
    const customers = await company.rows('Customer');
    const again = await company.refresh();
    expect([methodOf(first), methodOf(again)]).toEqual(['whole', 'carried']);
    expect(again.tasks.find(({ taskId }) => taskId === 'merge')?.rows).toBe(2);
    expect(await company.rows('Customer')).toEqual(customers);
    expect((await company.eventsOf(again)).map(({ type }) => type)).toContain('UnificationRefreshCompleted');
    expect(await company.app.verify()).toMatchObject({ isEqual: true });
  });

  it('follows a row that changed, and is done anew when a rule is another and when everything is to be read', async () => {
    await company.refresh();
    deliver('contacts.csv', [
      { mail: 'ane@x.org', spend: 80 },
      { mail: 'jon@y.org', spend: 10 },
    ]);
    expect(methodOf(await company.refresh())).toBe('changedRows');
    await company.apply(workspaceOf('high'));
    expect(methodOf(await company.refresh())).toBe('whole');
    const { jobId } = await company.app.refreshes.submit({
      scope: { kind: 'full' },
      submittedBy: 'test',
      isFullLoad: true,
    });
    expect(methodOf(await company.app.refreshes.wait(jobId))).toBe('whole');
  });
});

describe('unification with a block that is too large', () => {
  const skippedIn = (job: RefreshJob) => job.tasks.flatMap(({ warnings }) => warnings.map(({ message }) => message));
  const crowd = Array.from({ length: 30 }, (_, index) => ({ mail: `p${index}@x.org`, spend: index }));
  const ane = { mail: 'ane@x.org', spend: 80 };

  it('follows a row that leaves the block, and tells how large it is now', async () => {
    await company.apply(workspaceOf('high', 20));
    deliver('members.csv', [ane, ...crowd.slice(0, 5)]);
    deliver('contacts.csv', crowd);
    const first = await company.refresh();
    expect(skippedIn(first)).toEqual([expect.stringContaining('35')]);
    deliver('contacts.csv', [ane, ...crowd.slice(1)]);
    const again = await company.refresh();
    expect([methodOf(first), methodOf(again)]).toEqual(['whole', 'changedRows']);
    expect(skippedIn(again)).toEqual([expect.stringContaining('34')]);
    expect(await company.app.verify()).toMatchObject({ isEqual: true });
    expect(skippedIn(await company.refresh())).toEqual(skippedIn(again));
  });
});

describe('unification of attributes that mean something else', () => {
  it('is done anew when only a semantic type is another', async () => {
    await company.refresh();
    const workspace = workspaceOf('exact');
    const [shop, club] = workspace.dataSources;
    const attributes = [{ name: 'Mail', semanticType: 'Person.Email' }];
    const meant = { ...shop, entities: shop?.entities.map((entity) => ({ ...entity, attributes })) };
    await company.apply({ ...workspace, dataSources: [meant, club] });
    expect(methodOf(await company.refresh())).toBe('whole');
  });
});

describe('a large table in which few rows change', () => {
  const people = Array.from({ length: 60 }, (_, index) => ({ mail: `p${index}@x.org`, spend: index }));
  const parts = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const openCompanyStore = () => openStore({ home: join(company.folder, 'home'), state: '', secretKey: '', ...parts });
  const filesOf = async (name: string) => {
    const store = await openCompanyStore();
    const snapshot = await getPublishedSnapshot(store.db);
    await store.close();
    return snapshot?.entities.find((entity) => entity.name === name)?.files ?? [];
  };
  const handedOut = async (name: string) => {
    const store = await openCompanyStore();
    const settings = readSettings({ FLUXU_HOME: join(company.folder, 'elsewhere') });
    const reader = new SnapshotReader({ store, engine: duckdbEngine, settings, clock: systemClock });
    const partitions = await listPartitions({ store, reader }, name);
    const session = await openTestSession();
    const paths = await Promise.all(partitions.map((each) => partitionPath({ store, reader }, name, each.name)));
    await session.attachFile('handed_out', paths);
    const rows = await session.rows(sql`select * from handed_out order by all`);
    await Promise.all([session.close(), reader.close(), store.close()]);
    return rows;
  };

  it('keeps its file and only the changes beside it, read and handed out as one table', async () => {
    deliver('contacts.csv', people);
    await company.refresh();
    const rows = [...(await filesOf('Customer'))];
    for (const [round, mail] of ['ane@x.org', 'p1@x.org', 'new@x.org'].entries()) {
      deliver('contacts.csv', people.with(round, { mail, spend: 1000 + round }));
      expect(methodOf(await company.refresh())).toBe('changedRows');
      const [gone, came] = (await filesOf('Customer')).slice(-2);
      expect([gone, came]).toEqual([expect.stringMatching(/gone/), expect.stringMatching(/rows/)]);
      expect(await filesOf('Customer')).toEqual([...rows, gone, came]);
      rows.push(came ?? '');
      expect(await company.app.verify()).toMatchObject({ isEqual: true });
    }
    const handed = await handedOut('Customer');
    expect(handed).toHaveLength(people.length + 1);
    expect(new Set(handed.map((row) => JSON.stringify(row)))).toEqual(
      new Set((await company.rows('Customer')).map((row) => JSON.stringify(row))),
    );
  });

  it('keeps the file of a source too that is loaded incrementally', async () => {
    deliver('members.csv', people);
    await company.refresh();
    const [whole] = await filesOf('Club_Member');
    const now = [...people.with(3, { mail: 'ane@x.org', spend: 7 }), { mail: 'new@x.org', spend: 8 }];
    deliver('members.csv', now);
    for (const _again of [1, 2]) await company.refresh();
    const changes = (await filesOf('Club_Member')).filter(isChangeFile);
    expect(changes.length).toBeGreaterThan(0);
    expect(await filesOf('Club_Member')).toEqual([whole, ...changes]);
    const rows = (await company.rows('Club_Member')).map(({ Id, Mail, Spend }) => `${Id} ${Mail} ${Spend}`);
    expect(rows.toSorted()).toEqual(now.map(({ mail, spend }, index) => `K${index} ${mail} ${spend}`).toSorted());
  });

  it('is written anew when many rows changed', async () => {
    deliver('contacts.csv', people);
    await company.refresh();
    deliver(
      'contacts.csv',
      people.map(({ mail, spend }) => ({ mail, spend: spend + 1 })),
    );
    await company.refresh();
    expect(await filesOf('Customer')).toHaveLength(1);
    expect(await company.app.verify()).toMatchObject({ isEqual: true });
  });
});

describe('any sequence of changes', () => {
  const person = fc.record({ mail: fc.constantFrom('a@x.org', 'b@x.org', 'bb@x.org', 'c@x.org'), spend: fc.nat(100) });
  const people = fc.array(person, { minLength: 1, maxLength: 5 });
  const step = fc.oneof(
    fc.record({ contacts: people }),
    fc.record({ members: people }),
    fc.record({ precision: fc.constantFrom<Precision>('exact', 'high') }),
    fc.constant({}),
  );

  it('leaves every entity as a full computation gives it', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const change of steps) {
          if ('contacts' in change) deliver('contacts.csv', change.contacts);
          if ('members' in change) deliver('members.csv', change.members);
          if ('precision' in change) await company.apply(workspaceOf(change.precision));
          await company.refresh();
          const { entities } = await company.app.verify();
          expect(entities.filter(({ surplus, missing }) => surplus + missing > 0)).toEqual([]);
        }
      }),
      { numRuns: 4 },
    );
  });
});
