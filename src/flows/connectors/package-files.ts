import { unzipSync } from 'fflate';
import { isFluxuError } from '../../base/errors.ts';
import { flowConnectorError } from './catalogue.ts';
import { type ConnectorFiles, DEFINITION_FILE, PROPERTIES_FILE } from './load.ts';

/** Most bytes an archive may unfold to. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_DEPTH = 3;

type Entries = ReadonlyMap<string, Uint8Array>;

/**
 * The files of the connector in a zip: those of a folder with `apiDefinition.swagger.json`, wherever it is in there, or those
 * of an exported solution (`…_openapidefinition.json`, `…_connectionparameters.json`, `…_policytemplateinstances.json`).
 * @throws FLX_CONNECTOR_ARCHIVE
 */
export function readPackage(content: Uint8Array): ConnectorFiles {
  const entries = unzip(content, 0);
  const files = folderFiles(entries) ?? solutionFiles(entries);
  if (!files) throw flowConnectorError('FLX_CONNECTOR_ARCHIVE', { reason: `it holds no ${DEFINITION_FILE}` });
  return files;
}

/** True for bytes that start like a zip. */
export function isPackage(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b && content[2] === 0x03 && content[3] === 0x04;
}

function unzip(content: Uint8Array, depth: number): Entries {
  let sizeBytes = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (!/\.(json|zip|csx)$/i.test(name)) return false;
    sizeBytes += originalSize;
    if (sizeBytes > MOST_BYTES)
      throw flowConnectorError('FLX_CONNECTOR_ARCHIVE', { reason: `it unfolds to more than ${MOST_BYTES} bytes` });
    return true;
  };
  try {
    const entries = Object.entries(unzipSync(content, { filter }));
    return new Map(entries.flatMap(([path, bytes]) => unfold(path, bytes, depth)));
  } catch (cause) {
    if (isFluxuError(cause)) throw cause;
    throw flowConnectorError('FLX_CONNECTOR_ARCHIVE', { reason: 'it is no whole zip' }, { cause });
  }
}

function unfold(path: string, bytes: Uint8Array, depth: number): [string, Uint8Array][] {
  if (!isPackage(bytes) || depth >= MOST_DEPTH) return [[path, bytes]];
  return [...unzip(bytes, depth + 1)].map(([inner, own]) => [`${path}/${inner}`, own]);
}

function folderFiles(entries: Entries): ConnectorFiles | undefined {
  const path = [...entries.keys()].find((name) => name.split('/').at(-1) === DEFINITION_FILE);
  if (path === undefined) return undefined;
  const folder = path.slice(0, -DEFINITION_FILE.length);
  const files = [...entries].flatMap(([name, bytes]) => {
    const isHere = name.startsWith(folder) && !name.slice(folder.length).includes('/');
    return isHere ? [[name.slice(folder.length), Buffer.from(bytes)] as const] : [];
  });
  return new Map(files);
}

function solutionFiles(entries: Entries): ConnectorFiles | undefined {
  const partOf = (ending: string) => [...entries].find(([name]) => name.toLowerCase().endsWith(ending))?.[1];
  const definition = partOf('_openapidefinition.json');
  if (!definition) return undefined;
  const properties = {
    connectionParameters: parse(partOf('_connectionparameters.json')) ?? {},
    policyTemplateInstances: parse(partOf('_policytemplateinstances.json')) ?? [],
  };
  return new Map([
    [DEFINITION_FILE, Buffer.from(definition)],
    [PROPERTIES_FILE, Buffer.from(JSON.stringify({ properties }))],
  ]);
}

function parse(bytes: Uint8Array | undefined): unknown {
  try {
    return (
      bytes &&
      JSON.parse(
        Buffer.from(bytes)
          .toString('utf8')
          .replace(/^\uFEFF/, ''),
      )
    );
  } catch {
    return undefined;
  }
}
