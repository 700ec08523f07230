import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type ServerTexts, translateNames, translateSentence } from './server-texts.ts';

/** What the server says, in languages other than its own; loaded behind the first page. */
const parts = import.meta.glob<{ texts: ServerTexts }>('./server/*.ts');
const known = new Map<string, ServerTexts>();
const listeners = new Set<() => void>();

/** Brings in what the server says in a language; without it, sentences stay as the server wrote them. */
export async function loadServerTexts(tag: string): Promise<void> {
  const part = known.has(tag) ? undefined : await parts[`./server/${tag}.ts`]?.().catch(() => undefined);
  if (!part) return;
  known.set(tag, part.texts);
  for (const listener of listeners) listener();
}

/** Gives a sentence of the server in the language of the page; its code, where it has one, says which sentence it is. */
export function useTell(): (sentence: string, code?: string) => string {
  const texts = useServerTexts();
  return (sentence, code) => translateSentence(texts, sentence, code);
}

/** The same of a fault of a flow run, with its code in front. */
export function useTellFault(): (fault: { readonly code: string; readonly message: string }) => string {
  const tell = useTell();
  return ({ code, message }) => `${code}: ${tell(message, code)}`;
}

/** What the server gave, with names and descriptions in the language of the page. */
export function useNames<Given>(given: Given): Given {
  const texts = useServerTexts();
  return useMemo(() => translateNames(texts, given), [texts, given]);
}

/** Names what two records are compared by, or how alike they are, in the language of the page. */
export function useEvidence(): (word: string) => string {
  const texts = useServerTexts();
  return (word) => texts?.['evidence']?.[word] ?? word;
}

function useServerTexts(): ServerTexts | undefined {
  const { language } = useTranslation().i18n;
  return useSyncExternalStore(subscribe, () => known.get(language));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
