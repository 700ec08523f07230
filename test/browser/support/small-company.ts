import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../../src/app/create.ts';
import type { OpenedApp } from '../../../src/app/opened-app.ts';
import { silentLogger } from '../../../src/base/logger.ts';
import { readSettings } from '../../../src/base/settings.ts';
import type { RefreshJob } from '../../../src/model/refresh.ts';

/** A real application on a data folder of its own, with a company of a dozen people. */
export interface SmallCompany {
  readonly app: OpenedApp;
  /** For commands on the same data folder. */
  readonly environment: Readonly<Record<string, string>>;
  /** Writes the shop's contacts: how many of them spend much. */
  deliverContacts(bigSpenders: number): void;
  /** Takes the survey's file away, so that its source fails. */
  loseSurvey(): void;
  /** Gives a column of the shop's contacts another name. */
  renameColumn(from: string, to: string): void;
  refresh(): Promise<RefreshJob>;
  close(): Promise<void>;
}

const PEOPLE = 12;

const workspace = {
  dataSources: [
    source('Shop', 'Web shop', { name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'ContactId' }),
    source('Club', 'Loyalty club', { name: 'Member', options: { path: 'members.csv' }, primaryKey: 'MemberId' }),
    {
      ...source('Survey', 'Survey answers', {
        name: 'Answer',
        options: { path: 'answers.csv' },
        primaryKey: 'AnswerId',
      }),
      retry: { attempts: 1 },
    },
  ],
  unification: {
    entities: [
      { entity: 'Shop_Contact', primaryKey: 'ContactId' },
      { entity: 'Club_Member', primaryKey: 'MemberId' },
    ],
    rules: [
      {
        name: 'SameEmail',
        left: 'Shop_Contact',
        right: 'Club_Member',
        conditions: [{ left: 'Email', right: 'Email', normalize: ['lowerCase', 'whitespace'] }],
      },
    ],
  },
  measures: [
    {
      name: 'TotalSpend',
      displayName: 'Total spend',
      kind: 'business',
      entity: 'Customer',
      unit: 'EUR',
      calculations: [{ name: 'Spend', function: 'sum', expression: { attribute: 'Spend' } }],
    },
  ],
  segments: [
    {
      name: 'HighValue',
      displayName: 'High value',
      rules: [{ condition: { attribute: 'Spend', operator: 'greaterThan', value: 100 } }],
    },
  ],
  triggers: [
    {
      name: 'ManyHighValue',
      displayName: 'Many of high value',
      trigger: 'SegmentThresholdCrossed',
      parameters: { segment: 'HighValue', threshold: 3 },
    },
    { name: 'SourceFails', displayName: 'A source fails', trigger: 'DataSourceRefreshFailed', parameters: {} },
  ],
  schedule: { isActive: true, timeZone: 'Europe/Madrid', times: ['06:00'] },
};

/** Opens the application in a new folder, with further settings, and applies the company's workspace; nothing is refreshed yet. */
export async function openSmallCompany(more: Readonly<Record<string, string>> = {}): Promise<SmallCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxu-company-'));
  const environment = { FLUXU_HOME: join(folder, 'home'), FLUXU_LOG_LEVEL: 'silent', ...more };
  const write = (name: string, lines: readonly string[]) => writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  const deliverContacts = (bigSpenders: number) => write('contacts.csv', contacts(bigSpenders));
  deliverContacts(2);
  write('members.csv', ['MemberId,Email,Points', ...people().map((id) => `M${id},PERSON${id}@example.org,${id * 10}`)]);
  write('answers.csv', ['AnswerId,Score', 'A1,5', 'A2,3']);
  const settings = readSettings(environment);
  const app = await openApp({ settings, environment, baseFolder: folder, name: 'Small company', logger: silentLogger });
  await app.definitions.apply({ workspace }, 'test');
  return {
    app,
    environment,
    deliverContacts,
    renameColumn: (from, to) =>
      write(
        'contacts.csv',
        contacts(2).map((line) => line.replace(from, to)),
      ),
    loseSurvey: () => rmSync(join(folder, 'answers.csv')),
    refresh: async () => {
      const { jobId } = await app.refreshes.submit({ scope: { kind: 'full' }, submittedBy: 'test' });
      return app.refreshes.wait(jobId);
    },
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function source(name: string, displayName: string, entity: object) {
  return { name, displayName, kind: 'csv', options: { folder: '.' }, entities: [entity] };
}

function people(): readonly number[] {
  return Array.from({ length: PEOPLE }, (_, index) => index + 1);
}

function contacts(bigSpenders: number): readonly string[] {
  const rows = people().map((id) => `C${id},Person ${id},person${id}@example.org,${id <= bigSpenders ? 500 : 20}`);
  return ['ContactId,FullName,Email,Spend', ...rows];
}
