import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MailReceiver, startMailReceiver } from '../../demo/receivers/mail-receiver.ts';
import { startTeamsReceiver, type TeamsReceiver } from '../../demo/receivers/teams-receiver.ts';
import { type Company, openCompany } from '../support/company.ts';

/** A definition of the demo's workspace. */
function read(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../demo/workspace/${path}`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;
}

const THRESHOLD = 1200;
const source = (name: string, displayName: string, entity: object) => ({
  name,
  displayName,
  kind: 'csv',
  options: { folder: '.' },
  entities: [entity],
  retry: { attempts: 1 },
});

const workspace = {
  connections: [
    read('connections/OwnInsights.json'),
    read('connections/CompanyMail.json'),
    read('connections/DataTeam.json'),
  ],
  dataSources: [
    source('Shop', 'Web shop', { name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'ContactId' }),
    source('Survey', 'Survey answers', { name: 'Answer', options: { path: 'answers.csv' }, primaryKey: 'AnswerId' }),
  ],
  unification: { entities: [{ entity: 'Shop_Contact', primaryKey: 'ContactId' }] },
  segments: [
    {
      name: 'HighValue',
      displayName: 'High value',
      rules: [{ condition: { attribute: 'Spend', operator: 'greaterThan', value: 100 } }],
    },
  ],
  flows: [read('flows/SourceFailureToTeams.json'), read('flows/HighValueToOwners.json')],
};

let teams: TeamsReceiver;
let mail: MailReceiver;
let company: Company;

beforeEach(async () => {
  teams = await startTeamsReceiver();
  mail = await startMailReceiver();
  company = await openCompany({
    environment: {
      FLUXU_ALLOW_PRIVATE_NETWORKS: 'true',
      DEMO_TEAMS_WEBHOOK_URL: teams.url,
      DEMO_MAIL_HOST: mail.host,
      DEMO_MAIL_PORT: String(mail.port),
    },
  });
  givenContacts(THRESHOLD - 1);
  company.put('answers.csv', 'AnswerId,Score\nA1,5\n');
  await company.apply(workspace);
  await company.app.start();
});
afterEach(async () => {
  await company.close();
  await Promise.all([teams.stop(), mail.stop()]);
});

/** Contacts of whom so many spend much. */
function givenContacts(bigSpenders: number): void {
  const rows = Array.from(
    { length: bigSpenders + 10 },
    (_, id) => `C${id},Person ${id},${id < bigSpenders ? 500 : 20}`,
  );
  company.put('contacts.csv', `${['ContactId,FullName,Spend', ...rows].join('\n')}\n`);
}

describe('the first example: a Teams message when a data source refresh fails', () => {
  it('says nothing while every source is refreshed, then posts one card with reason and mend', async () => {
    await company.refresh();
    await company.app.settle();
    expect(teams.cards()).toEqual([]);
    company.lose('answers.csv');
    await company.refresh();
    await company.app.settle();
    expect(teams.runs().map(({ status }) => status)).toEqual(['Succeeded']);
    expect(teams.cards()).toHaveLength(1);
    const card = JSON.stringify(teams.cards()[0]?.card);
    expect(card).toContain('Survey answers could not be refreshed');
    expect(card).toContain("No file matches '");
    expect(card).toContain('What to do');
    expect(card).toMatch(/"Last success","value":"\d{4}-\d\d-\d\d \d\d:\d\d UTC"/);
    const [firing] = (await company.app.home()).firings;
    expect(firing).toMatchObject({ trigger: 'DataSourceRefreshFailed', subject: 'Survey answers' });
    expect(mail.mails()).toEqual([]);
  });
});

describe('the second example: a mail to the data owners when a segment crosses its threshold', () => {
  it('sends one mail when the size goes from below to above, none for the first value and none above', async () => {
    await company.refresh();
    await company.app.settle();
    expect(mail.mails()).toEqual([]);
    givenContacts(THRESHOLD + 50);
    await company.refresh();
    await company.app.settle();
    expect(mail.mails().map(({ subject }) => subject)).toEqual(['High value: 1,250 customers']);
    expect(mail.mails()[0]?.to).toEqual(['nekane.data@itsaslore.example', 'unai.marketing@itsaslore.example']);
    expect(mail.mails()[0]?.html).toContain('from 1,199 to <strong>1,250</strong> customers');
    givenContacts(THRESHOLD + 90);
    await company.refresh();
    await company.app.settle();
    expect(mail.mails()).toHaveLength(1);
    expect(teams.cards()).toEqual([]);
  });

  it('shows on the first page at which size it says so', async () => {
    await company.refresh();
    const { segments } = await company.app.home();
    expect(segments).toEqual([
      {
        name: 'HighValue',
        displayName: 'High value',
        everybody: THRESHOLD + 9,
        value: THRESHOLD - 1,
        previous: undefined,
        threshold: THRESHOLD,
      },
    ]);
  });
});
