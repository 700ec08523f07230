import { isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { sourceError } from '../catalogue.ts';
import { isGzip } from '../files/bytes.ts';

/** First bytes of a file, unpacked. */
export interface FileHead {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
  readonly isPacked: boolean;
}

const HEAD_BYTES = 262_144;
const CHUNK_BYTES = 4_194_304;
const LONGEST_UTF8_SEQUENCE = 4;

/** Reads the head of a file; gzip is recognised by its first bytes, whatever the file's name. */
export async function readHead(path: string): Promise<FileHead> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if (!isGzip(bytes)) return { bytes, isWhole: bytesRead < HEAD_BYTES, isPacked: false };
  } finally {
    await file.close();
  }
  return readPackedHead(path);
}

async function readPackedHead(path: string): Promise<FileHead> {
  const source = createReadStream(path);
  const unpacked = source.pipe(createGunzip());
  source.on('error', (error) => unpacked.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  let isWhole = true;
  for await (const chunk of unpacked) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= HEAD_BYTES) {
      isWhole = false;
      break;
    }
  }
  source.destroy();
  return { bytes: Buffer.concat(chunks), isWhole, isPacked: true };
}

/**
 * The encoding of a file from its byte order mark, its zero bytes, or whether all of it is valid UTF-8; what is none of
 * these is windows-1252, of which latin-1 is a part.
 */
export async function detectEncoding(path: string, head: FileHead): Promise<string> {
  const encoding = guessEncoding(head);
  const isSure = encoding !== 'utf-8' || head.isWhole || head.isPacked || hasByteOrderMark(head);
  return isSure || (await isUtf8File(path)) ? encoding : 'windows-1252';
}

/** The encoding of a file as far as its head tells. */
export function guessEncoding(head: FileHead): string {
  const marked = byteOrderMark(head.bytes);
  if (marked) return marked;
  const wide = zeroPattern(head.bytes);
  if (wide) return wide;
  return isUtf8(wholeCharacters(head.bytes, head.isWhole)) ? 'utf-8' : 'windows-1252';
}

function hasByteOrderMark({ bytes }: FileHead): boolean {
  return byteOrderMark(bytes) !== undefined;
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** UTF-16 without a mark: in mostly Latin text every second byte is zero. */
function zeroPattern(bytes: Buffer): string | undefined {
  const zeros = [0, 0];
  const length = Math.min(bytes.length, 4096);
  for (let index = 0; index < length; index++) {
    if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const many = length * 0.2;
  if ((zeros[1] ?? 0) > many) return 'utf-16le';
  return (zeros[0] ?? 0) > many ? 'utf-16be' : undefined;
}

async function isUtf8File(path: string): Promise<boolean> {
  const file = await open(path);
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES + LONGEST_UTF8_SEQUENCE);
  try {
    let carried = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, carried, CHUNK_BYTES, null);
      const filled = buffer.subarray(0, carried + bytesRead);
      const whole = wholeCharacters(filled, bytesRead === 0);
      if (!isUtf8(whole)) return false;
      if (bytesRead === 0) return true;
      carried = filled.copy(buffer, 0, whole.length);
    }
  } finally {
    await file.close();
  }
}

/** The bytes without a character cut off at the end. */
function wholeCharacters(bytes: Buffer, isEnd: boolean): Buffer {
  if (isEnd) return bytes;
  for (let back = 1; back < LONGEST_UTF8_SEQUENCE && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}

/** Text of some bytes. @throws FLX_SOURCE_ENCODING */
export function decodeText(bytes: Buffer, encoding: string): string {
  return decoderOf(encoding).decode(bytes, { stream: true });
}

/** Writes a file anew as plain UTF-8, chunk by chunk. */
export async function transcodeFile(
  from: { path: string; encoding: string; isPacked: boolean },
  to: string,
): Promise<void> {
  const decoder = decoderOf(from.encoding);
  const decode = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, decoder.decode(chunk, { stream: true })),
    flush: (done) => done(null, decoder.decode()),
  });
  const source: Readable = createReadStream(from.path, { highWaterMark: CHUNK_BYTES });
  const steps = from.isPacked ? [source, createGunzip(), decode] : [source, decode];
  await pipeline([...steps, createWriteStream(to)]);
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch (cause) {
    throw sourceError('FLX_SOURCE_ENCODING', { encoding }, { cause });
  }
}
