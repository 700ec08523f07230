import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { messages as english } from './languages/en.ts';
import { localeOf } from './locale.ts';
import type { Messages } from './messages.ts';

/** A file in `languages/` is a language; English comes with the page, the others when chosen. */
const files = import.meta.glob<{ messages: Messages }>(['./languages/*.ts', '!./languages/en.ts']);
const STORAGE_KEY = 'fluxu.language';

/** Tags of all languages, English first. */
export const languages: readonly string[] = ['en', ...Object.keys(files).map(tagOf)];

/** Starts with the language chosen before, or the first of the browser's that we have. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: english } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  i18next.services.formatter?.add('number', (value: number, language) =>
    new Intl.NumberFormat(localeOf(language ?? 'en').numbers).format(value),
  );
  await applyLanguage(storedLanguage() ?? browserLanguage());
}

/** Changes the language of the page and remembers it. */
export async function chooseLanguage(tag: string): Promise<void> {
  await applyLanguage(tag);
  localStorage.setItem(STORAGE_KEY, tag);
}

/** Every language by its own name, e.g. Euskara. */
export async function nameLanguages(): Promise<ReadonlyMap<string, string>> {
  const others = Object.entries(files).map(
    async ([path, load]) => [tagOf(path), nameIn((await load()).messages)] as const,
  );
  return new Map([['en', nameIn(english)], ...(await Promise.all(others))]);
}

function nameIn(messages: Messages): string {
  return messages['app.languageName'];
}

function tagOf(path: string): string {
  return path.replace(/^.*\/|\.ts$/g, '');
}

async function applyLanguage(tag: string): Promise<void> {
  const load = files[`./languages/${tag}.ts`];
  if (load && !i18next.hasResourceBundle(tag, 'translation')) {
    i18next.addResourceBundle(tag, 'translation', (await load()).messages);
  }
  await i18next.changeLanguage(tag);
  document.documentElement.lang = tag;
}

function storedLanguage(): string | undefined {
  const stored = localStorage.getItem(STORAGE_KEY);
  return languages.find((tag) => tag === stored);
}

function browserLanguage(): string {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0]);
  return wanted.map((tag) => languages.find((known) => known === tag)).find((tag) => tag !== undefined) ?? 'en';
}
