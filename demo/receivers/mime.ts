/** A mail taken apart. */
export interface ParsedMail {
  /** By name in lower case; the last one wins. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly attachments: readonly { readonly name: string; readonly contentType: string; readonly sizeBytes: number }[];
}

/** Deepest nesting of parts that is read. */
const MAX_DEPTH = 8;

/** Reads a mail as it comes over the wire (RFC 5322, RFC 2045 to 2047), as far as a demonstration needs it. */
export function parseMail(raw: Buffer, depth = 0): ParsedMail {
  const { headers, body } = splitMessage(raw.toString('latin1'));
  const contentType = headers['content-type'] ?? 'text/plain';
  const boundary = parameterOf(contentType, 'boundary');
  if (boundary !== undefined && depth < MAX_DEPTH) {
    const parts = splitParts(body, boundary).map((part) => parseMail(Buffer.from(part, 'latin1'), depth + 1));
    return { headers, ...joinParts(parts) };
  }
  return { headers, ...readLeaf(headers, { contentType, body }) };
}

function splitMessage(text: string): { headers: Record<string, string>; body: string } {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  const body = end ? text.slice(end.index + end[0].length) : '';
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())]] : [];
  });
  return { headers: Object.fromEntries(headers) as Record<string, string>, body };
}

function splitParts(body: string, boundary: string): string[] {
  return `\n${body}`
    .split(`\n--${boundary}`)
    .slice(1)
    .filter((part) => !part.startsWith('--'))
    .map((part) => part.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''));
}

function joinParts(parts: readonly ParsedMail[]): Omit<ParsedMail, 'headers'> {
  return {
    text: parts.find((part) => part.text !== undefined)?.text,
    html: parts.find((part) => part.html !== undefined)?.html,
    attachments: parts.flatMap((part) => part.attachments),
  };
}

function readLeaf(
  headers: Readonly<Record<string, string>>,
  { contentType, body }: { contentType: string; body: string },
): Omit<ParsedMail, 'headers'> {
  const bytes = decodeTransfer(body, headers['content-transfer-encoding']?.toLowerCase() ?? '');
  const disposition = headers['content-disposition'] ?? '';
  const name = parameterOf(disposition, 'filename') ?? parameterOf(contentType, 'name');
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (disposition.startsWith('attachment') || name !== undefined)
    return {
      text: undefined,
      html: undefined,
      attachments: [{ name: name ?? 'attachment', contentType: mediaType, sizeBytes: bytes.length }],
    };
  const text = decodeCharset(bytes, parameterOf(contentType, 'charset') ?? 'utf-8').replaceAll('\r\n', '\n');
  return mediaType === 'text/html'
    ? { text: undefined, html: text, attachments: [] }
    : { text, html: undefined, attachments: [] };
}

function parameterOf(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header);
  return match?.[1] ?? match?.[2];
}

function decodeTransfer(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  return encoding === 'quoted-printable' ? decodeQuoted(body.replaceAll(/=\r?\n/g, '')) : Buffer.from(body, 'latin1');
}

function decodeQuoted(text: string): Buffer {
  const decoded = text.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}

function decodeCharset(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}

/** Encoded words of a header, such as `=?UTF-8?Q?Kaixo_=C3=A1?=`. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (_, charset: string, kind: string, content: string) => {
      const isBase64 = kind.toLowerCase() === 'b';
      const bytes = isBase64 ? Buffer.from(content, 'base64') : decodeQuoted(content.replaceAll('_', ' '));
      return decodeCharset(bytes, charset);
    });
}
