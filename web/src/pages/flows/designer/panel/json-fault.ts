import { jsonLanguage } from '@codemirror/lang-json';

/** Where a text stops being JSON, and what stands there. */
export interface EditorFault {
  /** Offset in the text. */
  readonly at: number;
  /** Both from one. */
  readonly line: number;
  readonly column: number;
  /** Empty at the end of the text. */
  readonly found: string;
}

/** The first fault of a text that is no JSON; undefined where the grammar finds none. */
export function jsonFaultIn(text: string): EditorFault | undefined {
  let first: number | undefined;
  jsonLanguage.parser.parse(text).iterate({
    enter: ({ type, from }) => {
      if (type.isError) first ??= from;
      return first === undefined;
    },
  });
  if (first === undefined) return undefined;
  const at = first + (/^\s*/.exec(text.slice(first))?.[0].length ?? 0);
  const before = text.slice(0, at).split('\n');
  const found = /^[\p{L}\p{N}_]+|^./u.exec(text.slice(at))?.[0] ?? '';
  return { at, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, found };
}
