import type { Page } from 'playwright-core';
import { messages as english } from '../../../web/src/i18n/languages/en.ts';
import { messages as basque } from '../../../web/src/i18n/languages/eu.ts';
import { texts } from '../../../web/src/i18n/server/eu.ts';

/** Words that hardly an English sentence does without and no Basque one has. */
const ENGLISH_WORDS =
  /(?<![\w.'-])(the|of|is|are|was|were|and|with|from|for|not|have|had|does|cannot|this|that|which|when|will|must|should|by|to|an|or|no|it|its|your)(?![\w'-])/i;

const basqueTexts = new Set<string>([...Object.values(basque), ...Object.values(texts['names'] ?? {})]);
/** What pages and server say in English, where Basque says something else. */
const englishTexts = new Set<string>(
  [...Object.values(english), ...Object.keys(texts['names'] ?? {})].filter((text) => !basqueTexts.has(text)),
);

/** What a page in Basque says in English, in its attributes too; code and names that people gave are left out. */
export async function findEnglish(page: Page, given: readonly string[]): Promise<string[]> {
  const found = await page.evaluate(() => {
    const skipped = 'code, pre, script, noscript, style, .cm-editor, [lang=en]';
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest(skipped)) words.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (element.closest(skipped)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) words.push(element.getAttribute(name) ?? '');
    }
    return [...new Set(words.map((text) => text.replaceAll(/\s+/g, ' ').trim()))];
  });
  const withoutNames = (text: string) => given.reduce((rest, name) => rest.replaceAll(name, ''), text);
  return found.filter(
    (text) => !given.includes(text) && (englishTexts.has(text) || ENGLISH_WORDS.test(withoutNames(text))),
  );
}
