/**
 * A run of whole records of a text file, cut where its own bytes say so: the same records give the same pieces, wherever
 * they stand in the file.
 */
export interface Piece {
  /** Hash of its bytes, 128 bits as Latin-1 text. */
  readonly fingerprint: string;
  readonly rows: number;
  /** Number of its bytes. */
  readonly length: number;
  /** A note of each record, one after another. */
  readonly notes: Buffer;
}

export const FINGERPRINT_BYTES = 16;
/** Rows, length, and bytes of the notes: 32 bits each, the least first. */
const NUMBER_BYTES = 12;

/** Pieces as bytes, to be kept in a file: their number, the fingerprints of all, the numbers of each, the notes of all. */
export function packPieces(pieces: readonly Piece[]): Buffer {
  const fingerprints = Buffer.from(pieces.map(({ fingerprint }) => fingerprint).join(''), 'latin1');
  const numbers = new DataView(new ArrayBuffer(4 + pieces.length * NUMBER_BYTES));
  numbers.setUint32(0, pieces.length, true);
  for (const [index, { rows, length, notes }] of pieces.entries()) {
    const at = 4 + index * NUMBER_BYTES;
    numbers.setUint32(at, rows, true);
    numbers.setUint32(at + 4, length, true);
    numbers.setUint32(at + 8, notes.length, true);
  }
  return Buffer.concat([Buffer.from(numbers.buffer), fingerprints, ...joinNotes(pieces)]);
}

/** The notes of pieces: one buffer for those that follow each other in the bytes they were unpacked from. */
function joinNotes(pieces: readonly Piece[]): Buffer[] {
  const joined: Buffer[] = [];
  for (const { notes } of pieces) {
    const last = joined.at(-1);
    const isNext = last?.buffer === notes.buffer && last.byteOffset + last.length === notes.byteOffset;
    if (last && isNext)
      joined[joined.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + notes.length);
    else joined.push(notes);
  }
  return joined;
}

/** What `packPieces` packed; the notes stay in the bytes. */
export function unpackPieces(bytes: Buffer): Piece[] {
  const count = bytes.readUInt32LE(0);
  const start = 4 + count * NUMBER_BYTES;
  const fingerprints = bytes.toString('latin1', start, start + count * FINGERPRINT_BYTES);
  let next = start + count * FINGERPRINT_BYTES;
  return Array.from({ length: count }, (_, index) => {
    const at = 4 + index * NUMBER_BYTES;
    const notes = bytes.subarray(next, next + bytes.readUInt32LE(at + 8));
    next += notes.length;
    return {
      fingerprint: fingerprints.slice(index * FINGERPRINT_BYTES, (index + 1) * FINGERPRINT_BYTES),
      rows: bytes.readUInt32LE(at),
      length: bytes.readUInt32LE(at + 4),
      notes,
    };
  });
}
