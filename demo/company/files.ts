import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Company } from './company.ts';
import { CATEGORIES, SHOPS } from './names.ts';
import type { Purchase } from './purchases.ts';
import type { CustomerRecord } from './records.ts';

/** Which files are written: the first delivery, or the second, changed one. */
export type Delivery = 'first' | 'second';

export interface DeliveryOptions {
  /** Folder that gets `ecommerce`, `loyalty`, `store` and `feedback`. */
  readonly folder: string;
  readonly delivery: Delivery;
  /** The day the files are for. */
  readonly now: Date;
}

/**
 * Writes the company's files: contacts and orders as CSV, members as gzipped windows-1252 CSV with semicolons, clients
 * and tickets of the shops as JSON lines, survey answers as CSV. The second delivery has the orders of a campaign, and
 * its survey answers are missing. Gives the rows by file.
 */
export async function writeDelivery(
  company: Company,
  { folder, delivery, now }: DeliveryOptions,
): Promise<Readonly<Record<string, number>>> {
  const orders = delivery === 'first' ? company.orders : [...company.orders, ...company.campaign];
  const write = (path: string, content: string | Buffer) => writeAt(join(folder, path), content);
  await write('ecommerce/contacts.csv', contactsCsv(company.contacts, now));
  await write('ecommerce/orders.csv', ordersCsv(orders, now));
  await write('loyalty/members.csv.gz', membersGzip(company.members, now));
  await write('store/clients.jsonl', clientLines(company.clients, now));
  await write('store/tickets.jsonl', ticketLines(company.tickets, now));
  if (delivery === 'first') await write('feedback/answers.csv', answersCsv(company, now));
  else await rm(join(folder, 'feedback/answers.csv'), { force: true });
  return {
    'ecommerce/contacts.csv': company.contacts.length,
    'ecommerce/orders.csv': orders.length,
    'loyalty/members.csv.gz': company.members.length,
    'store/clients.jsonl': company.clients.length,
    'store/tickets.jsonl': company.tickets.length,
    ...(delivery === 'first' && { 'feedback/answers.csv': company.answers.length }),
  };
}

/** Writes who is who, as `source,key,person`: the truth that unification is measured against. */
export async function writeTruth(company: Company, path: string): Promise<void> {
  const lines = [
    ...company.contacts.map(({ key, personId }) => `Ecommerce_Contact,${key},${personId}`),
    ...company.members.map(({ key, personId }) => `Loyalty_Member,${key},${personId}`),
    ...company.clients.map(({ key, personId }) => `Store_Client,${key},${personId}`),
  ];
  await writeAt(path, `source,key,person\n${lines.join('\n')}\n`);
}

async function writeAt(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

const MILLISECONDS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 1440;

function moment(now: Date, minutesAgo: number): string {
  const at = new Date(now.getTime() - minutesAgo * MILLISECONDS_PER_MINUTE);
  return `${at.toISOString().slice(0, 19)}Z`;
}

function day(now: Date, daysAgo: number): string {
  return moment(now, daysAgo * MINUTES_PER_DAY).slice(0, 10);
}

/** `31/12/1980` of `1980-12-31`. */
function europeanDay(text: string): string {
  return text === '' ? '' : `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}`;
}

function csv(header: string, rows: readonly string[]): string {
  return `${header}\n${rows.join('\n')}\n`;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function contactsCsv(contacts: readonly CustomerRecord[], now: Date): string {
  const header =
    'ContactId,FirstName,LastName,Email,Phone,BirthDate,Street,City,PostalCode,Country,CreatedOn,ModifiedOn';
  const rows = contacts.map((one) => {
    const country = one.postcode.startsWith('64') ? 'FR' : 'ES';
    const dates = `${day(now, one.createdDaysAgo)},${moment(now, one.changedDaysAgo * MINUTES_PER_DAY)}`;
    return `${one.key},${one.first},${one.family},${one.email},${one.phone},${one.born},${quoted(one.street)},${one.town},${one.postcode},${country},${dates}`;
  });
  return csv(header, rows);
}

function ordersCsv(orders: readonly Purchase[], now: Date): string {
  const rows = orders.map((order, index) => {
    const category = CATEGORIES[(order.cents + index) % CATEGORIES.length];
    return `O${String(index + 1).padStart(7, '0')},${order.customerKey},${moment(now, order.minutesAgo)},${euros(order.cents)},${category}`;
  });
  return csv('OrderId,ContactId,OrderedOn,Amount,Category', rows);
}

function euros(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** One member in this many has a birthday that cannot be read. */
const UNREADABLE_EVERY = 250;

function membersGzip(members: readonly CustomerRecord[], now: Date): Buffer {
  const rows = members.map((one, index) => {
    const birthday = index % UNREADABLE_EVERY === 99 ? 'ezezaguna' : europeanDay(one.born);
    const points = (one.personId * 37 + index) % 5000;
    const changed = europeanDay(day(now, one.changedDaysAgo));
    return `${one.key};${one.first};${one.family};${one.email};${one.phone};${birthday};${one.postcode};${one.town};${points};${changed}`;
  });
  const text = csv('MemberId;GivenName;FamilyName;Email;Mobile;Birthday;PostCode;Town;Points;LastChange', rows);
  return gzipSync(Buffer.from(text, 'latin1'), { level: 1 });
}

function clientLines(clients: readonly CustomerRecord[], now: Date): string {
  const lines = clients.map((one) =>
    JSON.stringify({
      ClientKey: one.key,
      Name: one.first,
      Surname: one.family,
      Mail: one.email === '' ? null : one.email,
      Phone: one.phone === '' ? null : one.phone,
      Born: one.born === '' ? null : one.born,
      Address: one.street,
      Town: one.town,
      PostCode: one.postcode,
      UpdatedAt: moment(now, one.changedDaysAgo * MINUTES_PER_DAY),
    }),
  );
  return `${lines.join('\n')}\n`;
}

function ticketLines(tickets: readonly Purchase[], now: Date): string {
  const lines = tickets.map((ticket, index) =>
    JSON.stringify({
      TicketId: `T${String(index + 1).padStart(7, '0')}`,
      ClientKey: ticket.customerKey,
      SoldAt: moment(now, ticket.minutesAgo),
      Total: ticket.cents / 100,
      Shop: SHOPS[(ticket.cents + index) % SHOPS.length],
    }),
  );
  return `${lines.join('\n')}\n`;
}

function answersCsv({ answers }: Company, now: Date): string {
  const rows = answers.map(
    (answer, index) => `A${index + 1},${answer.contactKey},${day(now, answer.daysAgo)},${answer.score}`,
  );
  return csv('AnswerId,ContactId,AnsweredOn,Score', rows);
}
