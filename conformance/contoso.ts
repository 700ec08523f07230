import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Company, openCompany } from '../test/support/company.ts';
import { contosoWorkspace } from './contoso-workspace.ts';
import type { ConformanceRow, ConformanceTable } from './table.ts';

/** Columns with dates, and the file and key they come from. */
const DATES = [
  { entity: 'eCommerce_Contacts', file: 'Contact.txt', key: 'ContactId', columns: ['DateOfBirth', 'CreatedOn'] },
  { entity: 'eCommerce_Purchases', file: 'OnlinePurchases.txt', key: 'PurchaseId', columns: ['PurchasedOn'] },
  {
    entity: 'eCommerce_Reviews',
    file: 'WebsiteReviews_LinkedToEcommerceContacts.txt',
    key: 'ReviewId',
    columns: ['ReviewDate'],
  },
  { entity: 'Loyalty_Members', file: 'Customer-Loyalty.txt', key: 'LoyaltyId', columns: ['DateOfBirth', 'CreatedOn'] },
  { entity: 'Store_Purchases', file: 'POSPurchases.txt', key: 'PurchaseId', columns: ['PurchasedOn'] },
] as const;

/** Contacts and loyalty members without their shared id, two kinds of purchases, dates month first and ISO. */
export async function runContosoConformance(folder: string): Promise<ConformanceTable> {
  const company = await openCompany();
  try {
    await company.apply(contosoWorkspace(folder));
    const job = await company.refresh();
    const entities = new Map((await company.app.entities.list()).map((item) => [item.name, item.rowCount]));
    const value = async (measure: string) => Number((await company.rows(measure))[0]?.['Total']);
    const rows = [
      exact('refresh succeeds', [job.status, 'successful']),
      exact('unified profiles', [entities.get('Customer'), 5002]),
      exact('online revenue', [await value('OnlineRevenue'), 3_391_432]),
      exact('in-store revenue', [await value('StoreRevenue'), 2_250_877]),
    ];
    for (const dates of DATES) rows.push(...(await compareDates(company, folder, dates)));
    return { subject: 'Contoso Coffee', rows };
  } finally {
    await company.close();
  }
}

function exact(name: string, [found, expected]: readonly [unknown, unknown]): ConformanceRow {
  const category = found === expected ? `${name}: ${found}` : `${name}: ${found}, not ${expected}`;
  return { category, passed: found === expected ? 1 : 0, total: 1, floor: 1 };
}

async function compareDates(
  company: Company,
  folder: string,
  { entity, file, key, columns }: (typeof DATES)[number],
): Promise<ConformanceRow[]> {
  const exported = join(company.folder, `${entity}.jsonl`);
  await company.app.entities.exportFile({ name: entity, path: exported, format: 'json' });
  const read = new Map(
    readFileSync(exported, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .map((row) => [String(row[key]), row]),
  );
  const given = readCsv(join(folder, file));
  return columns.map((column) => {
    const right = given.filter((row) => isoOf(row[column] ?? '') === dateOf(read.get(row[key] ?? '')?.[column]));
    return { category: `dates of ${entity}.${column}`, passed: right.length, total: given.length, floor: 1 };
  });
}

/** The date that a cell says: ISO, or month first. */
function isoOf(cell: string): string {
  const [month, day, year] = cell.split('/');
  return year === undefined ? cell : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

function dateOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

/** Rows of a CSV file by column name; written apart from the product's own reader. */
function readCsv(path: string): Record<string, string>[] {
  const [head = [], ...rows] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map(splitLine);
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
}

function splitLine(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
