import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { localeOf } from './locale.ts';
import { loadServerTexts } from './server-words.ts';

type Texts = Readonly<Record<string, string>>;
type Loader = () => Promise<{ messages: Texts }>;

interface PluralResolver {
  getRule: (language: string, options?: object) => unknown;
}

/** A file in `languages/` is a language; what the first page needs of it comes first, the rest with the other pages. */
const firstParts = import.meta.glob<{ messages: Texts }>('./languages/*.ts', { query: '?part=first' });
const otherParts = import.meta.glob<{ messages: Texts }>('./languages/*.ts', { query: '?part=rest' });
const STORAGE_KEY = 'fluxu.language';
const NAMESPACE = 'translation';

/** Tags of all languages, English first. */
export const languages: readonly string[] = [
  'en',
  ...Object.keys(firstParts)
    .map(tagOf)
    .filter((tag) => tag !== 'en'),
];

/** Starts with the language chosen before, or the first of the browser's that we have. */
export async function startI18n(): Promise<void> {
  const tag = storedLanguage() ?? browserLanguage();
  void loadServerTexts(tag);
  const messages = await textsOf(firstParts, tag);
  await i18next.use(initReactI18next).init({
    lng: tag,
    resources: { [tag]: { [NAMESPACE]: messages } },
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  i18next.services.formatter?.add('number', (value: number, language) =>
    new Intl.NumberFormat(localeOf(language ?? 'en').numbers).format(value),
  );
  countAsLanguages(i18next.services.pluralResolver);
  document.documentElement.lang = tag;
}

/** Brings in the texts of all pages but the first, in the language of the page; asked again it has them already. */
export async function loadAllTexts(): Promise<void> {
  const tag = i18next.language;
  i18next.addResourceBundle(tag, NAMESPACE, await textsOf(otherParts, tag), true, true);
}

/** Changes the language of the page and remembers it. */
export async function chooseLanguage(tag: string): Promise<void> {
  const [first, others] = await Promise.all([textsOf(firstParts, tag), textsOf(otherParts, tag), loadServerTexts(tag)]);
  i18next.addResourceBundle(tag, NAMESPACE, { ...first, ...others });
  await i18next.changeLanguage(tag);
  document.documentElement.lang = tag;
  localStorage.setItem(STORAGE_KEY, tag);
}

/** Every language by its own name, e.g. Euskara. */
export async function nameLanguages(): Promise<ReadonlyMap<string, string>> {
  const names = languages.map(
    async (tag) => [tag, (await textsOf(firstParts, tag))['app.languageName'] ?? tag] as const,
  );
  return new Map(await Promise.all(names));
}

async function textsOf(parts: Readonly<Record<string, Loader>>, tag: string): Promise<Texts> {
  return (await parts[`./languages/${tag}.ts`]?.())?.messages ?? {};
}

/**
 * Which plural a count takes, for languages that a browser does not know too: it would count as the reader's system does,
 * and look for forms that the language does not have.
 */
function countAsLanguages(resolver: PluralResolver): void {
  const ruleOf = resolver.getRule.bind(resolver);
  resolver.getRule = (language, options) => ruleOf(localeOf(language).numbers, options);
}

function tagOf(path: string): string {
  return path.replace(/^.*\/|\.ts$/g, '');
}

function storedLanguage(): string | undefined {
  const stored = localStorage.getItem(STORAGE_KEY);
  return languages.find((tag) => tag === stored);
}

function browserLanguage(): string {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0]);
  return wanted.map((tag) => languages.find((known) => known === tag)).find((tag) => tag !== undefined) ?? 'en';
}
