import type { Plugin } from 'vite';

/** Beginnings of the keys that the first page and what surrounds it need. */
const FIRST =
  /^(app|nav|palette|home|refresh|status|runStatus|trigger|firing|message|kind|problem|task|list|sample|account)\.|^source\.(rows|corrupt)_|^threshold\.title$|^run\.(isByHand|static)/;

/**
 * Serves a language in two parts, so that the first page need not wait for the texts of all others:
 * `languages/en.ts?part=first` and `languages/en.ts?part=rest`.
 */
export function splitTexts(): Plugin {
  return {
    name: 'fluxu-split-texts',
    async load(id) {
      const [, file, part] = /^(.+\/languages\/\w+\.ts)\?part=(first|rest)$/.exec(id) ?? [];
      if (!file) return undefined;
      this.addWatchFile(file);
      const { messages } = (await import(file)) as { messages: Readonly<Record<string, string>> };
      const texts = Object.entries(messages).filter(([key]) => FIRST.test(key) === (part === 'first'));
      return { code: `export const messages = ${JSON.stringify(Object.fromEntries(texts))};`, moduleType: 'js' };
    },
  };
}
