import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Random } from '../../base/random.ts';
import { accessError } from '../catalogue.ts';

const deriveKey = promisify(argon2);

/** Costs that OWASP names as a minimum for argon2id (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const SALT_BYTES = 16;
const LEAST_CHARACTERS = 12;
const MOST_CHARACTERS = 256;

/** Refuses passwords that are easy to guess. @throws FLX_ACCESS_PASSWORD_WEAK */
export function checkPassword(password: string, words: readonly string[]): void {
  const refuse = (reason: string) => accessError('FLX_ACCESS_PASSWORD_WEAK', { reason, least: LEAST_CHARACTERS });
  if (password.length < LEAST_CHARACTERS) throw refuse(`it has ${password.length} characters`);
  if (password.length > MOST_CHARACTERS) throw refuse(`it has more than ${MOST_CHARACTERS} characters`);
  if (new Set(password.toLowerCase()).size < 5) throw refuse('it has fewer than five different characters');
  const lower = password.toLowerCase();
  if (words.some((word) => word.length > 3 && lower === word.toLowerCase())) throw refuse('it is your name or address');
}

/** The password as it is kept: argon2id (RFC 9106) with a salt of its own, in PHC format. */
export async function hashPassword(password: string, random: Random): Promise<string> {
  const salt = Buffer.from(random.bytes(SALT_BYTES));
  const hash = await deriveKey('argon2id', { message: password.normalize('NFC'), nonce: salt, ...COST });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** True when the password is the one that was kept. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(kept);
  if (!found) return false;
  const [, memory, passes, parallelism, salt = '', hash = ''] = found;
  const expected = Buffer.from(hash, 'base64');
  const actual = await deriveKey('argon2id', {
    message: password.normalize('NFC'),
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
