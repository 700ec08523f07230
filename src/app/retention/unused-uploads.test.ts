import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Company, openCompany } from '../../../test/support/company.ts';
import { systemClock } from '../../base/clock.ts';
import { silentLogger } from '../../base/logger.ts';
import { systemRandom } from '../../base/random.ts';
import { openStore, type Store } from '../../store/store.ts';
import { removeUnusedUploads } from './unused-uploads.ts';

let daysLater = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + daysLater * 86_400_000) };
let company: Company;
let store: Store;
beforeAll(async () => {
  company = await openCompany({ clock });
  const home = join(company.folder, 'home');
  store = await openStore({ home, state: '', secretKey: '', clock, random: systemRandom, logger: silentLogger });
});
afterAll(async () => {
  await store.close();
  await company.close();
});

const isThere = (upload: string) => existsSync(join(company.folder, 'home', 'uploads', upload, 'a.csv'));
function send(upload: string): void {
  const folder = join(company.folder, 'home', 'uploads', upload);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a.csv'), 'Id\n1\n');
}
const source = (name: string) => ({
  name,
  kind: 'csv',
  options: { upload: name },
  entities: [{ name: 'Thing', options: { path: 'a.csv' }, primaryKey: 'Id' }],
});
const look = () => removeUnusedUploads({ store, clock, settings: { home: join(company.folder, 'home') } });

it('keeps the files of a deleted source until the deletion can no longer be taken back and its data is gone', async () => {
  send('Stays');
  send('Goes');
  await company.apply({ dataSources: [source('Stays'), source('Goes')] });
  await company.refresh();
  daysLater = 30;
  await company.apply({ dataSources: [source('Stays')] });
  expect([await look(), isThere('Goes')]).toEqual([0, true]);
  daysLater = 40;
  // Its rows are still published.
  expect([await look(), isThere('Goes')]).toEqual([0, true]);
  await company.refresh();
  expect([await look(), isThere('Goes'), isThere('Stays')]).toEqual([1, false, true]);
  const { items } = await company.app.access.audit({ limit: 1 });
  expect(items[0]).toMatchObject({ action: 'upload.remove', objectName: 'Goes' });
});

it('keeps for a week what no source has read yet', async () => {
  daysLater = 0;
  send('Draft');
  daysLater = 6;
  expect([await look(), isThere('Draft')]).toEqual([0, true]);
  daysLater = 8;
  expect([await look(), isThere('Draft')]).toEqual([1, false]);
  expect(isThere('Stays')).toBe(true);
});

it('keeps for a week what a source read before it was led elsewhere, so that the change can be taken back', async () => {
  daysLater = 0;
  send('Old');
  send('New');
  const led = (upload: string) => ({ ...source('Led'), options: { upload } });
  await company.apply({ dataSources: [source('Stays'), led('Old')] });
  daysLater = 30;
  await company.apply({ dataSources: [source('Stays'), led('New')] });
  daysLater = 36;
  expect([await look(), isThere('Old')]).toEqual([0, true]);
  daysLater = 38;
  expect([await look(), isThere('Old'), isThere('New')]).toEqual([1, false, true]);
});

it.each([
  ['a folder', { options: { folder: 'home/uploads/ByPath' }, path: 'a.csv' }],
  ['a path', { options: {}, path: 'home/uploads/*/a.csv' }],
])('keeps what a source reads by %s instead of the name of the upload', async (_, { options, path }) => {
  daysLater = 0;
  send('ByPath');
  const entities = [{ name: 'Thing', options: { path }, primaryKey: 'Id' }];
  await company.apply({ dataSources: [{ name: 'Other', kind: 'csv', options, entities }] });
  daysLater = 365;
  expect([await look(), isThere('ByPath')]).toEqual([0, true]);
});
