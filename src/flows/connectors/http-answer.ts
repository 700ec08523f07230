import { messageOf } from '../../base/errors.ts';
import { permanent, transient } from './call-error.ts';
import type { CallResult } from './call-result.ts';
import { flowConnectorError } from './catalogue.ts';

/** Largest answer that is read, as in workflows: 100 MB. */
export const ANSWER_LIMIT_BYTES = 104_857_600;

export interface AnswerOptions {
  readonly host: string;
  readonly parseJson?: ((text: string) => unknown) | undefined;
}

/**
 * A response as a workflow sees it: status, headers, and the body by its content type.
 * @throws FLX_CALL_ANSWER_TOO_LARGE, FLX_CALL_UNREACHABLE when the answer breaks off
 */
export async function readAnswer(response: Response, options: AnswerOptions): Promise<CallResult> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  const bytes = await readBytes(response, options.host);
  return { statusCode: response.status, headers, body: decodeBody(bytes, headers['content-type'], options) };
}

/**
 * The bytes of a response.
 * @throws FLX_CALL_ANSWER_TOO_LARGE, FLX_CALL_UNREACHABLE when the answer breaks off
 */
export async function readBytes(response: Response, host: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > ANSWER_LIMIT_BYTES) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw transient(flowConnectorError('FLX_CALL_UNREACHABLE', { host, reason: messageOf(cause) }, { cause }));
  }
  if (size > ANSWER_LIMIT_BYTES)
    throw permanent(flowConnectorError('FLX_CALL_ANSWER_TOO_LARGE', { host, limitBytes: ANSWER_LIMIT_BYTES }));
  return Buffer.concat(chunks);
}

/** A body by its content type: JSON as a value, text as text, the rest as `{$content-type, $content}`; nothing as undefined. */
function decodeBody(
  bytes: Buffer,
  contentType: string | undefined,
  { parseJson = JSON.parse }: AnswerOptions,
): unknown {
  if (bytes.length === 0) return undefined;
  const type = (contentType ?? '').toLowerCase();
  const mediaType = type.split(';')[0]?.trim() ?? '';
  if (/[/+]json$/.test(mediaType) || (mediaType === '' && looksLikeJson(bytes)))
    return parseOrText(bytes, type, parseJson);
  const isText = mediaType.startsWith('text/') || /[/+](xml|javascript|x-www-form-urlencoded)$/.test(mediaType);
  if (isText && !/[/+]xml$/.test(mediaType)) return decodeText(bytes, type);
  return { '$content-type': contentType ?? 'application/octet-stream', $content: bytes.toString('base64') };
}

function looksLikeJson(bytes: Buffer): boolean {
  return /^\s*[[{]/.test(bytes.subarray(0, 64).toString('latin1'));
}

function parseOrText(bytes: Buffer, type: string, parseJson: (text: string) => unknown): unknown {
  const text = decodeText(bytes, type);
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function decodeText(bytes: Buffer, type: string): string {
  const charset = /charset\s*=\s*"?([^";\s]+)/.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
