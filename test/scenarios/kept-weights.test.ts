import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RefreshJob } from '../../src/model/refresh.ts';
import { type Company, openCompany } from '../support/company.ts';
import { makePeople, type PersonRecord } from '../support/people.ts';

/** Two sources of people who are found by probabilities. */
const WORKSPACE = {
  dataSources: [sourceOf('Crm', 'Contact', 'contacts.csv'), sourceOf('Shop', 'Client', 'clients.csv')],
  unification: {
    mode: 'probabilities',
    entities: [
      { entity: 'Crm_Contact', primaryKey: 'Id' },
      { entity: 'Shop_Client', primaryKey: 'Id' },
    ],
  },
};

function sourceOf(name: string, entity: string, path: string) {
  const attributes = ['Id', 'Phone', 'Zip'].map((column) => ({ name: column, type: 'string' }));
  const entities = [{ name: entity, options: { path }, primaryKey: 'Id', attributes }];
  return { name, kind: 'csv', options: { folder: '.' }, entities };
}

const PEOPLE = makePeople(400);
const of = (people: number) => ({ left: PEOPLE.left.slice(0, people), right: PEOPLE.right.slice(0, people) });

let company: Company;
beforeEach(async () => {
  company = await openCompany();
  await company.apply(WORKSPACE);
});
afterEach(() => company.close());

const csv = (rows: readonly PersonRecord[]) =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map((value) => value ?? ''))]
    .map((values) => `${values.join()}\n`)
    .join('');

function deliver({ left, right }: { readonly left: readonly PersonRecord[]; readonly right: readonly PersonRecord[] }) {
  company.put('contacts.csv', csv(left));
  company.put('clients.csv', csv(right));
}

/** The same people, of whom some have another mail address, one is gone and one is new. */
function someChanged({ left, right }: ReturnType<typeof of>): ReturnType<typeof of> {
  const moved = left.map((row, place) => (place % 50 === 3 ? { ...row, Email: `moved${place}@example.org` } : row));
  const newcomer = PEOPLE.right[399];
  return { left: moved.slice(1), right: newcomer ? [...right, newcomer] : right };
}

const mergeOf = ({ tasks }: RefreshJob) => tasks.find(({ taskId }) => taskId === 'merge')?.additionalInfo;

async function learned() {
  const [row] = await company.rows('MatchModel');
  return row;
}

describe('weights that are kept from refresh to refresh', () => {
  it('let a refresh follow the rows that changed, as a computation of all records by them gives', async () => {
    deliver(of(200));
    expect(mergeOf(await company.refresh())).toMatchObject({ method: 'whole' });
    const first = await learned();
    deliver(someChanged(of(200)));
    expect(mergeOf(await company.refresh())).toMatchObject({ method: 'changedRows' });
    expect(await company.app.verify()).toMatchObject({ isEqual: true });
    expect(await learned()).toMatchObject({ Version: first?.['Version'], TrainedOn: first?.['TrainedOn'] });
  });

  it('are learned anew by themselves when there are more than twice as many records', async () => {
    deliver(of(120));
    await company.refresh();
    const first = await learned();
    deliver(of(260));
    expect(mergeOf(await company.refresh())).toMatchObject({
      method: 'whole',
      reason: 'Weights were learned from 240 records; there are 520 now.',
    });
    expect((await learned())?.['Version']).not.toBe(first?.['Version']);
    expect(await company.app.verify()).toMatchObject({ isEqual: true });
  });

  it('are not kept where they are learned at every refresh', async () => {
    const probabilities = { training: 'everyRefresh' };
    await company.apply({ ...WORKSPACE, unification: { ...WORKSPACE.unification, probabilities } });
    deliver(of(120));
    await company.refresh();
    const first = await learned();
    deliver(someChanged(of(120)));
    expect(mergeOf(await company.refresh())).toMatchObject({
      method: 'whole',
      reason: 'Weights are learned anew at every refresh.',
    });
    expect((await learned())?.['Version']).not.toBe(first?.['Version']);
  });
});
