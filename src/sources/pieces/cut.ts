import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { type RecordFormat, RecordNoter } from './notes.ts';
import { FINGERPRINT_BYTES, type Piece } from './piece.ts';
import { LINE_END } from './records.ts';

/** A piece as it stands in a file. The bytes are valid until more are cut. */
export interface CutPiece {
  readonly piece: Piece;
  readonly bytes: Buffer;
  readonly isKnown: boolean;
}

export interface CutOptions {
  readonly records: RecordFormat;
  /** Usual length of a piece, in bytes. A piece is at least half as long, and holds what decides about its end. */
  readonly size: number;
  readonly known: KnownPieces;
}

/** Pieces of another version of the files, in their order, and which of them were found again. */
export class KnownPieces {
  readonly pieces: readonly Piece[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #isFound: boolean[];
  #next = 0;
  /** Whether one of them was found twice. */
  isRepeated = false;

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
    this.#places = new Map(pieces.map(({ fingerprint }, index) => [fingerprint, index]));
    this.#isFound = new Array<boolean>(pieces.length).fill(false);
  }

  /** The piece that comes next where nothing changed. */
  get next(): Piece | undefined {
    return this.pieces[this.#next];
  }

  /** Pieces that were not found. */
  get gone(): readonly Piece[] {
    return this.pieces.filter((_piece, place) => !this.#isFound[place]);
  }

  /** The piece of that fingerprint is found, if there is one; others are expected after it. */
  find(fingerprint: string): Piece | undefined {
    const place = this.#places.get(fingerprint);
    if (place !== undefined) return this.#found(place);
    this.#next++;
    return undefined;
  }

  /** The piece that was expected is found. */
  findNext(): void {
    this.#found(this.#next);
  }

  #found(place: number): Piece | undefined {
    this.isRepeated ||= this.#isFound[place] === true;
    this.#isFound[place] = true;
    this.#next = place + 1;
    return this.pieces[place];
  }
}

/** Bytes before a line end that decide whether a piece ends there. */
const LOOKED_AT = 32;
/** A piece is at most so many times as long as usual, unless a record is. */
const LONGEST = 16;
/** Bytes that are put behind what is left of those before, enough for nearly every piece. */
const BRIDGE_BYTES = 65_536;
/** Longest quoted text with line ends that is followed, in bytes. */
const LONGEST_OPEN = 1_048_576;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts a file into pieces as its bytes come in. Where a piece ends follows from the bytes around alone, so that a change
 * makes new pieces only where it is (content-defined chunking, Muthitacharoen and others, "A Low-bandwidth Network File
 * System", 2001; here ends are looked for at line ends only).
 */
export class PieceCutter {
  readonly #options: CutOptions;
  readonly #noter: RecordNoter;
  #rest: Buffer = Buffer.alloc(0);

  constructor(options: CutOptions) {
    this.#options = options;
    this.#noter = new RecordNoter(options.records);
  }

  /**
   * Cuts what is whole of the bytes so far.
   * @returns undefined where the bytes are no pieces: no UTF-8, a quote that is never closed, or records in doubt
   */
  cut(bytes: Buffer, isEnd: boolean): readonly CutPiece[] | undefined {
    const pieces: CutPiece[] = [];
    const [rest, isShort] = [this.#rest, bytes.length <= BRIDGE_BYTES];
    // What is left is put before a few bytes only: putting it before all would copy the whole file.
    const bridge = Buffer.concat([rest, bytes.subarray(0, BRIDGE_BYTES)]);
    const begun = this.#cutInto(pieces, bridge, { until: rest.length, isEnd: isEnd && isShort });
    if (begun === undefined) return undefined;
    const all =
      begun >= rest.length ? bytes.subarray(begun - rest.length) : Buffer.concat([rest.subarray(begun), bytes]);
    const ended = this.#cutInto(pieces, all, { until: all.length, isEnd });
    if (ended === undefined) return undefined;
    this.#rest = Buffer.from(all.subarray(ended));
    return pieces;
  }

  /** Cuts the pieces that begin before a place, and gives where the last one ends; undefined where the bytes are no pieces. */
  #cutInto(
    pieces: CutPiece[],
    all: Buffer,
    { until, isEnd }: { readonly until: number; readonly isEnd: boolean },
  ): number | undefined {
    let start = 0;
    while (start < until) {
      const piece = this.#next(all.subarray(start), isEnd);
      if (piece === 'doubtful') return undefined;
      if (piece === 'more') break;
      pieces.push(piece);
      start += piece.bytes.length;
    }
    return start;
  }

  #next(all: Buffer, isEnd: boolean): CutPiece | 'more' | 'doubtful' {
    const { known, size } = this.#options;
    const { next } = known;
    if (next && next.length > all.length && !isEnd) return 'more';
    if (next && startsWith(all, next)) {
      known.findNext();
      return { piece: next, isKnown: true, bytes: all.subarray(0, next.length) };
    }
    for (let from = size >> 1; ; ) {
      const end = pieceEnd(all, from, size) ?? (isEnd ? all.length : undefined);
      if (end === undefined) return 'more';
      const bytes = all.subarray(0, end);
      const fingerprint = fingerprintOf(bytes);
      const found = known.find(fingerprint);
      if (found) return { piece: found, isKnown: true, bytes };
      const records = this.#noter.note(bytes);
      if (!records) return 'doubtful';
      const { count: rows, notes, isOpen } = records;
      if (!isOpen && !isText(bytes)) return 'doubtful';
      if (!isOpen) return { piece: { fingerprint, rows, length: end, notes }, isKnown: false, bytes };
      if (end > LONGEST_OPEN || (end === all.length && isEnd)) return 'doubtful';
      from = end;
    }
  }
}

/** Whether the bytes begin with a known piece of whole lines, which then is one here too. */
function startsWith(all: Buffer, { length, fingerprint }: Piece): boolean {
  return all[length - 1] === LINE_END && fingerprintOf(all.subarray(0, length)) === fingerprint;
}

/** SHA-1 because it is the fastest here; nobody gains by two pieces of their own file with one hash. */
function fingerprintOf(bytes: Buffer): string {
  return hash('sha1', bytes, 'binary').slice(0, FINGERPRINT_BYTES);
}

/** A byte order mark is left out by readers at the start of a file only, so a piece that begins with one means two things. */
function isText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
}

/** Where the first piece of the bytes ends, when it is at least `from` long; undefined when more bytes are needed. */
function pieceEnd(bytes: Buffer, from: number, size: number): number | undefined {
  let lineStart = bytes.lastIndexOf(LINE_END, from - 1) + 1;
  for (let end = bytes.indexOf(LINE_END, from); end >= 0; end = bytes.indexOf(LINE_END, lineStart)) {
    if (end >= size * LONGEST || endsPiece(bytes, lineStart, end, size)) return end + 1;
    lineStart = end + 1;
  }
  return undefined;
}

const HASHES = 2 ** 32;

/** True at one line end in so many that pieces get their usual length, however long lines are: by FNV-1a of the bytes before. */
function endsPiece(bytes: Buffer, lineStart: number, end: number, size: number): boolean {
  let hashed = 0x811c9dc5;
  for (let at = Math.max(0, end - LOOKED_AT); at < end; at++)
    hashed = Math.imul(hashed ^ (bytes[at] as number), 0x01000193);
  hashed = Math.imul(hashed ^ (hashed >>> 15), 0x2c1b3c6d);
  return ((hashed ^ (hashed >>> 13)) >>> 0) / HASHES < (end + 1 - lineStart) / (size / 2);
}
