import { createBinary, isObject, multipartParts, parseForm, parseJson, type Value } from '../language/index.ts';

/**
 * Bytes as a workflow sees them: JSON as a value, text as text, forms and multipart bodies with their fields beside the
 * content, everything else as `{$content-type, $content}`. Nothing gives undefined.
 * Source: content types in the Workflow Definition Language; shapes as recorded from the real host.
 */
export function decodeContent(bytes: Uint8Array, contentType: string | undefined): Value | undefined {
  if (bytes.byteLength === 0) return undefined;
  const mediaType = mediaTypeOf(contentType);
  if (isJsonType(mediaType)) return decodeJson(bytes, contentType);
  if (mediaType === '') return decodeUnnamed(bytes);
  if (mediaType === 'application/x-www-form-urlencoded') return decodeForm(bytes, contentType ?? mediaType);
  if (mediaType.startsWith('multipart/')) return decodeMultipart(bytes, contentType ?? mediaType);
  if (mediaType.startsWith('text/') && !mediaType.endsWith('/xml')) return decodeText(bytes, contentType);
  return createBinary(bytes, contentType);
}

/** The media type of a `Content-Type` header in lower case, without its parameters. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** True for `application/json` and its relatives. */
export function isJsonType(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType);
}

/** Text that claims to be JSON and is not stays text. */
function decodeJson(bytes: Uint8Array, contentType: string | undefined): Value {
  const text = decodeText(bytes, contentType);
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function decodeUnnamed(bytes: Uint8Array): Value {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /^\s*[[{]/.test(text) ? decodeJson(bytes, undefined) : text;
  } catch {
    return createBinary(bytes);
  }
}

function decodeForm(bytes: Uint8Array, contentType: string): Value {
  const fields = parseForm(decodeText(bytes, contentType)).map(({ key, value }) => ({ key, value }));
  return { ...createBinary(bytes, contentType), $formdata: fields };
}

function decodeMultipart(bytes: Uint8Array, contentType: string): Value {
  const whole = createBinary(bytes, contentType);
  const parts = multipartParts(whole);
  return parts ? { ...whole, $multipart: parts.map(decodePart) } : whole;
}

function decodePart(part: Value): Value {
  const { headers, body } = isObject(part) ? part : {};
  const content = isObject(body) ? Buffer.from(String(body['$content'] ?? ''), 'base64') : Buffer.alloc(0);
  const own = isObject(headers) ? headers : {};
  const type = Object.entries(own).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return {
    headers: { ...own, 'Content-Length': String(content.byteLength) },
    body: type === undefined ? createBinary(content) : (decodeContent(content, String(type)) ?? null),
  };
}

function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
