import { stat } from 'node:fs/promises';
import type { TakeMemory } from '../../base/memory-budget.ts';
import { readBytes } from '../files/bytes.ts';
import type { LineFiles } from '../kind.ts';
import { type CutOptions, type CutPiece, KnownPieces, PieceCutter } from './cut.ts';
import { matchRecords, type NewPiece, type RecordChange } from './match.ts';
import type { RecordFormat } from './notes.ts';
import type { Piece } from './piece.ts';
import { LINE_END, type RecordMarks, scanRecords } from './records.ts';

/** Pieces of an entity's files, and how long they usually are, in bytes. */
export interface PieceList {
  readonly size: number;
  readonly pieces: readonly Piece[];
}

/** Files, and the place of the field with the key of a record, from 0. */
export interface KeyedFiles {
  readonly files: LineFiles;
  readonly keyIndex: number;
}

/** Usual length of a piece in bytes: about forty lines, of which a change makes one read them. */
const USUAL_SIZE = 4096;
/** Most pieces that files are cut into, more or less. */
const MOST_PIECES = 262_144;

/** Pieces of files that were read whole; undefined where their lines are no records, or there is no memory for their notes. */
export async function cutFiles(keyed: KeyedFiles, take: TakeMemory): Promise<PieceList | undefined> {
  const size = await pieceSizeOf(keyed.files);
  const pieces: Piece[] = [];
  for await (const cut of cutAll(keyed, { size, known: new KnownPieces([]) })) {
    if (!cut || !take(bytesOf(cut.map(({ piece }) => piece)))) return undefined;
    for (const { piece } of cut) if (piece.rows > 0) pieces.push(piece);
  }
  return { size, pieces };
}

/** Notes stand in memory twice while they are packed. */
const COPIES = 2;
/** What a piece takes in memory beside its notes. Measured: 190 bytes when it was cut, 290 when it is known and packed. */
const PIECE_BYTES = 320;

/** Memory that pieces take, in bytes. */
export function bytesOf(pieces: readonly Piece[]): number {
  return pieces.reduce((total, { notes }) => total + COPIES * notes.length + PIECE_BYTES, 0);
}

async function pieceSizeOf({ paths }: LineFiles): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const share = sizes.reduce((total, size) => total + size, 0) / MOST_PIECES;
  return Math.max(USUAL_SIZE, 2 ** Math.ceil(Math.log2(share + 1)));
}

/** What differs between files as they are now and as they were read. */
export interface PieceChange extends RecordChange {
  readonly list: PieceList;
  /** Records of all files. */
  readonly rows: number;
  /** The first records of the files, as far as `headRows` go; undefined where they begin with the same pieces as before. */
  readonly head: Buffer | undefined;
}

export interface ComparisonRequest extends KeyedFiles {
  readonly known: PieceList;
  readonly headRows: number;
  /** Share of the records in new pieces from which on it is no use to tell new ones from others. */
  readonly mostNew: number;
  readonly take: TakeMemory;
}

/**
 * Holds files against the pieces they were read as.
 * @returns undefined where the files must be read whole: bytes in doubt, a piece or a key that stands there twice, too much
 * that is new, no memory for what is known and new
 */
export async function comparePieces(request: ComparisonRequest): Promise<PieceChange | undefined> {
  if (!request.take(bytesOf(request.known.pieces))) return undefined;
  const comparison = new Comparison(request);
  for await (const cut of cutAll(request, { size: request.known.size, known: comparison.known }))
    if (!cut || !comparison.add(cut)) return undefined;
  return comparison.result();
}

class Comparison {
  readonly known: KnownPieces;
  readonly #request: ComparisonRequest;
  readonly #marks: RecordMarks;
  readonly #mostNewRows: number;
  readonly #pieces: Piece[] = [];
  readonly #new: NewPiece[] = [];
  readonly #headBytes: Buffer[] = [];
  #headRows = 0;
  #hasSameHead = true;
  #newRows = 0;
  #rows = 0;

  constructor(request: ComparisonRequest) {
    const { pieces } = request.known;
    this.#mostNewRows = Math.max(rowsOf(pieces) * request.mostNew, FEW_ROWS);
    this.#request = request;
    this.known = new KnownPieces(pieces);
    this.#marks = marksOf(request.files);
  }

