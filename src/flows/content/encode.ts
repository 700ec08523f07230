import { hashOf } from '../../base/ids.ts';
import {
  isArray,
  isBinary,
  isObject,
  printJson,
  readBinary,
  toText,
  type Value,
  type ValueObject,
} from '../language/index.ts';

/** A value as bytes for the wire, and the media type that fits them. */
export interface EncodedContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/**
 * The bytes of a value as a message body. `contentType` is what the header says, if anything; null and undefined are no
 * body at all. Binary envelopes are sent as they are, `$multipart` and `$formdata` are put together, anything else that is
 * no text is JSON.
 * @throws FLX_FLOW_ARGUMENT_VALUE when an envelope holds no base64
 */
export function encodeContent(value: Value | undefined, contentType?: string): EncodedContent | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string')
    return { bytes: bytesOf(value), contentType: contentType ?? 'text/plain; charset=utf-8' };
  if (isBinary(value))
    return { bytes: Uint8Array.from(readBinary(value)), contentType: contentType ?? value['$content-type'] };
  if (isObject(value) && isArray(value['$multipart'])) return encodeMultipart(value, value['$multipart'], contentType);
  if (isObject(value) && isArray(value['$formdata']))
    return { bytes: encodeForm(value['$formdata']), contentType: contentType ?? 'application/x-www-form-urlencoded' };
  return { bytes: bytesOf(printJson(value)), contentType: contentType ?? 'application/json; charset=utf-8' };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, 'utf8'));
}

function encodeForm(fields: readonly Value[]): Uint8Array<ArrayBuffer> {
  const pairs = fields
    .filter(isObject)
    .map(({ key = null, value = null }): [string, string] => [toText(key), toText(value)]);
  return bytesOf(new URLSearchParams(pairs).toString());
}

function encodeMultipart(value: ValueObject, parts: readonly Value[], header: string | undefined): EncodedContent {
  const type = header ?? String(value['$content-type'] ?? 'multipart/form-data');
  const named = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(type);
  const boundary = named?.[1] ?? named?.[2] ?? `fluxu-${hashOf(printJson(parts)).slice(0, 32)}`;
  const sections = parts.filter(isObject).flatMap((part) => encodePart(part, boundary));
  const bytes = Uint8Array.from(Buffer.concat([...sections, Buffer.from(`--${boundary}--\r\n`)]));
  return { bytes, contentType: named ? type : `${type}; boundary=${boundary}` };
}

function encodePart(part: ValueObject, boundary: string): readonly Uint8Array[] {
  const given = isObject(part['headers']) ? part['headers'] : {};
  const headers = Object.entries(given).filter(([name]) => name.toLowerCase() !== 'content-length');
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const content = encodeContent(part['body'], type === undefined ? undefined : toText(type));
  const isTyped = type !== undefined || content === undefined || typeof part['body'] === 'string';
  const lines = headers.map(([name, value]) => `${name}: ${toText(value).replaceAll(/[\r\n]+/g, ' ')}\r\n`);
  if (!isTyped) lines.push(`Content-Type: ${content.contentType}\r\n`);
  return [
    Buffer.from(`--${boundary}\r\n${lines.join('')}\r\n`, 'utf8'),
    content?.bytes ?? Buffer.alloc(0),
    Buffer.from('\r\n'),
  ];
}
