import { rmSync } from 'node:fs';
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
afterEach(async () => {
  await company.close();
  rmSync(company.folder, { recursive: true, force: true });
});

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

const ASKED = { scope: { kind: 'full' }, submittedBy: 'test' } as const;

async function submit(further: { readonly isFullLoad?: boolean; readonly learnsWeights?: boolean }) {
  const { jobId } = await company.app.refreshes.submit({ ...ASKED, ...further });
  return company.app.refreshes.wait(jobId);
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

  it('are learned anew when that is asked for, and not by a full load', async () => {
    deliver(of(120));
    await company.refresh();
    const first = await learned();
    const whole = await submit({ isFullLoad: true });
    expect([whole.isFullLoad, whole.learnsWeights]).toEqual([true, false]);
    expect(mergeOf(whole)).toMatchObject({ method: 'whole', reason: 'A full load was asked for.' });
    expect(await learned()).toEqual(first);
    deliver(someChanged(of(120)));
    const job = await submit({ learnsWeights: true });
    expect(job.learnsWeights).toBe(true);
    expect(mergeOf(job)).toMatchObject({ method: 'whole', reason: 'Weights are learned anew.' });
    const anew = await learned();
    expect(anew?.['Version']).not.toBe(first?.['Version']);
    expect(String(anew?.['TrainedOn']) > String(first?.['TrainedOn'])).toBe(true);
    expect(await company.app.verify()).toMatchObject({ isEqual: true });
    deliver(of(120));
    expect(mergeOf(await company.refresh())).toMatchObject({ method: 'changedRows' });
    expect(await learned()).toMatchObject({ Version: anew?.['Version'], TrainedOn: anew?.['TrainedOn'] });
  });

  it('hold since they were learned anew, also where the same rows gave the same weights', async () => {
    deliver(of(120));
    await company.refresh();
    const first = await learned();
    expect(mergeOf(await submit({ learnsWeights: true }))).toMatchObject({ method: 'whole' });
    const anew = await learned();
    expect(anew?.['Version']).toBe(first?.['Version']);
    expect(String(anew?.['TrainedOn']) > String(first?.['TrainedOn'])).toBe(true);
    expect(await company.app.verify()).toMatchObject({ isEqual: true });
    expect(await company.app.matching.weights()).toEqual({
      weights: { version: anew?.['Version'], trainedOn: anew?.['TrainedOn'], learnedFrom: 240, records: 240 },
    });
  });

  it('are learned anew by the process that takes the refresh, where it is handed over', async () => {
    deliver(of(120));
    await company.refresh();
    const first = await learned();
    const { jobId } = await company.app.refreshes.submit({ ...ASKED, learnsWeights: true, isHandedOver: true });
    await company.app.close();
    company = await openCompany({ folder: company.folder });
    expect(await company.app.refreshes.get(jobId)).toMatchObject({ status: 'queued', learnsWeights: true });
    await company.app.start();
    expect(mergeOf(await company.app.refreshes.wait(jobId))).toMatchObject({ reason: 'Weights are learned anew.' });
    expect(String((await learned())?.['TrainedOn']) > String(first?.['TrainedOn'])).toBe(true);
  });

  it('are not there to be learned where rules alone match, nor by a refresh that matches nothing', async () => {
    deliver(of(120));
    const segments = [
      { name: 'Maries', rules: [{ condition: { attribute: 'First', operator: 'equals', value: 'Mary' } }] },
    ];
    await company.apply({ ...WORKSPACE, segments });
    await company.refresh();
    const refused = { code: 'FLX_REFRESH_NO_WEIGHTS', status: 409 };
    const one = { ...ASKED, scope: { kind: 'segment', name: 'Maries' } as const, learnsWeights: true };
    await expect(company.app.refreshes.submit(one)).rejects.toMatchObject(refused);
    await company.apply({ ...WORKSPACE, unification: { ...WORKSPACE.unification, mode: 'rules' } });
    await expect(company.app.refreshes.submit({ ...ASKED, learnsWeights: true })).rejects.toMatchObject(refused);
    await company.refresh();
    expect(await company.app.matching.weights()).toEqual({});
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
