import { hashOf } from '../../../base/ids.ts';
import type { FormPart, RequestBody } from './body.ts';

/** A body as bytes or text, with its content type. */
export interface EncodedBody {
  readonly contentType: string | undefined;
  readonly content: string | Buffer | undefined;
}

/** Writes a body out. */
export function encodeBody(body: RequestBody, printJson: (value: unknown) => string = JSON.stringify): EncodedBody {
  switch (body.kind) {
    case 'none':
      return { contentType: undefined, content: undefined };
    case 'json':
      return { contentType: body.contentType, content: printJson(body.value) };
    case 'text':
      return { contentType: body.contentType, content: body.text };
    case 'binary':
      return { contentType: body.contentType, content: body.content };
    case 'form':
      return { contentType: 'application/x-www-form-urlencoded', content: formText(body.fields) };
    case 'multipart':
      return encodeParts(body.parts);
  }
}

/** A body as it is shown: JSON as a value, forms as text, files as `{$content-type, $content}`, parts as `{$multipart}`. */
export function showBody(body: RequestBody): unknown {
  switch (body.kind) {
    case 'none':
      return undefined;
    case 'json':
      return body.value;
    case 'text':
      return body.text;
    case 'form':
      return formText(body.fields);
    case 'binary':
      return { '$content-type': body.contentType, $content: body.content.toString('base64') };
    case 'multipart':
      return {
        '$content-type': `multipart/form-data; boundary=${boundaryOf(body.parts)}`,
        $multipart: body.parts.map((part) => ({ headers: partHeaders(part), body: showContent(part) })),
      };
  }
}

/** Fields as `application/x-www-form-urlencoded` (WHATWG URL standard). */
function formText(fields: readonly (readonly [string, string])[]): string {
  return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
}

/** The same parts always get the same boundary, so that the same call gives the same request. */
function boundaryOf(parts: readonly FormPart[]): string {
  const names = parts.map((part) => [part.name, part.filename, part.content.length]);
  return `fluxu-${hashOf(JSON.stringify(names)).slice(0, 32)}`;
}

function encodeParts(parts: readonly FormPart[]): EncodedBody {
  const boundary = boundaryOf(parts);
  const chunks = parts.flatMap((part) => {
    const headers = Object.entries(partHeaders(part)).map(([name, value]) => `${name}: ${value}\r\n`);
    return [`--${boundary}\r\n${headers.join('')}\r\n`, part.content, '\r\n'];
  });
  const content = Buffer.concat([...chunks, `--${boundary}--\r\n`].map((chunk) => Buffer.from(chunk as string)));
  return { contentType: `multipart/form-data; boundary=${boundary}`, content };
}

function partHeaders(part: FormPart): Record<string, string> {
  const quoted = (text: string) => `"${text.replaceAll('"', '%22').replaceAll(/[\r\n]/g, ' ')}"`;
  const file = part.filename === undefined ? '' : `; filename=${quoted(part.filename)}`;
  return {
    'Content-Disposition': `form-data; name=${quoted(part.name)}${file}`,
    ...(part.contentType !== undefined && { 'Content-Type': part.contentType }),
  };
}

function showContent(part: FormPart): unknown {
  if (typeof part.content === 'string') return part.content;
  return { '$content-type': part.contentType ?? 'application/octet-stream', $content: part.content.toString('base64') };
}
