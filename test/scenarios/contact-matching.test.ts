import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessFiles, businessWorkspace } from '../support/business-accounts.ts';
import { openStory, type Story } from '../support/story.ts';

const contactsFile = [
  'ContactId,AccountId,First,Last,Mail,Role',
  'P1,A2,Lide,Goi,lide@acme.example,Buyer',
  'P2,A2,Lide,Goi,LIDE@acme.example,',
  'P3,A4,Lide,Goi,lide@acme.example,CEO',
  'P4,A2,Ane,Etxe,ane@acme.example,Buyer',
];
const peopleFile = [
  'PersonNo,CompanyNo,Who,Mail',
  '7,100,Lide Goi,lide@acmes.example',
  '8,200,Eneko Gara,eneko@g.example',
];
const pairsFile = ['Entity1,Entity1Key,Entity2,Entity2Key', ' crm_contact ,P1,Crm_Contact,P2'];
const sameMail = { name: 'SameMail', conditions: [{ attribute: 'PrimaryEmail', normalize: ['lowerCase'] }] };
const sameName = { name: 'SameName', conditions: [{ attribute: 'FullName', normalize: ['lowerCase'] }] };

const workspace = (more: object) => {
  const [crm, erp] = businessWorkspace.dataSources;
  const lists = [{ name: 'Pairs', options: { path: 'pairs.csv' } }];
  return {
    ...businessWorkspace,
    dataSources: [crm, { ...erp, entities: [...(erp?.entities ?? []), ...lists] }],
    audience: { ...businessWorkspace.audience, ...more },
  };
};

let story: Story;
beforeAll(async () => {
  story = await openStory(workspace({ contactRules: [sameMail] }));
  const files = { 'contacts.csv': contactsFile, 'people.csv': peopleFile, 'pairs.csv': pairsFile };
  story.given({ ...businessFiles, ...files });
  await story.refresh();
});
afterAll(() => story.close());

const contact = (key: string) => ({ entity: 'Crm_Contact', key });
const person = (key: string) => ({ entity: 'Erp_Person', key });
const matching = () => story.company.app.matching;

/** Whose each record is, as sets of keys. */
async function persons(): Promise<readonly string[]> {
  const keys = await story.company.rows('ContactAlternateKey');
  const groups = Map.groupBy(keys, (row) => row['UnifiedContactId']);
  const keysOf = (rows: readonly (typeof keys)[number][]) => rows.map((row) => row['AlternateValue']).sort();
  return [...groups.values()].map((rows) => keysOf(rows).join(' ')).sort();
}

