import { type ArchiveFiles, readArchive } from '../../base/archive.ts';
import { messageOf } from '../../base/errors.ts';
import { flowConnectorError } from './catalogue.ts';
import { type ConnectorFiles, DEFINITION_FILE, PROPERTIES_FILE } from './load.ts';

/** Most bytes that an archive and those in it may unfold to. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_DEPTH = 3;

/**
 * The files of the connector in a zip: those of a folder with `apiDefinition.swagger.json`, wherever it is in there, or those
 * of an exported solution (`…_openapidefinition.json`, `…_connectionparameters.json`, `…_policytemplateinstances.json`).
 * @throws FLX_CONNECTOR_ARCHIVE
 */
export function readPackage(content: Uint8Array): ConnectorFiles {
  const entries = unfold(content);
  const files = folderFiles(entries) ?? solutionFiles(entries);
  if (!files) throw flowConnectorError('FLX_CONNECTOR_ARCHIVE', { reason: `it holds no ${DEFINITION_FILE}` });
  return files;
}

function unfold(content: Uint8Array): ArchiveFiles {
  const isWanted = (path: string) => /\.(json|zip|csx)$/i.test(path);
  try {
    return readArchive(content, { budget: { leftBytes: MOST_BYTES }, mostDepth: MOST_DEPTH, isWanted });
  } catch (cause) {
    throw flowConnectorError('FLX_CONNECTOR_ARCHIVE', { reason: messageOf(cause) }, { cause });
  }
}

function folderFiles(entries: ArchiveFiles): ConnectorFiles | undefined {
  const path = [...entries.keys()].find((name) => name.split('/').at(-1) === DEFINITION_FILE);
  if (path === undefined) return undefined;
  const folder = path.slice(0, -DEFINITION_FILE.length);
  const files = [...entries].flatMap(([name, bytes]) => {
    const isHere = name.startsWith(folder) && !name.slice(folder.length).includes('/');
    return isHere ? [[name.slice(folder.length), Buffer.from(bytes)] as const] : [];
  });
  return new Map(files);
}

function solutionFiles(entries: ArchiveFiles): ConnectorFiles | undefined {
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
