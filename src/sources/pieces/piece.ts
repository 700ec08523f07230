/**
 * A run of whole records of a text file, cut where its own bytes say so: the same records give the same pieces, wherever
 * they stand in the file.
 */
export interface Piece {
  /** Hash of its bytes, 128 bits as Latin-1 text. */
  readonly fingerprint: string;
  /** Number of its first record; each record of an entity has one, and they follow each other inside of a piece. */
  readonly first: number;
  readonly rows: number;
  /** Number of its bytes. */
  readonly length: number;
}

/** Beyond it, records are not numbered. */
export const LAST_NUMBER = 2 ** 31 - 1;
export const FINGERPRINT_BYTES = 16;
/** First, rows and length: 32 bits each, the least first. */
const NUMBER_BYTES = 12;

/** Pieces as bytes, to be kept in a file: the fingerprints of all, then the numbers of each. */
export function packPieces(pieces: readonly Piece[]): Buffer {
  const fingerprints = Buffer.from(pieces.map(({ fingerprint }) => fingerprint).join(''), 'latin1');
  const numbers = new DataView(new ArrayBuffer(pieces.length * NUMBER_BYTES));
  for (const [index, { first, rows, length }] of pieces.entries()) {
    const at = index * NUMBER_BYTES;
    numbers.setUint32(at, first, true);
    numbers.setUint32(at + 4, rows, true);
    numbers.setUint32(at + 8, length, true);
  }
  return Buffer.concat([fingerprints, Buffer.from(numbers.buffer)]);
}

/** What `packPieces` packed. */
export function unpackPieces(bytes: Buffer): Piece[] {
  const count = bytes.length / (FINGERPRINT_BYTES + NUMBER_BYTES);
  const end = count * FINGERPRINT_BYTES;
  const fingerprints = bytes.toString('latin1', 0, end);
  const numbers = new DataView(bytes.buffer, bytes.byteOffset + end);
  return Array.from({ length: count }, (_, index) => {
    const at = index * NUMBER_BYTES;
    return {
      fingerprint: fingerprints.slice(index * FINGERPRINT_BYTES, (index + 1) * FINGERPRINT_BYTES),
      first: numbers.getUint32(at, true),
      rows: numbers.getUint32(at + 4, true),
      length: numbers.getUint32(at + 8, true),
    };
  });
}
