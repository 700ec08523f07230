import type { UploadView } from '../../../src/app/view/source.ts';
import { putBytes } from './client.ts';

/** Bytes that go in one request: enough of them for a slow line within the minute that the server waits. */
const PART_BYTES = 4 * 1024 * 1024;

/** A file on its way to the server. */
export interface FileToUpload {
  /** Name of the upload that the file belongs to. */
  readonly upload: string;
  /** Name that the file gets there. */
  readonly name: string;
  readonly file: Blob;
  /** Told the share that has arrived, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** Sends a file in parts. @throws ProblemError */
export async function uploadFile({ upload, name, file, onProgress, signal }: FileToUpload): Promise<UploadView> {
  const path = `/api/uploads/${encodeURIComponent(upload)}/${encodeURIComponent(name)}`;
  const transfer = crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? '0';
  const send = async (offset: number): Promise<UploadView> => {
    const query = new URLSearchParams({ offset: String(offset), size: String(file.size), transfer });
    const part = file.slice(offset, offset + PART_BYTES);
    const answer = await putBytes<UploadView>(`${path}?${query}`, part, signal);
    onProgress?.(file.size === 0 ? 1 : answer.received / file.size);
    return answer.isComplete ? answer : send(answer.received);
  };
  return send(0);
}

/** A name that the server takes for a file: letters, digits, spaces, dots, dashes; the end stays. */
export function safeFileName(name: string): string {
  const [, stem = '', ending = ''] = /^(.*?)((?:\.[A-Za-z0-9]+){0,2})$/.exec(name) ?? [];
  const safe = stem.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '_').replace(/^[^\p{L}\p{N}]+/u, '');
  return `${(safe === '' ? 'file' : safe).slice(0, 50 - ending.length)}${ending}`;
}

/** A name for a new upload, after a file, that no other has. */
export function newUploadName(file: string): string {
  const word = file.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/^[^A-Za-z]+/, '');
  const part = crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? '0';
  return `${(word === '' ? 'file' : word).slice(0, 40)}_${part}`;
}
