import { type FileHandle, open, stat } from 'node:fs/promises';
import { readBytes } from '../files/bytes.ts';
import type { LineFiles } from '../kind.ts';
import { type CutOptions, type CutPiece, KnownPieces, LEAST_SIZE, PieceCutter } from './cut.ts';
import { LAST_NUMBER, type Piece } from './piece.ts';
import { LINE_END, type RecordMarks, scanRecords } from './records.ts';

/** Pieces of an entity's files, and how long they usually are, in bytes. */
export interface PieceList {
  readonly size: number;
  readonly pieces: readonly Piece[];
}

/** Most pieces that files are cut into, more or less. */
const MOST_PIECES = 65_536;

/** Pieces of files that were read whole; undefined where their lines are no records, or cannot be numbered. */
export async function cutFiles(files: LineFiles): Promise<PieceList | undefined> {
  const size = await pieceSizeOf(files);
  const pieces: Piece[] = [];
  let first = 1;
  for await (const cut of cutAll(files, { size, known: new KnownPieces([]) })) {
    if (!cut) return undefined;
    for (const { fingerprint, rows, bytes } of cut) {
      if (rows > 0) pieces.push({ fingerprint, first, rows, length: bytes.length });
      first += rows;
    }
  }
  return first <= LAST_NUMBER ? { size, pieces } : undefined;
}

async function pieceSizeOf({ paths }: LineFiles): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const share = sizes.reduce((total, size) => total + size, 0) / MOST_PIECES;
  return Math.max(LEAST_SIZE, 2 ** Math.ceil(Math.log2(share + 1)));
}

/** What differs between files as they are now and as they were read. */
export interface PieceChange {
  /** The pieces of now, those that are new with numbers after all others. */
  readonly list: PieceList;
  readonly gone: readonly Piece[];
  /** Records of all files, and of the pieces that are new. */
  readonly rows: number;
  readonly newRows: number;
  /** Number of the first record that is new. */
  readonly firstNew: number;
  /** Whether the files begin with the same pieces, as far as `headRows` go. */
  readonly hasSameHead: boolean;
}

export interface ComparisonRequest {
  readonly files: LineFiles;
  readonly known: PieceList;
  /** Where the records of new pieces go, one after another. */
  readonly newPath: string;
  /** Where the first records of the files go, and their number. */
  readonly headPath: string;
  readonly headRows: number;
  /** Share of the records from which on it is no use to tell new pieces from others. */
  readonly mostNew: number;
}

/**
 * Holds files against the pieces they were read as.
 * @returns undefined where the files must be read whole: bytes in doubt, a piece that stands there twice, too much that is new
 */
export async function comparePieces(request: ComparisonRequest): Promise<PieceChange | undefined> {
  const { files, known, newPath, headPath } = request;
  const [newFile, headFile] = [await open(newPath, 'w'), await open(headPath, 'w')];
  try {
    const comparison = new Comparison(request);
    for await (const cut of cutAll(files, { size: known.size, known: comparison.known })) {
      if (!cut || !comparison.add(cut)) return undefined;
      await writeAll(newFile, comparison.takeNew());
      await writeAll(headFile, comparison.takeHead());
    }
    return comparison.result();
  } finally {
    await newFile.close();
    await headFile.close();
  }
}

class Comparison {
  readonly known: KnownPieces;
  readonly #request: ComparisonRequest;
  readonly #marks: RecordMarks;
  readonly #firstNew: number;
  readonly #mostNewRows: number;
  readonly #new = new Set<string>();
  readonly #pieces: Piece[] = [];
  #newBytes: Buffer[] = [];
  #headBytes: Buffer[] = [];
  #headRows = 0;
  #hasSameHead = true;
  #newRows = 0;
  #rows = 0;

  constructor(request: ComparisonRequest) {
    const { pieces } = request.known;
    const rows = pieces.reduce((total, piece) => total + piece.rows, 0);
    this.#mostNewRows = Math.max(rows * request.mostNew, FEW_ROWS);
    this.#request = request;
    this.known = new KnownPieces(pieces);
    this.#marks = marksOf(request.files);
    this.#firstNew = pieces.reduce((last, { first, rows }) => Math.max(last, first + rows), 1);
  }

  /** False where all must be read. */
  add(cut: readonly CutPiece[]): boolean {
    for (const { fingerprint, bytes, rows, known } of cut) {
      const piece = known ?? { fingerprint, first: this.#firstNew + this.#newRows, rows, length: bytes.length };
      if (piece.rows === 0) continue;
      this.#addHead(piece, bytes);
      this.#pieces.push(piece);
      this.#rows += piece.rows;
      if (known) continue;
      if (this.#new.has(fingerprint)) return false;
      this.#new.add(fingerprint);
      this.#newRows += piece.rows;
      this.#newBytes.push(...wholeLines(bytes));
    }
    return (
      !this.known.isRepeated && this.#firstNew + this.#newRows <= LAST_NUMBER && this.#newRows <= this.#mostNewRows
    );
  }

  #addHead({ fingerprint, rows }: Piece, bytes: Buffer): void {
    const missing = this.#request.headRows - this.#headRows;
    if (missing <= 0) return;
    if (this.#request.known.pieces[this.#pieces.length]?.fingerprint !== fingerprint) this.#hasSameHead = false;
    this.#headRows += rows;
    const end = rows > missing ? (scanRecords(bytes, this.#marks, missing)?.end ?? bytes.length) : bytes.length;
    this.#headBytes.push(...wholeLines(bytes.subarray(0, end)));
  }

  takeNew(): readonly Buffer[] {
    const taken = this.#newBytes;
    this.#newBytes = [];
    return taken;
  }

  takeHead(): readonly Buffer[] {
    const taken = this.#headBytes;
    this.#headBytes = [];
    return taken;
  }

  result(): PieceChange {
    const { known, headRows } = this.#request;
    return {
      list: { size: known.size, pieces: this.#pieces },
      gone: this.known.gone,
      rows: this.#rows,
      newRows: this.#newRows,
      firstNew: this.#firstNew,
      hasSameHead: this.#hasSameHead && (this.#headRows >= headRows || this.#pieces.length === known.pieces.length),
    };
  }
}

/** Rows that are followed, whatever their share. */
const FEW_ROWS = 1000;
const END = Buffer.from([LINE_END]);

/** The last record of a file may lack its line end. */
const wholeLines = (bytes: Buffer) => (bytes.at(-1) === LINE_END ? [bytes] : [bytes, END]);

async function writeAll(file: FileHandle, parts: readonly Buffer[]): Promise<void> {
  if (parts.length > 0) await file.writeFile(Buffer.concat(parts));
}

/** Bytes that tell the records of files apart. */
export function marksOf({ format: { delimiter, quote } }: LineFiles): RecordMarks {
  const byteOf = (text: string) => (Buffer.byteLength(text) === 1 ? text.charCodeAt(0) : undefined);
  return { quote: byteOf(quote), delimiter: byteOf(delimiter) };
}

/** The pieces of all files, as they come; undefined and an end where bytes are in doubt. */
async function* cutAll(
  files: LineFiles,
  options: Pick<CutOptions, 'size' | 'known'>,
): AsyncIterable<readonly CutPiece[] | undefined> {
  for (const path of files.paths) {
    const cutter = new PieceCutter({ ...options, marks: marksOf(files) });
    for await (const { bytes, isEnd } of recordBytes(path, files.format.hasHeader)) yield cutter.cut(bytes, isEnd);
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
