import type { Vault } from '../../store/vault.ts';

const SEALED = /^\$\{sealed:([^}]+)\}$/;

/** Where in which connection a value stands: a sealed value can be read only there. */
export interface SealPlace {
  readonly connection: string;
  readonly keys: readonly (string | number)[];
}

/** True for a value that is kept encrypted in a definition. */
export function isSealed(value: unknown): value is string {
  return typeof value === 'string' && SEALED.test(value);
}

/** A text as it is kept in a definition: encrypted, readable only by this server and in this place. */
export function sealText(text: string, place: SealPlace, vault: Vault): string {
  return `\${sealed:${vault.encrypt(text, contextOf(place))}}`;
}

/** The text behind a sealed value; anything else as it is. @throws FLX_SECRET_UNREADABLE */
export function unsealText(value: string, place: SealPlace, vault: Vault): string {
  const sealed = SEALED.exec(value)?.[1];
  return sealed === undefined ? value : String(vault.decrypt(sealed, contextOf(place)));
}

function contextOf({ connection, keys }: SealPlace): string {
  return `connection/${connection.toLowerCase()}/${keys.join('/')}`;
}
