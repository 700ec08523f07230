import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** A UUID version 7 (RFC 9562 §5.7): sorts by time of making. */
export function createId(clock: Clock, random: Random): string {
  const bytes = new Uint8Array(16);
  bytes.set(random.bytes(10), 6);
  new DataView(bytes.buffer).setBigUint64(
    0,
    (BigInt(clock.now().getTime()) << 16n) | BigInt(((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)),
  );
  return formatUuid(bytes, 7);
}

/** An id that is the same for the same parts, in the form of a UUID version 8 (SHA-256 inside). */
export function createDerivedId(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return formatUuid(Uint8Array.from(digest.subarray(0, 16)), 8);
}

/** Whether an id was derived from what it stands for (version 8); another was made once. */
export function isDerivedId(id: string): boolean {
  return id[14] === '8';
}

/** An unguessable URL-safe token of `bytes` random bytes. */
export function createToken(random: Random, bytes = 32): string {
  return Buffer.from(random.bytes(bytes)).toString('base64url');
}

/** SHA-256 of a text or bytes, in hex. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function formatUuid(bytes: Uint8Array, version: number): string {
  const own = Uint8Array.from(bytes);
  own[6] = ((own[6] ?? 0) & 0x0f) | (version << 4);
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(own).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
