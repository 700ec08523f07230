import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { messageOf } from '../../base/errors.ts';
import { isPlainObject, type JsonObject } from '../../base/json.ts';
import { flowConnectorError } from './catalogue.ts';
import type { Connector } from './connector.ts';
import { readContract } from './definition/contract.ts';
import type { Problem } from './definition/reader.ts';
import { parseTolerantJson } from './definition/tolerant-json.ts';

/** A connector read from a folder, and what its files look like. */
export interface LoadedConnector {
  readonly connector: Connector;
  /** Of the files and of what they say. */
  readonly problems: readonly Problem[];
}

/** Names of the files in a connector's folder, as paconn and the certified connectors have them. */
export const DEFINITION_FILE = 'apiDefinition.swagger.json';
export const PROPERTIES_FILE = 'apiProperties.json';

/** Files of a connector by name. */
export type ConnectorFiles = ReadonlyMap<string, Buffer>;

/**
 * Loads a connector: `apiDefinition.swagger.json` and, if there, `apiProperties.json`. Slips in the JSON and in the
 * definition are told as problems and do not stop it.
 * @throws FLX_CONNECTOR_NOT_FOUND when the folder has no definition, FLX_CONNECTOR_UNREADABLE when it is no JSON at all
 */
export async function loadConnector(folder: string): Promise<LoadedConnector> {
  return readConnector(basename(folder), await readFiles(folder), folder);
}

/** The files of a connector's folder that say something. @throws FLX_CONNECTOR_NOT_FOUND */
export async function readFiles(folder: string): Promise<ConnectorFiles> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes(DEFINITION_FILE))
    throw flowConnectorError('FLX_CONNECTOR_NOT_FOUND', { folder, file: DEFINITION_FILE });
  const wanted = names.filter((name) => name === DEFINITION_FILE || name === PROPERTIES_FILE || isScript(name));
  const files = wanted.map(
    async (name) => [name, isScript(name) ? Buffer.alloc(0) : await readFile(join(folder, name))] as const,
  );
  return new Map(await Promise.all(files));
}

function isScript(name: string): boolean {
  return /\.csx$/i.test(name) || name === 'HAS_SCRIPT';
}

/** A connector from its files. @throws FLX_CONNECTOR_NOT_FOUND, FLX_CONNECTOR_UNREADABLE */
export function readConnector(name: string, files: ConnectorFiles, folder = name): LoadedConnector {
  const text = files.get(DEFINITION_FILE);
  if (!text) throw flowConnectorError('FLX_CONNECTOR_NOT_FOUND', { folder, file: DEFINITION_FILE });
  const definition = readObject(DEFINITION_FILE, text, folder);
  const properties = readProperties(files.get(PROPERTIES_FILE), folder);
  const hasScript = [...files.keys()].some(isScript);
  return assemble(name, { definition, properties, hasScript });
}

/** A connector from a definition and properties that somebody handed over, e.g. uploaded. */
export function createForeignConnector(
  name: string,
  parts: { readonly definition: JsonObject; readonly properties?: JsonObject; readonly hasScript?: boolean },
): LoadedConnector {
  const { definition, properties = {}, hasScript = false } = parts;
  const whole = (value: JsonObject) => ({ value, problems: [] });
  return assemble(name, { definition: whole(definition), properties: whole(properties), hasScript });
}

interface ReadObject {
  readonly value: JsonObject;
  readonly problems: readonly Problem[];
}

const NO_PROPERTIES: ReadObject = { value: {}, problems: [] };

function assemble(
  name: string,
  { definition, properties, hasScript }: { definition: ReadObject; properties: ReadObject; hasScript: boolean },
): LoadedConnector {
  const contract = readContract(definition.value, properties.value, hasScript);
  const connector: Connector = Object.freeze({
    name,
    apiNames: [`shared_${name.toLowerCase()}`],
    definition: definition.value,
    properties: properties.value,
    contract,
    operations: {},
  });
  return { connector, problems: [...definition.problems, ...properties.problems, ...contract.problems] };
}

/** Properties that cannot be read leave the definition usable. */
function readProperties(bytes: Buffer | undefined, folder: string): ReadObject {
  if (!bytes) return NO_PROPERTIES;
  try {
    return readObject(PROPERTIES_FILE, bytes, folder);
  } catch (error) {
    return {
      value: {},
      problems: [{ severity: 'error', pointer: '', message: `${PROPERTIES_FILE}: ${messageOf(error)}` }],
    };
  }
}

function readObject(file: string, bytes: Buffer, folder: string): ReadObject {
  try {
    const { text, problems } = decode(file, bytes);
    const { value, slips } = parseTolerantJson(text);
    if (!isPlainObject(value)) throw new SyntaxError('The JSON text is not an object.');
    const found = slips.map(
      ({ line, column, message }): Problem => ({
        severity: message === 'there is a comment' ? 'warning' : 'error',
        pointer: '',
        message: `${file}, line ${line}, column ${column}: ${message}.`,
      }),
    );
    return { value: value as JsonObject, problems: [...problems, ...found] };
  } catch (cause) {
    throw flowConnectorError(
      'FLX_CONNECTOR_UNREADABLE',
      { file, reason: messageOf(cause) },
      { place: { file: join(folder, file) }, cause },
    );
  }
}

function decode(file: string, bytes: Buffer): { text: string; problems: readonly Problem[] } {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isWide) return { text: new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes), problems: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problems: [] };
  } catch {
    const message = `${file} is not UTF-8 and is read as windows-1252.`;
    const text = new TextDecoder('windows-1252').decode(bytes);
    return { text, problems: [{ severity: 'warning', pointer: '', message }] };
  }
}
