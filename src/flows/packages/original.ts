import { writeArchive } from '../../base/archive.ts';
import { isArray, isObject, parseJson, printJson, type Value } from '../language/index.ts';
import { MOST_UNFOLDED_BYTES, readPackageFiles } from './archive.ts';
import { escapeTexts } from './formats/arm.ts';
import { definitionHash, type FlowOrigin } from './import.ts';

/** A flow whose file is kept as it came. */
export interface OriginalFile {
  readonly origin: FlowOrigin;
  readonly bytes: Uint8Array;
  /** The definition as it is now. */
  readonly definition: Readonly<Record<string, unknown>>;
}

/** The file as it came, with the definition put in where it has changed since. */
export function writeOriginal({ origin, bytes, definition }: OriginalFile): Uint8Array {
  if (definitionHash(definition) === origin.hash) return bytes;
  if (origin.path === undefined) return new TextEncoder().encode(rewrite(decode(bytes), origin, definition));
  const files = readPackageFiles(origin.file, bytes, { leftBytes: MOST_UNFOLDED_BYTES });
  const text = rewrite(decode(files.get(origin.path) ?? new Uint8Array()), origin, definition);
  return writeArchive({ ...Object.fromEntries(files), [origin.path]: text });
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/^\ufeff/, '');
}

function rewrite(text: string, { format, pointer }: FlowOrigin, definition: unknown): string {
  const document = parseJson(text, { allowTrailingCommas: true });
  const value = format === 'arm' ? escapeTexts(definition as Value) : (definition as Value);
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return JSON.stringify(replaceAt(document, keys, value), null, 2);
}

function replaceAt(document: Value, keys: readonly string[], value: Value): Value {
  const [key, ...rest] = keys;
  if (key === undefined) return typeof document === 'string' ? printJson(value) : value;
  if (isArray(document))
    return document.map((element, index) => (String(index) === key ? replaceAt(element, rest, value) : element));
  return isObject(document) ? { ...document, [key]: replaceAt(document[key] ?? null, rest, value) } : document;
}
