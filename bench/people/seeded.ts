import { createSeededRandom } from '../../src/base/random.ts';

/** Draws from a seeded sequence: equal seeds give equal data. */
export interface Draw {
  /** True with this chance. */
  readonly chance: (share: number) => boolean;
  /** A whole number from 0 to below. */
  readonly below: (limit: number) => number;
  readonly pick: <Value>(list: readonly Value[]) => Value;
  /** An element, the first ones far more often: `power` 1 is even, 2 and above lopsided like names are. */
  readonly common: <Value>(list: readonly Value[], power: number) => Value;
}

/** A source of draws. */
export function createDraw(seed: number): Draw {
  const { fraction } = createSeededRandom(seed);
  const at = <Value>(list: readonly Value[], index: number): Value => {
    const value = list[Math.min(index, list.length - 1)];
    if (value === undefined) throw new Error('Nothing to draw from.');
    return value;
  };
  return {
    chance: (share) => fraction() < share,
    below: (limit) => Math.floor(fraction() * limit),
    pick: (list) => at(list, Math.floor(fraction() * list.length)),
    common: (list, power) => at(list, Math.floor(list.length * fraction() ** power)),
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The text with one slip: a letter left out, added, changed or swapped with the next. */
export function slip(text: string, draw: Draw): string {
  if (text.length < 2) return text;
  const at = draw.below(text.length);
  const isDigit = /\d/.test(text[at] ?? '');
  const letter = isDigit ? String(draw.below(10)) : draw.pick([...LETTERS]);
  const kind = isDigit ? 2 : draw.below(4);
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 1) return text.slice(0, at) + letter + text.slice(at);
  if (kind === 2 || at === text.length - 1) return text.slice(0, at) + letter + text.slice(at + 1);
  return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
}

/** A line of a CSV file. */
export function csvLine(values: readonly (string | number | undefined)[]): string {
  return `${values.map((value) => quoted(String(value ?? ''))).join(',')}\n`;
}

const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
