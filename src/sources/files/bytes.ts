import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

const CHUNK_BYTES = 1_048_576;

/** Whether a file begins like one that gzip packed. */
export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The bytes of a file from its start, unpacked; each buffer is valid until the next one, which is read meanwhile. */
export async function* readBytes(path: string): AsyncIterable<Buffer> {
  const file = await open(path);
  try {
    let [spare, free] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)];
    let reading = file.read(free, 0, CHUNK_BYTES, null);
    for (let isFirst = true; ; isFirst = false) {
      const { buffer, bytesRead } = await reading;
      const bytes = buffer.subarray(0, bytesRead);
      if (isFirst && isGzip(bytes)) return yield* unpackBytes(path);
      if (bytesRead === 0) return;
      [spare, free] = [buffer, spare];
      reading = file.read(free, 0, CHUNK_BYTES, null);
      // Nobody may be there to see it fail; who goes on does.
      reading.catch(() => undefined);
      yield bytes;
    }
  } finally {
    await file.close();
  }
}

async function* unpackBytes(path: string): AsyncIterable<Buffer> {
  const source = createReadStream(path);
  const unpacked = source.pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
  source.on('error', (error) => unpacked.destroy(error));
  try {
    yield* unpacked;
  } finally {
    source.destroy();
  }
}
