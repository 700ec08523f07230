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
const PIECE_BYTES = FINGERPRINT_BYTES + 12;

/** Pieces as bytes, to be kept in a file. */
export function packPieces(pieces: readonly Piece[]): Buffer {
  const bytes = Buffer.alloc(pieces.length * PIECE_BYTES);
  for (const [index, { fingerprint, first, rows, length }] of pieces.entries()) {
    const at = index * PIECE_BYTES;
    bytes.write(fingerprint, at, 'latin1');
    bytes.writeUInt32LE(first, at + FINGERPRINT_BYTES);
    bytes.writeUInt32LE(rows, at + FINGERPRINT_BYTES + 4);
    bytes.writeUInt32LE(length, at + FINGERPRINT_BYTES + 8);
  }
  return bytes;
}

/** What `packPieces` packed. */
export function unpackPieces(bytes: Buffer): Piece[] {
  return Array.from({ length: bytes.length / PIECE_BYTES }, (_, index) => {
    const at = index * PIECE_BYTES;
    return {
      fingerprint: bytes.toString('latin1', at, at + FINGERPRINT_BYTES),
      first: bytes.readUInt32LE(at + FINGERPRINT_BYTES),
      rows: bytes.readUInt32LE(at + FINGERPRINT_BYTES + 4),
      length: bytes.readUInt32LE(at + FINGERPRINT_BYTES + 8),
    };
  });
}
