import { binaryText, isBinary } from '../values/binary.ts';
import { findKey } from '../values/properties.ts';
import { toText } from '../values/text.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';
import { decodeComponent } from './data-uri.ts';

/** The values a form body has under a key, in order; undefined when it is no form body. */
export function formValues(body: Value, key: string): readonly string[] | undefined {
  const fields = formFields(body);
  return fields?.filter((field) => field.key.toLowerCase() === key.toLowerCase()).map((field) => field.value);
}

/** One field of a form. */
export interface FormField {
  readonly key: string;
  readonly value: string;
}

function formFields(body: Value): readonly FormField[] | undefined {
  if (!isObject(body)) return undefined;
  const listed = member(body, '$formdata');
  if (isArray(listed))
    return listed
      .filter(isObject)
      .map((field) => ({ key: toText(member(field, 'key')), value: toText(member(field, 'value')) }));
  return isBinary(body) && /^application\/x-www-form-urlencoded\b/i.test(body['$content-type'])
    ? parseForm(binaryText(body))
    : undefined;
}

/** The fields of a form body (`application/x-www-form-urlencoded`), empty ones included. */
export function parseForm(text: string): readonly FormField[] {
  if (text === '') return [];
  return text.split('&').map((pair) => {
    const [key = '', ...value] = pair.split('=');
    return { key: decodeField(key), value: decodeField(value.join('=')) };
  });
}

function decodeField(text: string): string {
  return decodeComponent(text.replaceAll('+', ' '));
}

function member(object: ValueObject, name: string): Value {
  const key = findKey(object, name);
  return key === undefined ? null : (object[key] ?? null);
}

/** The parts of a multipart body, each `{headers, body}`; undefined when it is none. */
export function multipartParts(body: Value): readonly Value[] | undefined {
  if (!isObject(body)) return undefined;
  const listed = member(body, '$multipart');
  if (isArray(listed)) return listed;
  return isBinary(body) && /^multipart\//i.test(body['$content-type'])
    ? parseMultipart(body['$content-type'], Buffer.from(body.$content, 'base64'))
    : undefined;
}

function parseMultipart(contentType: string, content: Buffer): readonly Value[] | undefined {
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(contentType);
  if (!boundary) return undefined;
  const text = content.toString('latin1');
  const sections = `\r\n${text}`.split(`\r\n--${boundary[1] ?? boundary[2]}`).slice(1);
  return sections.filter((section) => !section.startsWith('--')).map(parsePart);
}

function parsePart(section: string): Value {
  const start = section.indexOf('\r\n\r\n');
  const head = start < 0 ? section : section.slice(0, start);
  const lines = Buffer.from(head, 'latin1')
    .toString('utf8')
    .split('\r\n')
    .filter((line) => line.includes(':'));
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const contentType =
    Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/plain';
  const bytes = Buffer.from(start < 0 ? '' : section.slice(start + 4), 'latin1');
  return { headers, body: { '$content-type': contentType, $content: bytes.toString('base64') } };
}