  /** False where all must be read. */
  add(cut: readonly CutPiece[]): boolean {
    if (!this.#request.take(newBytesOf(cut))) return false;
    for (const { piece, bytes, isKnown } of cut) {
      if (piece.rows === 0) continue;
      this.#addHead(piece, bytes);
      this.#pieces.push(piece);
      this.#rows += piece.rows;
      if (isKnown) continue;
      this.#newRows += piece.rows;
      this.#new.push({ piece, bytes: Buffer.from(bytes) });
    }
    return !this.known.isRepeated && this.#newRows <= this.#mostNewRows;
  }

  #addHead({ fingerprint, rows }: Piece, bytes: Buffer): void {
    const missing = this.#request.headRows - this.#headRows;
    if (missing <= 0) return;
    if (this.#request.known.pieces[this.#pieces.length]?.fingerprint !== fingerprint) this.#hasSameHead = false;
    this.#headRows += rows;
    const end = rows > missing ? scanRecords(bytes, this.#marks, { most: missing })?.end : undefined;
    this.#headBytes.push(...wholeLines(Buffer.from(bytes.subarray(0, end))));
  }

  result(): PieceChange | undefined {
    const { known, headRows, take } = this.#request;
    const change = matchRecords(this.known.gone, this.#new, { marks: this.#marks, take });
    const isLong = this.#headRows >= headRows || this.#pieces.length === known.pieces.length;
    return (
      change && {
        ...change,
        list: { size: known.size, pieces: this.#pieces },
        rows: this.#rows,
        head: this.#hasSameHead && isLong ? undefined : Buffer.concat(this.#headBytes),
      }
    );
  }
}

/** Rows that are followed, whatever their share. */
const FEW_ROWS = 1000;
const END = Buffer.from([LINE_END]);

/** Memory that new ones among some pieces take, in bytes: they are held until it is known which pieces are gone. */
function newBytesOf(cut: readonly CutPiece[]): number {
  const added = cut.filter(({ piece, isKnown }) => piece.rows > 0 && !isKnown);
  return added.reduce((total, { piece, bytes }) => total + bytes.length + bytesOf([piece]), 0);
}

/** Records that lie in some pieces. */
export function rowsOf(pieces: readonly Piece[]): number {
  return pieces.reduce((total, { rows }) => total + rows, 0);
}

/** The last record of a file may lack its line end. */
const wholeLines = (bytes: Buffer) => (bytes.at(-1) === LINE_END ? [bytes] : [bytes, END]);

/** Bytes that tell the records of files apart. */
export function marksOf({ format: { delimiter, quote } }: LineFiles): RecordMarks {
  const byteOf = (text: string) => (Buffer.byteLength(text) === 1 ? text.charCodeAt(0) : undefined);
  return { quote: byteOf(quote), delimiter: byteOf(delimiter) };
}

/** The pieces of all files, as they come; undefined and an end where bytes are in doubt. */
async function* cutAll(
  { files, keyIndex }: KeyedFiles,
  options: Pick<CutOptions, 'size' | 'known'>,
): AsyncIterable<readonly CutPiece[] | undefined> {
  const { delimiter, hasHeader } = files.format;
  const records: RecordFormat = { marks: marksOf(files), delimiter: Buffer.from(delimiter), keyIndex };
  for (const path of files.paths) {
    const cutter = new PieceCutter({ ...options, records });
    for await (const { bytes, isEnd } of recordBytes(path, hasHeader)) yield cutter.cut(bytes, isEnd);
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The bytes of a file without its byte order mark and its first line, when that is a header. */
async function* recordBytes(path: string, hasHeader: boolean) {
  let isStart = true;
  for await (const chunk of readBytes(path)) {
    let bytes = chunk;
    if (isStart && !hasHeader && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK))
      bytes = bytes.subarray(BYTE_ORDER_MARK.length);
    if (isStart && hasHeader) {
      const end = bytes.indexOf(LINE_END);
      if (end < 0) continue;
      bytes = bytes.subarray(end + 1);
    }
    isStart = false;
    yield { bytes, isEnd: false };
  }
  yield { bytes: Buffer.alloc(0), isEnd: true };
}
