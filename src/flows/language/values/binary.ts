import { languageError } from '../catalogue.ts';
import { isObject, type Value, type ValueObject } from './value.ts';

/** Content with its media type, as the language keeps what is not text or JSON. */
export interface BinaryValue extends ValueObject {
  readonly '$content-type': string;
  /** Base64. */
  readonly $content: string;
}

/** Media type of bytes of unknown kind. */
export const OCTET_STREAM = 'application/octet-stream';
/** Media type of XML documents made by the language. */
export const XML_TYPE = 'application/xml;charset=utf-8';

/** A binary envelope around bytes or, encoded as UTF-8, text. */
export function createBinary(content: Uint8Array | string, contentType: string = OCTET_STREAM): BinaryValue {
  return { '$content-type': contentType, $content: Buffer.from(content as string).toString('base64') };
}

/** True for an envelope `{"$content-type", "$content"}`. */
export function isBinary(value: Value | undefined): value is BinaryValue {
  return isObject(value) && typeof value['$content-type'] === 'string' && typeof value['$content'] === 'string';
}

/** True for a binary envelope that holds XML. */
export function isXml(value: Value | undefined): value is BinaryValue {
  return isBinary(value) && /^[^;]*[/+]xml\s*(;|$)/i.test(value['$content-type']);
}

/**
 * The bytes of an envelope.
 * @throws FLX_FLOW_ARGUMENT_VALUE when the content is not base64
 */
export function readBinary(binary: BinaryValue): Uint8Array {
  return decodeBase64(binary.$content, 'binary');
}

/**
 * The text of an envelope, decoded by its charset (UTF-8 when none is given); invalid bytes become U+FFFD.
 * @throws FLX_FLOW_ARGUMENT_VALUE when the content is not base64 or the charset unknown
 */
export function binaryText(binary: BinaryValue): string {
  return createDecoder(charsetOf(binary['$content-type'])).decode(readBinary(binary));
}

/** The charset named in a media type, or `utf-8`. */
export function charsetOf(contentType: string): string {
  return /;\s*charset\s*=\s*"?([^";\s]+)"?/i.exec(contentType)?.[1] ?? 'utf-8';
}

/**
 * A decoder for a charset.
 * @throws FLX_FLOW_ARGUMENT_VALUE when it is unknown
 */
export function createDecoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch (cause) {
    throw languageError(
      'FLX_FLOW_ARGUMENT_VALUE',
      {
        function: 'charset',
        parameter: 'charset',
        found: `'${charset}'`,
        expected: 'a known character encoding such as utf-8',
      },
      { cause },
    );
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The bytes of base64 text; white space is skipped, padding is required.
 * @throws FLX_FLOW_ARGUMENT_VALUE
 */
export function decodeBase64(text: string, functionName: string): Uint8Array {
  const compact = text.replace(/[ \t\r\n]+/g, '');
  if (compact.length % 4 === 0 && BASE64.test(compact)) return Buffer.from(compact, 'base64');
  throw languageError('FLX_FLOW_ARGUMENT_VALUE', {
    function: functionName,
    parameter: 'value',
    found: `'${text.slice(0, 40)}'`,
    expected: 'base64 text with its padding',
  });
}
