import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { messages as english } from './languages/en.ts';

const folder = fileURLToPath(new URL('./languages', import.meta.url));
const files = globSync('*.ts', { cwd: folder }).filter((file) => file !== 'en.ts');
const isPlural = (key: string) => /_(zero|two|few|many)$/.test(key);
/** What a text fills in; a plural form may leave the count unsaid. */
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)/g)]
    .map((match) => match[1])
    .filter((name) => name !== 'count')
    .sort();

describe.each(files)('the language %s', (file) => {
  const load = async () =>
    ((await import(`./languages/${basename(file, '.ts')}.ts`)) as { messages: Record<string, string> }).messages;

  it('has the keys of English, besides plural forms of its own', async () => {
    const keys = Object.keys(await load()).filter((key) => !isPlural(key));
    expect(keys.sort()).toEqual(Object.keys(english).sort());
  });

  it('leaves no text empty', async () => {
    expect(Object.entries(await load()).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in what English fills in', async () => {
    const own = await load();
    const differing = Object.entries(english).filter(
      ([key, text]) => placeholders(own[key] ?? '').join() !== placeholders(text).join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('is named by the tag of a language', () => {
    expect(Intl.getCanonicalLocales(basename(file, '.ts'))).toEqual([basename(file, '.ts')]);
  });
});
