import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RefreshJob } from '../../src/model/refresh.ts';
import { sql } from '../../src/sql/sql.ts';
import { type Company, openCompany } from '../support/company.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { openTestSession } from '../support/unify.ts';

interface Contact {
  readonly Id: number;
  readonly Mail: string;
  readonly Spend: number | null;
}

const CONTACTS = Array.from({ length: 80 }, (_, index): Contact => ({ Id: index, Mail: `p${index}@x.org`, Spend: 10 }));
/** One row changed its mail, one its amount, one left and one came. */
const CHANGED = CONTACTS.with(5, { Id: 5, Mail: 'p6@x.org', Spend: 10 })
  .with(9, { Id: 9, Mail: 'p9@x.org', Spend: null })
  .toSpliced(20, 1)
  .concat({ Id: 900, Mail: 'p900@x.org', Spend: 7 });

/** How contacts are kept, so that a source can read them. */
interface Keeping {
  readonly source: object;
  readonly put: (contacts: readonly Contact[]) => Promise<void>;
}

let company: Company;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  company = await openCompany({ environment: { FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' } });
});
afterEach(async () => {
  await company.close();
  for (const close of closing.splice(0)) await close();
});

const jsonLines = (contacts: readonly Contact[]) => contacts.map((contact) => JSON.stringify(contact)).join('\n');

async function keepAsParquet(): Promise<Keeping> {
  const put = async (contacts: readonly Contact[]) => {
    const session = await openTestSession();
    const values = contacts.map(({ Id, Mail, Spend }) => sql`select ${Id} as Id, ${Mail} as Mail, ${Spend} as Spend`);
    const path = join(company.folder, 'made.parquet');
    await session.saveFile(
      values.reduce((all, value) => sql`${all} union all ${value}`),
      path,
      'parquet',
    );
    await session.close();
    company.put('contacts.parquet', readFileSync(path));
  };
  return { source: { kind: 'parquet', options: { folder: '.' }, entityOptions: { path: 'contacts.parquet' } }, put };
}

async function keepAsTable(): Promise<Keeping> {
  const address = await createTestDatabase();
  const { pathname, searchParams } = new URL(address);
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query('create table contacts ("Id" int, "Mail" text, "Spend" numeric)');
  // The server of the tests listens on a socket in a folder only.
  const server = createServer((socket) => {
    const inner = connect(join(searchParams.get('host') ?? '', '.s.PGSQL.5432'));
    socket.pipe(inner).pipe(socket);
    for (const each of [socket, inner]) each.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(
    () => client.end(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  const put = async (contacts: readonly Contact[]) => {
    await client.query('truncate contacts');
    await client.query('insert into contacts select * from json_populate_recordset(null::contacts, $1)', [
      JSON.stringify(contacts),
    ]);
  };
  const options = { host: '127.0.0.1', port, database: pathname.slice(1), user: 'fluxu' };
  return { source: { kind: 'postgresql', options, entityOptions: { table: 'contacts' } }, put };
}

const KEEPINGS: Readonly<Record<string, () => Promise<Keeping>>> = {
  'JSON lines': async () => ({
    source: { kind: 'json', options: { folder: '.' }, entityOptions: { path: 'contacts.jsonl' } },
    put: async (contacts) => company.put('contacts.jsonl', jsonLines(contacts)),
  }),
  Parquet: keepAsParquet,
  'a PostgreSQL table': keepAsTable,
};

function workspaceOf({ entityOptions, ...source }: Readonly<Record<string, unknown>>, primaryKey = 'Id') {
  const contact = { name: 'Contact', options: entityOptions, primaryKey };
  const member = { name: 'Member', options: { path: 'members.csv' }, primaryKey: 'Id' };
  return {
    dataSources: [
      { name: 'Shop', ...source, entities: [contact] },
      { name: 'Club', kind: 'csv', options: { folder: '.' }, entities: [member] },
    ],
    unification: {
      entities: [
        { entity: 'Shop_Contact', primaryKey, attributes: [{ attribute: 'Mail' }] },
        { entity: 'Club_Member', primaryKey: 'Id' },
      ],
      rules: [
        {
          name: 'Mail',
          left: 'Shop_Contact',
          right: 'Club_Member',
          conditions: [{ left: 'Mail', right: 'Mail' }],
        },
      ],
    },
    measures: [
      {
        name: 'Spent',
        kind: 'customerAttribute',
        entity: 'Shop_Contact',
        calculations: [{ name: 'Sum', function: 'sum', expression: { attribute: 'Spend' }, replaceNull: 0 }],
      },
    ],
  } as Parameters<Company['apply']>[0];
}

async function start({ source, put }: Keeping): Promise<void> {
  company.put('members.csv', `Id,Mail\n${CONTACTS.map(({ Id, Mail }) => `M${Id},${Mail}`).join('\n')}\n`);
  await put(CONTACTS);
  await company.apply(workspaceOf(source as Readonly<Record<string, unknown>>));
  await company.refresh();
}

const methodOf = ({ tasks }: RefreshJob, taskId: string) =>
  tasks.find((task) => task.taskId === taskId)?.additionalInfo['method'];

const contacts = async () => (await company.rows('Shop_Contact')).map((row) => JSON.stringify(row)).sort();
const textsOf = (rows: readonly Contact[]) => rows.map((row) => JSON.stringify(row)).sort();

describe.each(Object.entries(KEEPINGS))('a source that is read whole: %s', (_title, keepIn) => {
  it('has its changed rows followed by what comes after', async () => {
    const keeping = await keepIn();
    await start(keeping);
    await keeping.put(CHANGED);
    const job = await company.refresh();
    expect(job.status).toBe('successful');
    expect(await contacts()).toEqual(textsOf(CHANGED));
    expect([methodOf(job, 'merge'), methodOf(job, 'measures:Spent')]).toEqual(['changedRows', 'changedRows']);
    expect(await company.app.verify()).toMatchObject({ isEqual: true });
  });

  it('changes nothing when its rows come again', async () => {
    const keeping = await keepIn();
    await start(keeping);
    await keeping.put(CONTACTS.toReversed());
    expect(methodOf(await company.refresh(), 'merge')).toBe('carried');
    expect(await contacts()).toEqual(textsOf(CONTACTS));
  });

  it('is written whole when most rows changed, or its key is another', async () => {
    const keeping = await keepIn();
    await start(keeping);
    const others = CONTACTS.map((contact) => ({ ...contact, Spend: contact.Id + 0.5 }));
    await keeping.put(others);
    expect(methodOf(await company.refresh(), 'measures:Spent')).toBe('whole');
    expect(await contacts()).toEqual(textsOf(others));
    await company.apply(workspaceOf(keeping.source as Readonly<Record<string, unknown>>, 'Mail'));
    await keeping.put(CHANGED.filter(({ Id }) => Id !== 6));
    expect((await company.refresh()).status).toBe('successful');
    expect(await contacts()).toEqual(textsOf(CHANGED.filter(({ Id }) => Id !== 6)));
  });
});
