import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany } from './company.ts';
import { writeDelivery, writeTruth } from './files.ts';
import { findHighValue, spendOfYear } from './purchases.ts';

const now = new Date('2026-11-23T09:00:00Z');
const company = createCompany();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'itsaslore-'));
});
afterAll(() => rm(folder, { recursive: true }));

const before = [...company.orders, ...company.tickets];
const after = [...before, ...company.campaign];
const revenue = (purchases: typeof before) =>
  [...spendOfYear(purchases).values()].reduce((sum, cents) => sum + cents, 0) / 100;

describe('the sample company', () => {
  it('has more than 20,000 customers in three sources and some 80,000 purchases', () => {
    const known = new Set(
      [...company.contacts, ...company.members, ...company.clients].map(({ personId }) => personId),
    );
    expect(known.size).toBeGreaterThan(20_000);
    expect(before.length).toBeGreaterThan(60_000);
    expect(before.length).toBeLessThan(100_000);
  });

  it('is the same for the same seed and another for another seed', () => {
    const small = (seed: number) => createCompany({ seed, people: 200 });
    expect(small(1)).toEqual(small(1));
    expect(small(1)).not.toEqual(small(2));
  });

  it('crosses the thresholds of the demo with the second delivery, far from the lines on both sides', () => {
    expect(findHighValue(before).size).toBeLessThan(1200 * 0.8);
    expect(findHighValue(after).size).toBeGreaterThan(1200 * 1.25);
    expect(revenue(before)).toBeLessThan(4_800_000 * 0.95);
    expect(revenue(after)).toBeGreaterThan(4_800_000 * 1.05);
  });

  it('writes people down differently from source to source', () => {
    const byPerson = new Map(company.contacts.map((contact) => [contact.personId, contact]));
    const pairs = company.members.flatMap((member) => {
      const contact = byPerson.get(member.personId);
      return contact ? [[contact, member] as const] : [];
    });
    const share = (differs: (pair: (typeof pairs)[number]) => boolean) => pairs.filter(differs).length / pairs.length;
    expect(share(([a, b]) => a.first !== b.first)).toBeGreaterThan(0.1);
    expect(share(([a, b]) => a.phone !== b.phone)).toBeGreaterThan(0.4);
    expect(share(([a, b]) => a.first === b.family)).toBeGreaterThan(0.01);
    expect(share(([a, b]) => a.email.toLowerCase() === b.email.toLowerCase())).toBeGreaterThan(0.6);
  });

  it('delivers files in the formats of their systems, and the second time without the survey', async () => {
    const rows = await writeDelivery(company, { folder, delivery: 'first', now });
    const read = (path: string) => readFile(join(folder, path));
    const contacts = (await read('ecommerce/contacts.csv')).toString('utf8').trimEnd().split('\n');
    expect(contacts.length).toBe((rows['ecommerce/contacts.csv'] ?? 0) + 1);
    const members = gunzipSync(await read('loyalty/members.csv.gz'));
    expect(new TextDecoder('windows-1252').decode(members)).toMatch(/;Begoña;|;Iñaki;/);
    const ticket: unknown = JSON.parse((await read('store/tickets.jsonl')).toString('utf8').split('\n')[0] ?? '');
    expect(ticket).toMatchObject({
      TicketId: 'T0000001',
      SoldAt: expect.stringMatching(/Z$/),
      Total: expect.any(Number),
    });
    const again = await writeDelivery(company, { folder, delivery: 'second', now });
    expect(again['ecommerce/orders.csv']).toBe((rows['ecommerce/orders.csv'] ?? 0) + company.campaign.length);
    await expect(read('feedback/answers.csv')).rejects.toThrow('ENOENT');
  });

  it('keeps the truth beside, one line for each record', async () => {
    await writeTruth(company, join(folder, 'truth.csv'));
    const lines = (await readFile(join(folder, 'truth.csv'), 'utf8')).trimEnd().split('\n');
    expect(lines.length).toBe(1 + company.contacts.length + company.members.length + company.clients.length);
  });
});
