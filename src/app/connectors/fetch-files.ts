import { readFile, stat } from 'node:fs/promises';
import { isArchive } from '../../base/archive.ts';
import { messageOf } from '../../base/errors.ts';
import {
  type ConnectorFiles,
  DEFINITION_FILE,
  flowConnectorError,
  PROPERTIES_FILE,
  readFiles,
  readPackage,
} from '../../flows/connectors/index.ts';

/** Largest file that is taken. */
export const MOST_CONNECTOR_BYTES = 16 * 1024 * 1024;
const FETCH_SECONDS = 30;

/** The files of a connector on this machine: a folder, a zip, or a definition alone. @throws FLX_CONNECTOR_* */
export async function readLocalFiles(path: string): Promise<ConnectorFiles> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw flowConnectorError('FLX_CONNECTOR_NOT_FOUND', { folder: path, file: DEFINITION_FILE });
  if (found.isDirectory()) return readFiles(path);
  return filesOf(await readFile(path));
}

/** The files in bytes that somebody handed over: a zip, or a definition alone. @throws FLX_CONNECTOR_ARCHIVE */
export function filesOf(bytes: Uint8Array): ConnectorFiles {
  return isArchive(bytes) ? readPackage(bytes) : new Map([[DEFINITION_FILE, Buffer.from(bytes)]]);
}

/**
 * The files of a connector at an address: a zip, or `apiDefinition.swagger.json` with `apiProperties.json` beside it.
 * @throws FLX_CONNECTOR_FETCH, FLX_EGRESS_*, FLX_CONNECTOR_ARCHIVE
 */
export async function fetchFiles(address: string, fetch: typeof globalThis.fetch): Promise<ConnectorFiles> {
  const files = new Map(filesOf(await download(address, fetch)));
  const url = new URL(address);
  if (files.size > 1 || !url.pathname.endsWith(DEFINITION_FILE)) return files;
  url.pathname = url.pathname.slice(0, -DEFINITION_FILE.length) + PROPERTIES_FILE;
  const properties = await download(url.href, fetch).catch(() => undefined);
  if (properties) files.set(PROPERTIES_FILE, Buffer.from(properties));
  return files;
}

async function download(address: string, fetch: typeof globalThis.fetch): Promise<Uint8Array> {
  const response = await fetch(address, { signal: AbortSignal.timeout(FETCH_SECONDS * 1000) }).catch(
    (cause: unknown) => {
      if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('FLX_')) throw cause;
      throw flowConnectorError('FLX_CONNECTOR_FETCH', { reason: messageOf(cause) }, { cause });
    },
  );
  if (!response.ok) throw flowConnectorError('FLX_CONNECTOR_FETCH', { reason: `status ${response.status}` });
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MOST_CONNECTOR_BYTES)
      throw flowConnectorError('FLX_CONNECTOR_FETCH', { reason: `it is larger than ${MOST_CONNECTOR_BYTES} bytes` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
