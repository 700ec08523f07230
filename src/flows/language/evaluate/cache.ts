import type { Compiled } from './compiled.ts';

/** Most compiled texts kept. */
const MAX_ENTRIES = 10_000;
/** Longest text kept compiled. */
const MAX_KEPT_LENGTH = 32_768;

/** A compiler that remembers what it made, oldest out first. Texts that do not compile are not remembered. */
export function createCompileCache(compile: (text: string) => Compiled): (text: string) => Compiled {
  const cache = new Map<string, Compiled>();
  return (text) => {
    const known = cache.get(text);
    if (known) return known;
    const compiled = compile(text);
    if (text.length > MAX_KEPT_LENGTH) return compiled;
    if (cache.size >= MAX_ENTRIES) cache.delete(cache.keys().next().value as string);
    cache.set(text, compiled);
    return compiled;
  };
}
