import { closingQuote, type RecordMarks, type Records, scanRecords } from './records.ts';

/** How the records of files are told apart, and where their keys are. */
export interface RecordFormat {
  readonly marks: RecordMarks;
  /** Between fields. */
  readonly delimiter: Buffer;
  /** Place of the field with the key, from 0. */
  readonly keyIndex: number;
}

/** Of a record are kept: hash of its bytes without line end (twice 32 bits), length of the key (16 bits), the key. */
const FIXED_BYTES = 10;
const LONGEST_KEY = 2 ** 16 - 1;
const FIRST_BYTES = 65_536;

/** Writes the notes of records. */
export class RecordNoter {
  readonly #format: RecordFormat;
  #bytes: Buffer = Buffer.alloc(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #notes: Buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #isDoubtful = false;

  constructor(format: RecordFormat) {
    this.#format = format;
  }

  /** Records that begin with the bytes, as `scanRecords` finds them, with their notes; undefined also where a key is too long. */
  note(bytes: Buffer): (Records & { readonly notes: Buffer }) | undefined {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#length = 0;
    this.#isDoubtful = false;
    const records = scanRecords(bytes, this.#format.marks, { visit: (start, end) => this.#add(start, end) });
    if (!records || this.#isDoubtful) return undefined;
    return { ...records, notes: Buffer.from(this.#notes.subarray(0, this.#length)) };
  }

  #add(start: number, end: number): void {
    const keyStart = this.#keyStart(start, end);
    const keyLength = this.#fieldEnd(keyStart, end) - keyStart;
    if (keyLength > LONGEST_KEY) this.#isDoubtful = true;
    if (this.#isDoubtful) return;
    const at = this.#length;
    this.#length += FIXED_BYTES + keyLength;
    if (this.#length > this.#notes.length) this.#notes = Buffer.concat([this.#notes], 2 * this.#length);
    this.#notes.writeUInt32LE(hashOf(this.#view, start, end, LOW), at);
    this.#notes.writeUInt32LE(hashOf(this.#view, start, end, HIGH), at + 4);
    this.#notes.writeUInt16LE(keyLength, at + 8);
    for (let index = 0; index < keyLength; index++)
      this.#notes[at + FIXED_BYTES + index] = this.#bytes[keyStart + index] as number;
  }

  #keyStart(start: number, end: number): number {
    const { keyIndex, delimiter } = this.#format;
    let at = start;
    for (let index = 0; index < keyIndex && at < end; index++) at = this.#fieldEnd(at, end) + delimiter.length;
    return Math.min(at, end);
  }

  #fieldEnd(start: number, end: number): number {
    const { marks, delimiter } = this.#format;
    if (marks.quote !== undefined && start < end && this.#bytes[start] === marks.quote)
      return closingQuote(this.#bytes, start, marks.quote) + 1;
    const next =
      marks.delimiter === undefined
        ? this.#bytes.indexOf(delimiter, start)
        : this.#bytes.indexOf(marks.delimiter, start);
    return next < 0 || next > end ? end : next;
  }
}

/** Where the notes of the records begin, in their order. */
export function placesOf(notes: Buffer): number[] {
  const places: number[] = [];
  for (let at = 0; at < notes.length; at += FIXED_BYTES + notes.readUInt16LE(at + 8)) places.push(at);
  return places;
}

/** The field with the key of a record as it is written, quotes and all, as Latin-1 text. */
export function keyAt(notes: Buffer, place: number): string {
  const start = place + FIXED_BYTES;
  return notes.toString('latin1', start, start + notes.readUInt16LE(place + 8));
}

/** A note, by the notes it is one of and its place there. */
export interface PlacedNote {
  readonly notes: Buffer;
  readonly place: number;
}

/** Whether two notes are of the same record: hash and key are equal. */
export function isSameNote({ notes, place }: PlacedNote, other: PlacedNote): boolean {
  const length = FIXED_BYTES + notes.readUInt16LE(place + 8);
  for (let at = 0; at < length; at++) if (notes[place + at] !== other.notes[other.place + at]) return false;
  return true;
}

const LOW = { seed: 0x2f6b1a3d, first: 0xcc9e2d51, second: 0x1b873593 };
const HIGH = { seed: 0x71c4e58b, first: 0x85ebca6b, second: 0xc2b2ae35 };

/** 32 bits, mixed as MurmurHash3 does (Appleby, 2011), with the seed and the factors of one of two lanes. */
function hashOf(view: DataView, start: number, end: number, { seed, first, second }: typeof LOW): number {
  let hash = seed ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) hash = mix(hash, Math.imul(view.getInt32(at, true), first), second);
  let rest = 0;
  for (; at < end; at++) rest = (rest << 8) | view.getUint8(at);
  hash = mix(hash, Math.imul(rest, first), second);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function mix(hash: number, word: number, second: number): number {
  const turned = Math.imul((word << 15) | (word >>> 17), second);
  const mixed = hash ^ turned;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}
