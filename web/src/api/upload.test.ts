import { describe, expect, it } from 'vitest';
import { newUploadName, safeFileName } from './upload.ts';

describe('the name of a file on the server', () => {
  it.each([
    ['contacts.csv', 'contacts.csv'],
    ['../../etc/passwd.csv', 'etc_passwd.csv'],
    ['.hidden.csv.gz', 'hidden.csv.gz'],
    ['Bezeroak: añ?o*2026.jsonl', 'Bezeroak_ añ_o_2026.jsonl'],
    ['****.parquet', 'file.parquet'],
    [`${'a'.repeat(80)}.csv.gz`, `${'a'.repeat(43)}.csv.gz`],
  ])('of %s is %s', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('gives a new upload another name each time', () => {
    const names = [newUploadName('2026 contacts.csv'), newUploadName('2026 contacts.csv')];
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^contacts_csv_\w+$/);
  });
});
