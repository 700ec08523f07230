import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { hashOf } from '../../base/ids.ts';
import type { SourceContext } from '../kind.ts';
import { readHead } from './encoding.ts';
import type { ReadableFile } from './readable.ts';
import type { CsvMarks } from './scan.ts';

const LINE_END = 10;
const RETURN = 13;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const CHUNK_BYTES = 4_194_304;

/** The same file, written anew in the work folder under its name with one way to end a line; the number of lines and the values stay. */
export async function evenLineEnds(file: ReadableFile, { workFolder }: SourceContext): Promise<ReadableFile> {
  const folder = join(workFolder, hashOf(file.path).slice(0, 16));
  await mkdir(folder, { recursive: true });
  const path = join(folder, basename(file.path).replace(/\.gz$/i, ''));
  const { isPacked } = await readHead(file.path);
  const ends = new LineEnds(file.layout);
  const even = new Transform({ transform: (chunk: Buffer, _encoding, done) => done(null, ends.even(chunk)) });
  const source = createReadStream(file.path, { highWaterMark: CHUNK_BYTES });
  const steps = isPacked ? [source, createGunzip(), even] : [source, even];
  await pipeline([...steps, createWriteStream(path)]);
  return { ...file, path };
}

/** Makes each line end outside of quotes (RFC 4180) a line feed, chunk by chunk; inside of quotes it is a part of the value. */
export class LineEnds {
  readonly #quote: number;
  /** Last byte between two fields. */
  readonly #delimiter: number | undefined;
  #place: 'start' | 'bare' | 'quoted' | 'closed' = 'start';
  #isAfterReturn = false;
  #readBytes = 0;

  constructor({ delimiter, quote }: CsvMarks) {
    this.#quote = quote.charCodeAt(0);
    this.#delimiter = Buffer.from(delimiter).at(-1);
  }

  /** The next bytes with even line ends. */
  even(chunk: Buffer): Buffer {
    const even = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      const isSecond = byte === LINE_END && this.#isAfterReturn;
      const isEnd = this.#place !== 'quoted' && (byte === RETURN || byte === LINE_END);
      if (BYTE_ORDER_MARK[this.#readBytes++] !== byte) this.#place = isEnd ? 'start' : this.#placeAfter(byte);
      this.#isAfterReturn = isEnd && byte === RETURN;
      if (!isSecond) even[length++] = isEnd ? LINE_END : byte;
    }
    return even.subarray(0, length);
  }

  #placeAfter(byte: number): 'start' | 'bare' | 'quoted' | 'closed' {
    if (this.#place === 'quoted') return byte === this.#quote ? 'closed' : 'quoted';
    if (byte === this.#quote && this.#place !== 'bare') return 'quoted';
    return byte === this.#delimiter ? 'start' : 'bare';
  }
}
