import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorRecord } from '../../src/base/errors.ts';
import type { RefreshJob, RefreshTask } from '../../src/model/refresh.ts';
import { type Company, openCompany } from '../support/company.ts';

/** One bad source: what is in its folder, what its definition says beyond the usual, and what a person is told. */
interface BadSource {
  readonly title: string;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly source?: object;
  readonly options?: object;
  readonly entity?: object;
  /** Code, message and mend; the folder is written `…`. A warning when the source succeeds. */
  readonly told: readonly [code: string, message: string, mend: string];
  readonly status?: 'successful';
}

const parquet = { kind: 'parquet', entity: 'c.parquet' };
const json = (path: string) => ({ source: { kind: 'json' }, entity: { options: { path } } });
const csv = (content: string | Buffer) => ({ files: { 'contacts.csv': content } });
const tooMany = (corrupt: number, total: number, example: string) =>
  [
    'FLX_SOURCE_CORRUPT',
    `${corrupt} of ${total} rows of 'NAME_Contact' do not fit, more than the 50 % that are allowed: ${example}`,
    'Correct the data or the declared types, or allow more corrupt rows (in a file: allowedCorruptShare).',
  ] as const;

const CASES: readonly BadSource[] = [
  {
    title: 'a file that is not there',
    told: [
      'FLX_SOURCE_FILE_MISSING',
      "No file matches '…/contacts.csv'.",
      "There is no folder '…/'; create it or correct the path.",
    ],
  },
  {
    title: 'a file whose name is misspelt',
    files: { 'contact.csv': 'Id\n1\n' },
    told: ['FLX_SOURCE_FILE_MISSING', "No file matches '…/contacts.csv'.", "Did you mean 'contact.csv'?"],
  },
  {
    title: 'a folder where a file should be',
    files: { 'contacts.csv/readme.md': '' },
    told: [
      'FLX_SOURCE_FILE_MISSING',
      "No file matches '…/contacts.csv'.",
      "'…/contacts.csv' is a folder without files that end in .csv, .tsv, .txt; put one there.",
    ],
  },
  {
    title: 'an empty file',
    ...csv(''),
    told: [
      'FLX_SOURCE_NO_COLUMNS',
      "The entity 'NAME_Contact' has no columns: what was read is empty.",
      'Provide at least a header line or one row.',
    ],
  },
  {
    title: 'a header without rows',
    ...csv('Id,Name\n'),
    status: 'successful',
    told: ['FLX_SOURCE_EMPTY', "The entity 'NAME_Contact' has no rows.", 'Check that the source has data.'],
  },
  {
    title: 'a workbook instead of text',
    ...csv(Buffer.from('PK\u0003\u0004\u0000\u0000rest')),
    told: [
      'FLX_SOURCE_NOT_TEXT',
      "The file '…/contacts.csv' is no delimited text: it looks like a ZIP archive, perhaps an Excel workbook; save it as CSV.",
      'Provide the rows as delimited text, or use the kind of data source that fits the file.',
    ],
  },
  {
    title: 'a file of bytes',
    ...csv(Buffer.from([1, 2, 3, 0, 5, 6])),
    told: [
      'FLX_SOURCE_NOT_TEXT',
      "The file '…/contacts.csv' is no delimited text: it looks like a file of another kind.",
      'Provide the rows as delimited text, or use the kind of data source that fits the file.',
    ],
  },
  {
    title: 'a packed file that was cut off',
    ...csv(gzipSync(`Id,Name\n${'1,A\n'.repeat(1000)}`).subarray(0, 40)),
    told: [
      'FLX_SOURCE_FILE_UNREADABLE',
      "The file '…/contacts.csv' cannot be read: unexpected end of file",
      'Check its permissions and its format.',
    ],
  },
  {
    title: 'an encoding that nobody knows',
    ...csv('Id\n1\n'),
    options: { encoding: 'klingon' },
    told: [
      'FLX_SOURCE_ENCODING',
      "'klingon' is not an encoding this server can read.",
      'Use utf-8, utf-16le, utf-16be, windows-1252 or another name of the WHATWG encoding standard.',
    ],
  },
  {
    title: 'UTF-8 that is said to be UTF-16',
    ...csv('Id,Name\n1,A\n'),
    options: { encoding: 'utf-16le' },
    told: [
      'FLX_SOURCE_ENCODING_DIFFERS',
      "The file '…/contacts.csv' is not written in utf-16le; it looks like utf-8.",
      'Leave out the encoding so that it is recognised, or correct it.',
    ],
  },
  {
    title: 'windows-1252 that is said to be UTF-8',
    ...csv(Buffer.from('Id,Name\n1,Be\u00f1at\n', 'latin1')),
    options: { encoding: 'utf-8' },
    told: tooMany(1, 1, 'line 2: The line is not valid UTF-8.'),
  },
  {
    title: 'a primary key that is no column',
    ...csv('Nr,Name\n1,A\n'),
    told: [
      'FLX_SOURCE_KEY_MISSING',
      "The primary key 'Id' is not among the columns of 'NAME_Contact'.",
      'Use one of: Nr, Name.',
    ],
  },
  {
    title: 'another delimiter than declared',
    ...csv('Id;Name\n1;A\n'),
    options: { delimiter: ',' },
    told: [
      'FLX_SOURCE_KEY_MISSING',
      "The primary key 'Id' is not among the columns of 'NAME_Contact'.",
      "The only column is 'Id;Name': set the delimiter to a semicolon.",
    ],
  },
  {
    title: 'a last-updated attribute that is no column',
    ...csv('Id,Name\n1,A\n'),
    entity: { lastUpdated: 'Changed' },
    told: [
      'FLX_SOURCE_KEY_MISSING',
      "The last-updated attribute 'Changed' is not among the columns of 'NAME_Contact'.",
      'Use one of: Id, Name.',
    ],
  },
  {
    title: 'rows without a key',
    ...csv('Id,Name\n,A\n,B\n'),
    told: tooMany(2, 2, "row 1, 'Id': The primary key is missing."),
  },
  {
    title: 'rows with one key',
    ...csv('Id,Name\n1,A\n1,B\n1,C\n'),
    told: tooMany(2, 3, "row 2, 'Id' with '1': The primary key stands in row 1 already."),
  },
  {
    title: 'a few rows that do not fit',
    ...csv('Id,Name\n1,A\n2,B\n2,C\n'),
    status: 'successful',
    told: [
      'FLX_SOURCE_CORRUPT_ROWS',
      "1 of 3 rows of 'NAME_Contact' do not fit and were set apart: row 3, 'Id' with '2': The primary key stands in row 2 already.",
      "See 'NAME_Contact_corrupt' for each row with field and reason.",
    ],
  },
  {
    title: 'a quote that is never closed',
    ...csv('Id,Name\n1,"A\n2,B\n'),
    told: tooMany(1, 1, 'line 2: A quote is not closed, or text follows a closing quote.'),
  },
  {
    title: 'a declared attribute that is no column',
    ...csv('Id,Firstname\n1,A\n'),
    entity: { attributes: [{ name: 'FirstName2', type: 'string' }] },
    told: [
      'FLX_SOURCE_ATTRIBUTE_MISSING',
      "The declared attribute 'FirstName2' is not in the data of 'NAME_Contact' (looked for column 'FirstName2').",
      "Did you mean 'Firstname'?",
    ],
  },
  {
    title: 'words in a column of numbers',
    ...csv('Id,Age\n1,x\n2,y\n'),
    entity: { attributes: [{ name: 'Age', type: 'integer' }] },
    told: tooMany(2, 2, "row 1, 'Age' with 'x': The value is no integer."),
  },
  {
    title: 'dates that no calendar has',
    ...csv('Id,Born\n1,31/02/2020\n2,2020-13-01\n'),
    entity: { attributes: [{ name: 'Born', type: 'date' }] },
    told: tooMany(2, 2, "row 1, 'Born' with '31/02/2020': The value is no date."),
  },
  {
    title: 'dates that can be read in two ways',
    ...csv('Id,Born\n1,5/8/1986\n2,1/2/1990\n'),
    status: 'successful',
    told: [
      'FLX_SOURCE_DATE_AMBIGUOUS',
      "2 dates of 'Born' in 'NAME_Contact' could be M/d/yyyy or d/M/yyyy; M/d/yyyy was taken because slashes mostly stand in month-first dates.",
      "Declare the attribute's format.",
    ],
  },
  {
    title: 'a secret that the environment does not have',
    options: { folder: '${env:NOWHERE}' },
    told: [
      'FLX_SOURCE_SECRET',
      "The reference '${env:NOWHERE}' cannot be resolved.",
      'Set the environment variable or make the file readable for the server.',
    ],
  },
  {
    title: 'a secret file that is not there',
    options: { folder: '${file:/nowhere/secret}' },
    told: [
      'FLX_SOURCE_SECRET',
      "The reference '${file:/nowhere/secret}' cannot be resolved.",
      'Set the environment variable or make the file readable for the server.',
    ],
  },
  {
    title: 'a JSON array that was cut off',
    files: { 'c.json': '[{"Id":1},' },
    ...json('c.json'),
    told: [
      'FLX_SOURCE_CUT_OFF',
      "The file '…/c.json' ends in the middle of its JSON array.",
      'Provide the whole file; it was probably read while it was being written.',
    ],
  },
  {
    title: 'lines that are no JSON objects',
    files: { 'c.jsonl': '{"Id":1}\nnot json\n[1]\n' },
    ...json('c.jsonl'),
    told: tooMany(2, 3, 'line 2: The line is not valid JSON.'),
  },
  {
    title: 'a Parquet file that is none',
    files: { 'c.parquet': 'hello' },
    source: { kind: parquet.kind },
    entity: { options: { path: parquet.entity } },
    told: [
      'FLX_ENGINE_FILE',
      "A file cannot be read: Invalid Input Error: File '…/c.parquet' too small to be a Parquet file",
      'Check that the file exists, is readable and has the stated format.',
    ],
  },
  {
    title: 'a database that does not answer',
    source: { kind: 'postgresql', options: { host: '127.0.0.1', port: 1, database: 'shop', user: 'reader' } },
    entity: { options: {} },
    told: [
      'FLX_SOURCE_UNREACHABLE',
      'postgresql://127.0.0.1:1/shop cannot be reached: connect ECONNREFUSED 127.0.0.1:1',
      'Check the address and that the service is up; it is tried again.',
    ],
  },
  {
    title: 'an API that does not answer',
    source: { kind: 'http', options: { url: 'http://127.0.0.1:1/v1' } },
    entity: { options: {} },
    told: [
      'FLX_SOURCE_UNREACHABLE',
      'http://127.0.0.1:1/v1/Contact cannot be reached: connect ECONNREFUSED 127.0.0.1:1',
      'Check the address and that the service is up; it is tried again.',
    ],
  },
];

