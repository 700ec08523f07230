/** JSON text of an answer. Integers beyond what a double holds keep all their digits. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? rawNumber(inner) : inner));
}

/** `JSON.rawJSON` is in the language (ES2026) and in Node 24, not yet in the compiler's library. */
const { rawJSON } = JSON as typeof JSON & { readonly rawJSON: (text: string) => unknown };

function rawNumber(integer: bigint): unknown {
  return rawJSON(integer.toString());
}
