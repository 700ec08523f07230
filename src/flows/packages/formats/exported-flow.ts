import type { ConnectionReference } from '../connections.ts';

/** A flow as the formats write it. */
export interface ExportedFlow {
  readonly name: string;
  readonly displayName: string;
  readonly description?: string | undefined;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly references: readonly ConnectionReference[];
  readonly isStopped: boolean;
  /** When it is written, ISO 8601. */
  readonly writtenAt: string;
}

/** A file that a format gives. */
export interface ExportedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** JSON for people. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A JSON file. */
export function jsonFile(fileName: string, value: unknown): ExportedFile {
  return { fileName, contentType: 'application/json', bytes: new TextEncoder().encode(jsonText(value)) };
}

/** A zip file. */
export function zipFile(fileName: string, bytes: Uint8Array): ExportedFile {
  return { fileName, contentType: 'application/zip', bytes };
}

/** The name of the connector that a reference belongs to; where nothing is known, the reference's own. */
export function connectorOf({ reference, connector }: ConnectionReference): string {
  return connector?.split('/').at(-1) ?? reference;
}