const nameOf = (index: number) => `Bad${index + 1}`;

let company: Company;
let job: RefreshJob;

beforeAll(async () => {
  company = await openCompany({ environment: { FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' } });
  for (const [index, { files = {} }] of CASES.entries())
    for (const [path, content] of Object.entries(files)) company.put(`${nameOf(index)}/${path}`, content);
  await company.apply({
    dataSources: CASES.map(({ source, options, entity }, index) => ({
      name: nameOf(index),
      kind: 'csv',
      options: { folder: nameOf(index), ...options },
      retry: { attempts: 1 },
      entities: [{ name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'Id', ...entity }],
      ...source,
    })),
  });
  job = await company.refresh();
});
afterAll(() => company.close());

function taskOf(index: number): RefreshTask | undefined {
  return job.tasks.find((task) => task.identifier === nameOf(index));
}

/** The one thing a person has to know: the error itself, or the only problem below it. */
function essence(error: ErrorRecord | undefined): ErrorRecord | undefined {
  const [only, ...others] = error?.problems ?? [];
  return only && others.length === 0 ? only : error;
}

describe('a data source says what is wrong and how to mend it', () => {
  it.each(CASES.map((bad, index) => ({ ...bad, index })))('$title', ({ index, status = 'failed', told }) => {
    const task = taskOf(index);
    const error = essence(status === 'failed' ? task?.error : task?.warnings[0]);
    const folder = `${company.folder}/${nameOf(index)}`;
    const plain = (text = '') => text.replaceAll(folder, '…').replaceAll(nameOf(index), 'NAME');
    expect([task?.status, error?.code, plain(error?.message), plain(error?.mend)]).toEqual([status, ...told]);
  });

  it('does not keep the other sources from being refreshed', () => {
    expect(new Set(job.tasks.map((task) => task.status))).toEqual(new Set(['failed', 'successful']));
  });
});
