import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderError } from '../../base/errors.ts';
import { readSettings } from '../../base/settings.ts';
import { openApp } from '../create.ts';
import type { OpenedApp } from '../opened-app.ts';

let folder: string;
let app: OpenedApp;

/** A workspace of two entities, with parts in place of its own. */
const workspaceWith = (parts: Readonly<Record<string, unknown>> = {}) => ({
  dataSources: [
    {
      name: 'Shop',
      kind: 'csv',
      options: { folder },
      entities: [
        { name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'Id' },
        { name: 'Order', options: { path: 'orders.csv' }, primaryKey: 'Id' },
      ],
    },
  ],
  relationships: [relationship('ContactId')],
  unification: unificationBy('Email'),
  ...parts,
});

const relationship = (fromAttribute: string) => ({
  name: 'OrderOfContact',
  fromEntity: 'Shop_Order',
  fromAttribute,
  toEntity: 'Shop_Contact',
  toAttribute: 'Id',
});
const unificationBy = (attribute: string) => ({
  entities: [
    {
      entity: 'Shop_Contact',
      primaryKey: 'Id',
      deduplicate: { rules: [{ name: 'Same', conditions: [{ attribute }] }] },
    },
  ],
});
const segmentBy = (attribute: string) => ({
  name: 'Named',
  rules: [{ condition: { operator: 'isNull', attribute } }],
});

const planned = async (parts?: Readonly<Record<string, unknown>>) =>
  (await app.definitions.plan({ workspace: workspaceWith(parts) })).warnings.map((warning) => [
    warning.code,
    warning.place?.object,
    warning.place?.pointer,
    warning.mend,
  ]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fluxu-attributes-'));
  await writeFile(join(folder, 'contacts.csv'), 'Id,Email,Name\n1,a@example.org,Ane\n');
  await writeFile(join(folder, 'orders.csv'), 'Id,ContactId,Total\n7,1,10\n');
  app = await openApp({
    settings: { ...readSettings({ FLUXU_HOME: join(folder, 'home') }), logLevel: 'silent' },
    environment: {},
  });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a plan', () => {
  it('says that columns are not known before anything was read, and calls no name wrong', async () => {
    const { warnings } = await app.definitions.plan({
      workspace: workspaceWith({ unification: unificationBy('Emial') }),
    });
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      [
        'FLX_PLAN_COLUMNS_UNKNOWN',
        'The columns of Shop_Contact, Shop_Order are known once they were read, so names of their attributes were not looked up.',
      ],
    ]);
  });

  it('tells each attribute that the data does not have, where it is named, and the nearest one', async () => {
    await app.definitions.apply({ workspace: workspaceWith() }, 'test');
    const job = await app.refreshes.submit({ scope: { kind: 'full' }, submittedBy: 'test' });
    expect(await app.refreshes.wait(job.jobId)).toMatchObject({ status: 'successful' });
    expect(await planned()).toEqual([]);
    expect(await planned({ unification: unificationBy('Emial') })).toEqual([
      [
        'FLX_UNKNOWN_ATTRIBUTE',
        "unification 'unification'",
        '/entities/0/deduplicate/rules/0/conditions/0/attribute',
        "Did you mean 'Email'?",
      ],
    ]);
    expect(await planned({ relationships: [relationship('ContctId')] })).toEqual([
      ['FLX_UNKNOWN_ATTRIBUTE', "relationship 'OrderOfContact'", '/fromAttribute', "Did you mean 'ContactId'?"],
    ]);
  }, 60_000);

  it('knows the columns of the unified profile from the unification that is planned', async () => {
    expect(await planned({ segments: [segmentBy('Name')] })).toEqual([]);
    const renamed = {
      ...unificationBy('Email'),
      merge: { fields: [{ name: 'FullName', sources: [{ entity: 'Shop_Contact', attribute: 'Name' }] }] },
    };
    expect(await planned({ unification: renamed, segments: [segmentBy('FullName')] })).toEqual([]);
    expect(await planned({ segments: [segmentBy('Nmae')] })).toEqual([
      ['FLX_UNKNOWN_ATTRIBUTE', "segment 'Named'", '/rules/0/condition/attribute', "Did you mean 'Name'?"],
    ]);
  });

  it('looks at contacts, hierarchies and activities as well, and tells of a time that is none', async () => {
    const audience = (parts: object) => ({
      customers: 'businessAccounts',
      contacts: [{ entity: 'Shop_Contact', primaryKey: 'Id', fields: { FullName: 'Nmae' } }],
      hierarchies: [{ name: 'Group', entity: 'Shop_Contact', account: 'Id', parent: 'Eamil', ...parts }],
    });
    expect(await planned({ audience: audience({}) })).toEqual([
      ['FLX_UNKNOWN_ATTRIBUTE', "audience 'audience'", '/contacts/0/fields/FullName', "Did you mean 'Name'?"],
      ['FLX_UNKNOWN_ATTRIBUTE', "audience 'audience'", '/hierarchies/0/parent', "Did you mean 'Email'?"],
    ]);
    const activity = (timestamp: string) => ({
      activities: [{ name: 'Ordered', entity: 'Shop_Order', primaryKey: 'Id', timestamp, path: ['OrderOfContact'] }],
    });
    expect(await planned(activity('Totl'))).toEqual([
      ['FLX_UNKNOWN_ATTRIBUTE', "activity 'Ordered'", '/timestamp', "Did you mean 'Total'?"],
    ]);
    expect(await planned(activity('Total'))).toEqual([
      ['FLX_ACTIVITY_TIMESTAMP', "activity 'Ordered'", '/timestamp', 'Name an attribute that holds dates or times.'],
    ]);
    const [ordered] = activity('OrderedAt').activities;
    expect(await planned({ activities: [{ ...ordered, attributes: ['Totl'], units: { Totl: 'EUR' } }] })).toEqual(
      expect.arrayContaining([['FLX_UNKNOWN_ATTRIBUTE', "activity 'Ordered'", '/units/Totl', "Did you mean 'Total'?"]]),
    );
  });

  it('takes an attribute that a data source declares for one that will be there', async () => {
    const { dataSources } = workspaceWith();
    const [source] = dataSources;
    const [contact, order] = source?.entities ?? [];
    const declared = { ...contact, attributes: [{ name: 'Emial', type: 'string' }] };
    const changed = [{ ...source, entities: [declared, order] }];
    expect(await planned({ dataSources: changed, unification: unificationBy('Emial') })).toEqual([]);
    const misnamed = [{ ...source, entities: [{ ...contact, primaryKey: 'Idd' }, order] }];
    expect(await planned({ dataSources: misnamed })).toEqual([
      ['FLX_UNKNOWN_ATTRIBUTE', "dataSource 'Shop'", '/entities/0/primaryKey', "Did you mean 'Id'?"],
    ]);
  });

  it('of a folder tells the file and the line', async () => {
    const files = join(folder, 'workspace');
    await app.pullFolder(files, false);
    await writeFile(join(files, 'unification/unification.yaml'), JSON.stringify(unificationBy('Emial'), null, 2));
    const { warnings } = await app.planFolder(files, false);
    expect(warnings.map((warning) => renderError(warning))).toEqual([
      `FLX_UNKNOWN_ATTRIBUTE  The entity 'Shop_Contact' has no attribute 'Emial'.
  at  unification 'unification', unification/unification.yaml#/entities/0/deduplicate/rules/0/conditions/0/attribute, line 12, column 17
  fix Did you mean 'Email'?`,
    ]);
  });
});
