import type { TakeMemory } from '../../base/memory-budget.ts';
import { isSameNote, keyAt, type PlacedNote, placesOf } from './notes.ts';
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

/** What a record that is gone takes in memory beside its note: its place, twice while they are listed. */
const PLACE_BYTES = 24;
/** What a record takes in memory that is looked for by its key. Measured: 145 bytes gone, 196 new. */
const RECORD_BYTES = 200;

export interface MatchOptions {
  readonly marks: RecordMarks;
  readonly take: TakeMemory;
}

/**
 * Tells the records that came and left from those that only lie in another piece now; undefined where two that came have one
 * key, or there is no memory for what differs.
 */
export function matchRecords(
  gone: readonly Piece[],
  pieces: readonly NewPiece[],
  { marks, take }: MatchOptions,
): RecordChange | undefined {
  if (!take(gone.reduce((total, { notes, rows }) => total + notes.length + rows * PLACE_BYTES, 0))) return undefined;
  const known = new GoneRecords(gone);
  const others = [];
  for (const { piece, bytes } of pieces) {
    const places = known.takeSame(piece.notes);
    if (!take(places.length * RECORD_BYTES)) return undefined;
    others.push({ notes: piece.notes, bytes, places });
  }
  if (!take(known.restCount * RECORD_BYTES)) return undefined;
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
      const line = lines[index] as Buffer;
      if (!take(line.length + END.length)) return undefined;
      (before ? replacing : added).push(line, END);
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

/** Records of pieces that are gone, taken in their order: most of a changed file stand where they stood. */
class GoneRecords {
  readonly #notes: Buffer;
  readonly #places: readonly number[];
  readonly #passed: number[] = [];
  #next = 0;

  constructor(gone: readonly Piece[]) {
    this.#notes = Buffer.concat(gone.map(({ notes }) => notes));
    this.#places = placesOf(this.#notes);
  }

  /** Takes the records of some notes away, as far as they come next; gives place and number of the others. */
  takeSame(notes: Buffer): { readonly place: number; readonly index: number }[] {
    const missing: { readonly place: number; readonly index: number }[] = [];
    for (const [index, place] of placesOf(notes).entries()) {
      const found = this.#findAhead({ notes, place });
      if (found === undefined) missing.push({ place, index });
      else {
        for (; this.#next < found; this.#next++) this.#passed.push(this.#places[this.#next] as number);
        this.#next++;
      }
    }
    return missing;
  }

  #findAhead(note: PlacedNote): number | undefined {
    const end = Math.min(this.#next + LOOK_AHEAD, this.#places.length);
    for (let index = this.#next; index < end; index++)
      if (isSameNote(note, { notes: this.#notes, place: this.#places[index] as number })) return index;
    return undefined;
  }

  /** Number of the records that nobody took. */
  get restCount(): number {
    return this.#passed.length + this.#places.length - this.#next;
  }

  /** The records that nobody took, by their keys. */
  rest(): ReadonlyMap<string, PlacedNote> {
    const notes = this.#notes;
    const places = [...this.#passed, ...this.#places.slice(this.#next)];
    return new Map(places.map((place) => [keyAt(notes, place), { notes, place }]));
  }
}

/** Records that may have left in a row before the next one that stayed is found at once. */
const LOOK_AHEAD = 8;
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
