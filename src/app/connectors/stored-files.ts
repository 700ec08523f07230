import { unzipSync, zipSync } from 'fflate';
import type { ConnectorFiles } from '../../flows/connectors/index.ts';

/** A connector's files as one file; the same files always give the same bytes. */
export function packFiles(files: ConnectorFiles): Uint8Array {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const mtime = new Date('1980-01-02T00:00:00Z');
  return zipSync(Object.fromEntries(entries.map(([name, bytes]) => [name, [bytes, { mtime }] as const])) as never);
}

/** The files that `packFiles` packed. */
export function unpackFiles(bytes: Uint8Array): ConnectorFiles {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content)]));
}
