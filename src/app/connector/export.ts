import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { connectorFiles, connectorZip } from '../../connector/definition/package.ts';
import { SIGN_IN_KINDS } from '../../connector/definition/sign-in.ts';

/** What is to be written, and where. */
export interface ConnectorExport {
  readonly path: string;
  /** `zip`, or the definition alone. */
  readonly format: string;
  readonly signIn: string;
  readonly publicUrl: string | undefined;
}

/** Writes our own connector to a file and gives its size in bytes. */
export async function writeConnector({ path, format, signIn, publicUrl }: ConnectorExport): Promise<number> {
  const options = { signIn: SIGN_IN_KINDS.find((kind) => kind === signIn) ?? 'apiKey', publicUrl };
  const content =
    format === 'zip'
      ? connectorZip(options)
      : (connectorFiles(options)['apiDefinition.swagger.json'] ?? new Uint8Array());
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return content.byteLength;
}