describe('the unification of contacts', () => {
  it('explains why two records are one contact, or are not', async () => {
    const one = await matching().explain(
      { left: contact('P1'), right: { entity: 'CRM_contact', key: 'P2' } },
      'contacts',
    );
    expect(one).toMatchObject({ isOne: true, rules: [{ rule: 'SameMail', effect: 'match', score: 1 }], lists: [] });
    const two = await matching().explain({ left: contact('P1'), right: contact('P3') }, 'contacts');
    expect(two).toMatchObject({ isOne: false, rules: [], reasons: [{ reason: 'notCompared' }] });
    expect(two.leftId).toBe(one.leftId);
    const missing = matching().explain({ left: contact('P1'), right: contact('P99') }, 'contacts');
    await expect(missing).rejects.toMatchObject({ code: 'FLX_UNIFY_RECORD_UNKNOWN', status: 404 });
  });

  it('tells of a contact its records, the rules that found them and its account', async () => {
    const { leftId } = await matching().explain({ left: contact('P1'), right: contact('P2') }, 'contacts');
    const view = await story.company.app.customers.contact(String(leftId));
    expect(view).toMatchObject({
      profile: { FullName: 'Lide Goi', RecordCount: 2 },
      account: { Name: 'Acme Spain' },
      joins: [
        {
          by: [{ by: 'rule', rule: 'SameMail', conditions: [{ attribute: 'PrimaryEmail', precision: 1 }] }],
          records: [contact('P1'), contact('P2')],
        },
      ],
    });
    expect(view.sources.map(({ dataSource, key, row }) => [dataSource, key, row?.['Mail']])).toEqual([
      ['Crm', 'P1', 'lide@acme.example'],
      ['Crm', 'P2', 'LIDE@acme.example'],
    ]);
    await expect(story.company.app.customers.contact('nobody')).rejects.toMatchObject({ code: 'FLX_CONTACT_UNKNOWN' });
  });

  it('lists pairs of one account that a rule nearly matches, and no others', async () => {
    const { items: pairs } = await matching().review(1, 'contacts');
    expect(pairs).toMatchObject([
      { right: person('7'), nearMiss: { rule: 'SameMail', condition: 'PrimaryEmail' }, isMatched: false },
    ]);
    const { items } = await matching().review(50, 'contacts');
    expect(items.flatMap(({ left, right }) => [left.key, right.key])).not.toContain('P3');
  });

  it('is tried before it is kept, with the contacts that would be', async () => {
    const { audience } = workspace({ contactRules: [sameMail, sameName] });
    const preview = await story.company.app.previews.audience(audience);
    expect(preview.statistics).toMatchObject({
      matchedAndNonMatchedRecords: 4,
      entities: [{ records: 6 }],
      rules: [{ rule: 'SameMail' }, { rule: 'SameName' }],
    });
    expect(preview.contacts).toMatchObject([{ FullName: 'Lide Goi', RecordCount: 3 }]);
    const alone = await story.company.app.previews.audience(workspace({}).audience);
    expect(alone).toMatchObject({ statistics: { matchedAndNonMatchedRecords: 6 }, contacts: [] });
    expect(await persons()).toEqual(['7', '8', 'P1 P2', 'P3', 'P4']);
  });

  it('follows decisions of people: always across accounts, never against a rule, and forgets them', async () => {
    const of = 'contacts' as const;
    await matching().decide({ left: contact('P3'), right: contact('P1'), of, decision: 'always' }, 'test');
    await matching().decide({ left: contact('P1'), right: contact('P2'), of, decision: 'never' }, 'test');
    await story.refresh();
    expect(await persons()).toEqual(['7', '8', 'P1 P3', 'P2', 'P4']);
    const never = await matching().explain({ left: contact('P2'), right: contact('P1') }, of);
    expect(never).toMatchObject({ isOne: false, lists: ['never'] });
    expect(await story.company.app.verify()).toMatchObject({ isEqual: true });
    for (const [one, other] of [
      ['P1', 'P3'],
      ['P2', 'P1'],
    ] as const)
      await matching().decide({ left: contact(one), right: contact(other), of, decision: 'forget' }, 'test');
    const { definition } = await story.company.app.definitions.get('audience', 'audience');
    expect(definition).toEqual(workspace({ contactRules: [sameMail] }).audience);
    const nobody = matching().decide({ left: contact('P1'), right: contact('P99'), of, decision: 'always' }, 'test');
    await expect(nobody).rejects.toMatchObject({ code: 'FLX_UNIFY_RECORD_UNKNOWN' });
  });

  it('goes by lists alone, also those that an entity holds', async () => {
    await story.company.apply(workspace({ contactAlwaysMatch: { entity: 'Erp_Pairs' } }));
    await story.refresh();
    expect(await persons()).toEqual(['7', '8', 'P1 P2', 'P3', 'P4']);
    const pairs = [{ entity1: 'Erp_Person', key1: '7', entity2: 'Crm_Contact', key2: 'P1' }];
    await story.company.apply(workspace({ contactAlwaysMatch: { entity: 'Erp_Pairs', pairs } }));
    await story.refresh();
    expect(await persons()).toEqual(['7 P1 P2', '8', 'P3', 'P4']);
  });

  it('refuses lists that name what is no contact entity, or contradict each other', async () => {
    const pair = (entity1: string) => ({ entity1, key1: 'P1', entity2: 'Crm_Contact', key2: 'P2' });
    const lists = {
      contactAlwaysMatch: { pairs: [pair('Crm_Order'), pair('Crm_Contact')] },
      contactNeverMatch: { pairs: [pair('Crm_Contact')] },
    };
    await expect(story.company.apply(workspace(lists))).rejects.toMatchObject({
      problems: [
        { code: 'FLX_UNIFY_NOT_MAPPED', place: { object: 'audience', pointer: '/contactAlwaysMatch/pairs/0/entity1' } },
        { code: 'FLX_UNIFY_LIST_CONTRADICTION', place: { pointer: '/contactAlwaysMatch/pairs/1' } },
      ],
    });
  });
});
