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

/** Name of the definition in a connector's folder, as paconn and the certified connectors have it. */
const DEFINITION_FILE = 'apiDefinition.swagger.json';
const PROPERTIES_FILE = 'apiProperties.json';

/**
 * Loads a connector: `apiDefinition.swagger.json` and, if there, `apiProperties.json`. Slips in the JSON and in the
 * definition are told as problems and do not stop it.
 * @throws FLX_CONNECTOR_NOT_FOUND when the folder has no definition, FLX_CONNECTOR_UNREADABLE when it is no JSON at all
 */
export async function loadConnector(folder: string): Promise<LoadedConnector> {
  const names = await listFiles(folder);
  const definition = await readObject(folder, DEFINITION_FILE, names);
  const properties = names.includes(PROPERTIES_FILE) ? await readProperties(folder, names) : NO_PROPERTIES;
  const hasScript = names.some((name) => /\.csx$/i.test(name) || name === 'HAS_SCRIPT');
  return assemble(basename(folder), { definition, properties, hasScript });
}

/** A connector from a definition and properties that somebody handed over, e.g. uploaded. */
export function createForeignConnector(
  name: string,
  { definition, properties = {} }: { readonly definition: JsonObject; readonly properties?: JsonObject },
): LoadedConnector {
  const whole = (value: JsonObject) => ({ value, problems: [] });
  return assemble(name, { definition: whole(definition), properties: whole(properties), hasScript: false });
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

async function listFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  if (names.includes(DEFINITION_FILE)) return names;
  throw flowConnectorError('FLX_CONNECTOR_NOT_FOUND', { folder, file: DEFINITION_FILE });
}

/** Properties that cannot be read leave the definition usable. */
async function readProperties(folder: string, names: readonly string[]): Promise<ReadObject> {
  try {
    return await readObject(folder, PROPERTIES_FILE, names);
  } catch (error) {
    return {
      value: {},
      problems: [{ severity: 'error', pointer: '', message: `${PROPERTIES_FILE}: ${messageOf(error)}` }],
    };
  }
}

async function readObject(folder: string, file: string, names: readonly string[]): Promise<ReadObject> {
  const path = join(folder, names.find((name) => name === file) ?? file);
  try {
    const { text, problems } = decode(file, await readFile(path));
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
      { place: { file: path }, cause },
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
