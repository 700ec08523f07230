import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchFiles } from '../../src/app/match/match-files.ts';
import { systemClock } from '../../src/base/clock.ts';
import { duckdbEngine } from '../../src/engines/duckdb/engine.ts';
import type { Engine } from '../../src/sql/engine.ts';
import { type Company, openCompany } from '../support/company.ts';
import { makePeople, type PersonRecord } from '../support/people.ts';
import { sqlOnlyEngine } from '../support/sql-engine.ts';

const csv = (rows: readonly object[]) =>
  `${[Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((line) => line.join(',')).join('\n')}\n`;
/** Of the members, some have another's mail from one refresh to the next: profiles become one, and split. */
const changed = (rows: readonly PersonRecord[]) =>
  rows.map((row, index) => (index % 5 === 0 ? { ...row, Email: rows[index + 1]?.Email ?? null } : row));

const { left, right } = makePeople(60);
const files = [
  [left, right],
  [changed(left), right],
  [left.slice(10), changed(right)],
] as const;
const match = (further: object) => ({ left: 'crm_left', right: 'shop_right', ...further });
const same = (attribute: string) => ({ left: attribute, right: attribute });
const workspace = (mode: string) => ({
  dataSources: ['crm', 'shop'].map((name, index) => ({
    name,
    kind: 'csv',
    options: { folder: '.' },
    entities: [{ name: index === 0 ? 'left' : 'right', options: { path: `${name}.csv` }, primaryKey: 'Id' }],
  })),
  unification: {
    mode,
    entities: [
      {
        entity: 'crm_left',
        primaryKey: 'Id',
        deduplicate: { rules: [{ name: 'SameMail', conditions: [{ attribute: 'Email' }] }] },
      },
      { entity: 'shop_right', primaryKey: 'Id' },
    ],
    rules: [
      match({ name: 'Mail', conditions: [same('Email')] }),
      match({ name: 'Phone', conditions: [same('Phone'), same('First')] }),
      match({ name: 'OtherZip', effect: 'separate', conditions: [same('Zip'), same('Born'), same('Street')] }),
    ],
    alwaysMatch: { pairs: [{ entity1: 'crm_left', key1: 'L0020', entity2: 'shop_right', key2: 'R0030' }] },
    neverMatch: { pairs: [{ entity1: 'crm_left', key1: 'L0030', entity2: 'shop_right', key2: 'R0020' }] },
  },
});

/** Matches bear the time at which they were found. */
const STILL_CLOCK = { ...systemClock, now: () => new Date('2026-11-23T06:00:00Z') };
const TABLES = ['Customer', 'AlternateKey', 'ConflationMatchPairs', 'CustomerIdHistory', 'Deduplication_crm_left'];

/** The rows that three refreshes of one company publish, as text, so that equal means equal to the byte. */
async function published(mode: string, engine: Engine): Promise<string[][]> {
  const company: Company = await openCompany({ engine, clock: STILL_CLOCK });
  try {
    await company.apply(workspace(mode) as never);
    const refreshes = [];
    for (const [crm, shop] of files) {
      company.put('crm.csv', csv(crm));
      company.put('shop.csv', csv(shop));
      expect(await company.refresh()).toMatchObject({ status: 'successful' });
      const rows: string[] = [];
      for (const table of TABLES)
        for (const row of await company.rows(table)) rows.push(`${table} ${JSON.stringify(row)}`);
      refreshes.push(rows.sort());
    }
    return refreshes;
  } finally {
    await company.close();
  }
}

describe('an engine without integer pairs', () => {
  it.each(['rules', 'both'])('publishes the same from refresh to refresh, to the byte (mode: %s)', async (mode) => {
    const here = await published(mode, duckdbEngine);
    expect(here[2]?.filter((row) => row.includes('"PreviousCustomerId":"')).length).toBeGreaterThan(0);
    expect(await published(mode, sqlOnlyEngine)).toEqual(here);
  });

  describe('that matches files', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'fluxu-sql-only-'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('gives the same clusters, to the byte, also of groups that must be parted', async () => {
      const copies = Array.from({ length: 160 }, (_, index) => ({
        ...left[index % 4],
        Id: `C${index}`,
        Zip: String(10_000 + (index % 40)),
      }));
      const paths = [left, right, copies].map((rows, index) => {
        const path = join(folder, `file${index}.csv`);
        writeFileSync(path, csv(rows));
        return path;
      });
      const clusters = async (engine: Engine) => {
        const out = join(folder, 'clusters.csv');
        const request = { files: paths, key: 'Id', plan: {}, out, threads: 2, memoryLimit: '1GB', hasReport: false };
        await matchFiles(request, { clock: systemClock, engine });
        return readFileSync(out, 'utf8');
      };
      const here = await clusters(duckdbEngine);
      expect(await clusters(sqlOnlyEngine)).toBe(here);
    });
  });
});
