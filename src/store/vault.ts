import { createCipheriv, createDecipheriv } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createToken, hashOf } from '../base/ids.ts';
import type { Random } from '../base/random.ts';
import { storeError } from './catalogue.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what must not be readable in the state store: AES-256-GCM (NIST SP 800-38D), a random nonce for each value. */
export interface Vault {
  /** Short fingerprint of the key; says nothing about it. */
  readonly keyId: string;
  /** Any JSON value as text. `context` says what it is, and must be the same to decrypt. */
  encrypt(value: unknown, context: string): string;
  /** @throws FLX_SECRET_UNREADABLE when the key or the context is another, or the text was changed. */
  decrypt(encrypted: string, context: string): unknown;
}

export interface VaultOptions {
  /** 32 bytes in base64; empty: the key file of the data folder, made when it is not there. */
  readonly secretKey: string;
  readonly home: string;
  readonly random: Random;
}

/** @throws FLX_SECRET_KEY_INVALID */
export function createVault({ secretKey, home, random }: VaultOptions): Vault {
  const key = decodeKey(secretKey || readOrMakeKeyFile(join(home, 'keys', 'secret.key'), random));
  const keyId = hashOf(key).slice(0, 12);
  return Object.freeze({
    keyId,
    encrypt: (value: unknown, context: string) => {
      const nonce = random.bytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(context));
      const sealed = [nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `v1.${keyId}.${Buffer.concat(sealed).toString('base64url')}`;
    },
    decrypt: (encrypted: string, context: string) => {
      const [version, usedKeyId, sealed = ''] = encrypted.split('.');
      if (version !== 'v1' || usedKeyId !== keyId) throw storeError('FLX_SECRET_UNREADABLE', { context });
      return open(Buffer.from(sealed, 'base64url'), key, context);
    },
  });
}

function open(sealed: Buffer, key: Buffer, context: string): unknown {
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG_BYTES));
    const text = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    return JSON.parse(text);
  } catch {
    throw storeError('FLX_SECRET_UNREADABLE', { context });
  }
}

function decodeKey(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw storeError('FLX_SECRET_KEY_INVALID', {});
  return key;
}

/** The file appears whole or not at all, and the first of several starting processes wins. */
function readOrMakeKeyFile(path: string, random: Random): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${createToken(random, 8)}`;
    writeFileSync(draft, Buffer.from(random.bytes(KEY_BYTES)).toString('base64'), { mode: 0o600, flush: true });
    try {
      linkSync(draft, path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    } finally {
      rmSync(draft);
    }
  }
  chmodSync(path, 0o600);
  return readFileSync(path, 'utf8');
}
