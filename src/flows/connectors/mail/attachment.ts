import { isPlainObject } from '../../../base/json.ts';

export interface MailAttachment {
  readonly filename: string;
  readonly content: Buffer;
  readonly contentType?: string;
}

/** Attachments as flows carry them: `{Name, ContentBytes}`, where the bytes are base64 text or `{$content-type, $content}`. */
export function readAttachments(value: unknown): readonly MailAttachment[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isPlainObject).map((entry, index) => {
    const name = entry['Name'] ?? entry['FileName'] ?? entry['name'];
    const { content, contentType } = readContent(
      entry['ContentBytes'] ?? entry['ContentData'] ?? entry['contentBytes'],
    );
    const declared = entry['ContentType'] ?? contentType;
    return {
      filename: typeof name === 'string' && name !== '' ? name : `attachment-${index + 1}`,
      content,
      ...(typeof declared === 'string' && { contentType: declared }),
    };
  });
}

function readContent(value: unknown): { content: Buffer; contentType?: string } {
  if (isPlainObject(value) && typeof value['$content'] === 'string') {
    const type = value['$content-type'];
    return {
      content: Buffer.from(value['$content'], 'base64'),
      ...(typeof type === 'string' && { contentType: type }),
    };
  }
  return { content: Buffer.from(typeof value === 'string' ? value : '', 'base64') };
}
