import { isSameNote, keyAt, markAt, type PlacedNote, placesOf } from './notes.ts';
import type { Piece } from './piece.ts';
import { LINE_END, type RecordMarks, scanRecords } from './records.ts';

/** A piece that is new, with its bytes. */
export interface NewPiece {
  readonly piece: Piece;
  readonly bytes: Buffer;
}

/** What the records of new pieces are beside those of the pieces that are gone. */
export interface RecordChange {
  /** Records that came, each with a line end: first those in place of another with the same key. */
  readonly came: Buffer;
  readonly cameCount: number;
  readonly replacedCount: number;
  /** Keys as they are written, each with a line end, of records that left with nothing in their place. */
  readonly leftKeys: Buffer;
  readonly leftCount: number;
}

/** Tells the records that came and left from those that only lie in another piece now; undefined where two that came have one key. */
export function matchRecords(
  gone: readonly Piece[],
  pieces: readonly NewPiece[],
  marks: RecordMarks,
): RecordChange | undefined {
  const known = new GoneRecords(gone);
  const others = pieces.map(({ piece: { notes }, bytes }) => ({ notes, bytes, places: known.takeSame(notes) }));
  const left = known.rest();
  const [came, replacing, added] = [new Set<string>(), [] as Buffer[], [] as Buffer[]];
  for (const { notes, bytes, places } of others) {
    const lines = places.length > 0 ? linesOf(bytes, marks) : [];
    for (const { place, index } of places) {
      const key = keyAt(notes, place);
      if (came.has(key)) return undefined;
      came.add(key);
      const before = left.get(key);
      if (before && isSameNote({ notes, place }, before)) continue;
      (before ? replacing : added).push(lines[index] as Buffer, END);
    }
  }
  const leftKeys = [...left.keys()].filter((key) => !came.has(key));
  return {
    came: Buffer.concat([...replacing, ...added]),
    cameCount: (replacing.length + added.length) / 2,
    replacedCount: replacing.length / 2,
    leftKeys: linesWith(leftKeys),
    leftCount: leftKeys.length,
  };
}

/** Records of pieces that are gone, found by half of their hash: hardly two of them have the same. */
class GoneRecords {
  readonly #notes: Buffer;
  readonly #places = new Map<number, number>();
  readonly #others: number[] = [];

  constructor(gone: readonly Piece[]) {
    this.#notes = Buffer.concat(gone.map(({ notes }) => notes));
    for (const place of placesOf(this.#notes)) {
      const mark = markAt(this.#notes, place);
      if (this.#places.has(mark)) this.#others.push(place);
      else this.#places.set(mark, place);
    }
  }

  /** Takes the records of some notes away; gives place and number of those that it does not find. */
  takeSame(notes: Buffer): { readonly place: number; readonly index: number }[] {
    const missing: { readonly place: number; readonly index: number }[] = [];
    for (const [index, place] of placesOf(notes).entries()) {
      const mark = markAt(notes, place);
      const known = this.#places.get(mark);
      const isSame = known !== undefined && isSameNote({ notes, place }, { notes: this.#notes, place: known });
      if (isSame) this.#places.delete(mark);
      else missing.push({ place, index });
    }
    return missing;
  }

  /** The records that nobody took, by their keys. */
  rest(): ReadonlyMap<string, PlacedNote> {
    const notes = this.#notes;
    const places = [...this.#places.values(), ...this.#others];
    return new Map(places.map((place) => [keyAt(notes, place), { notes, place }]));
  }
}

const END = Buffer.from([LINE_END]);

function linesOf(bytes: Buffer, marks: RecordMarks): Buffer[] {
  const lines: Buffer[] = [];
  scanRecords(bytes, marks, { visit: (start, end) => lines.push(bytes.subarray(start, end)) });
  return lines;
}

const linesWith = (keys: readonly string[]) => Buffer.from(keys.map((key) => `${key}\n`).join(''), 'latin1');

/** Keys of all records of some pieces as they are written, each with a line end. */
export function keysOf(pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map(({ notes }) => linesWith(placesOf(notes).map((place) => keyAt(notes, place)))));
}
