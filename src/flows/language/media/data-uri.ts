import { valueError } from '../functions/argument-error.ts';
import { type BinaryValue, charsetOf, createBinary, createDecoder, decodeBase64 } from '../values/binary.ts';

/** The parts of a `data:` URI (RFC 2397). */
interface DataUri {
  readonly contentType: string;
  readonly isBase64: boolean;
  readonly data: string;
}

/** Media type of a data URI that names none. */
const DEFAULT_TYPE = 'text/plain';
const PARAMETER = /^[^\s=;,"]+(?:=(?:"[^"]*"|[^\s=;,"]*))?$/;

/**
 * The binary that a data URI holds; base64 content is taken over as it is.
 * @throws FLX_FLOW_ARGUMENT_VALUE
 */
export function dataUriToBinary(uri: string, functionName: string): BinaryValue {
  const { contentType, isBase64, data } = parseDataUri(uri, functionName);
  return isBase64 ? { '$content-type': contentType, $content: data } : createBinary(decodePercent(data), contentType);
}

/**
 * The text that a data URI holds.
 * @throws FLX_FLOW_ARGUMENT_VALUE
 */
export function dataUriToText(uri: string, functionName: string): string {
  const { contentType, isBase64, data } = parseDataUri(uri, functionName);
  return isBase64
    ? createDecoder(charsetOf(contentType)).decode(decodeBase64(data, functionName))
    : decodePercent(data);
}

function parseDataUri(uri: string, functionName: string): DataUri {
  const rule = {
    function: functionName,
    parameter: 'value',
    expected: 'a data URI such as data:text/plain;base64,aGVsbG8=',
  };
  const comma = uri.indexOf(',');
  if (!/^data:/i.test(uri) || comma < 0) throw valueError(rule, uri);
  const segments = uri.slice('data:'.length, comma).split(';');
  const isBase64 = segments.at(-1)?.toLowerCase() === 'base64';
  const [type = '', ...parameters] = isBase64 ? segments.slice(0, -1) : segments;
  if (parameters.some((parameter) => !PARAMETER.test(parameter))) throw valueError(rule, uri);
  const contentType = [type || DEFAULT_TYPE, ...parameters].join(';');
  createDecoder(charsetOf(contentType));
  return { contentType, isBase64, data: uri.slice(comma + 1) };
}

/** Text with `+` read as a space and `%HH` as bytes of UTF-8; broken escapes stay. */
function decodePercent(text: string): string {
  return decodeComponent(text.replaceAll('+', ' '));
}

/** Text with its `%HH` escapes read as bytes of UTF-8; what is no escape, or no UTF-8, stays as it is. */
export function decodeComponent(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return decodePartly(escapes);
    }
  });
}

function decodePartly(escapes: string): string {
  const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
  let text = '';
  for (let index = 0; index < bytes.length; ) {
    const length = [1, 2, 3, 4].find(
      (count) => isUtf8(bytes.subarray(index, index + count)) && index + count <= bytes.length,
    );
    text +=
      length === undefined ? escapes.slice(index * 3, index * 3 + 3) : bytes.toString('utf8', index, index + length);
    index += length ?? 1;
  }
  return text;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Text with everything but letters, digits and `-_.~` escaped (RFC 3986 unreserved). */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
