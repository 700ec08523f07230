import { type ArchiveFiles, isArchive, readArchive, writeArchive } from '../../base/archive.ts';
import { type FluxuError, messageOf } from '../../base/errors.ts';
import { isPlainObject, pointerOf } from '../../base/json.ts';
import { nearestName } from '../../base/nearest.ts';
import { DEFINITION_KINDS, type DefinitionKind, type Workspace } from '../../model/definition.ts';
import { invalid } from '../../model/validate.ts';
import { appError } from '../catalogue.ts';
import type { WorkspaceInput } from '../view/definition.ts';
import type { FlowExport } from '../view/flow-package.ts';
import { type Document, isDocumentName, parseDocumentText } from './document.ts';
import { inSchemaOrder, printDocument } from './format.ts';
import { givenOf, readKindFiles, WORKSPACE_PROPERTIES, type WorkspaceReading, workspaceOf } from './read.ts';
import { isKindFolder, sortPaths } from './scan.ts';
import { hideSecrets } from './secret.ts';
import { printWorkspaceFiles } from './write.ts';

const MOST_UNFOLDED_BYTES = 200_000_000;
const KINDS = Object.keys(DEFINITION_KINDS) as DefinitionKind[];

/** A workspace as one file: its folder as a zip, or one YAML text. Secret values are `${kept}`, as in a folder. */
export function writeOneFile(workspace: Workspace, format: 'yaml' | 'zip'): FlowExport {
  if (format === 'zip') {
    const bytes = writeArchive(printWorkspaceFiles(workspace));
    return { fileName: 'workspace.zip', contentType: 'application/zip', bytes };
  }
  const given = givenOf(hideSecrets(workspace)) as Readonly<Record<string, unknown>>;
  const parts = KINDS.flatMap((kind) => {
    const value = given[WORKSPACE_PROPERTIES[kind]];
    if (value === undefined) return [];
    const ordered = Array.isArray(value) ? value.map((one) => inSchemaOrder(kind, one)) : inSchemaOrder(kind, value);
    return [[WORKSPACE_PROPERTIES[kind], ordered] as const];
  });
  const text = printDocument('workspace.yaml', Object.fromEntries(parts));
  return { fileName: 'workspace.yaml', contentType: 'application/yaml; charset=utf-8', bytes: Buffer.from(text) };
}

/**
 * What a zip of a workspace folder, or one YAML or JSON text, holds. References may lead to what the file does not hold.
 * @throws FLX_WORKSPACE_ARCHIVE, FLX_WORKSPACE_SYNTAX; FLX_INVALID with every problem, each with file and line
 */
export async function readOneFile(fileName: string, content: Uint8Array): Promise<WorkspaceInput['workspace']> {
  const { definitions, problems } = await (isArchive(content) ? readZip(content) : readText(fileName, content));
  if (problems.found.length > 0) throw invalid(problems.found, { file: fileName });
  return givenOf(workspaceOf(definitions));
}

function readZip(content: Uint8Array): Promise<WorkspaceReading> {
  const unfolded = withoutTopFolder(unfold(content));
  const files = sortPaths([...unfolded.keys()]);
  if (files.files.length === 0) throw appError('FLX_WORKSPACE_ARCHIVE', { reason: 'it holds no definitions' });
  return readKindFiles(files, (path) => parseDocumentText(path, textOf(unfolded.get(path))));
}

function unfold(content: Uint8Array): ArchiveFiles {
  const isShown = (path: string) => path.split('/').every((name) => !name.startsWith('.') && name !== '__MACOSX');
  const isWanted = (path: string) => isDocumentName(path) && isShown(path);
  try {
    return readArchive(content, { budget: { leftBytes: MOST_UNFOLDED_BYTES }, isWanted });
  } catch (cause) {
    throw appError('FLX_WORKSPACE_ARCHIVE', { reason: messageOf(cause) }, { cause });
  }
}

/** Zips are often made of the folder itself and not of what is in it. */
function withoutTopFolder(files: ArchiveFiles): ArchiveFiles {
  const [top = '', ...others] = new Set([...files.keys()].map((path) => path.split('/', 1)[0] ?? ''));
  if (others.length > 0 || isKindFolder(top) || files.has(top)) return files;
  return new Map([...files].map(([path, bytes]) => [path.slice(top.length + 1), bytes]));
}

async function readText(fileName: string, content: Uint8Array): Promise<WorkspaceReading> {
  const document = parseDocumentText(fileName, textOf(content));
  const { value } = document;
  if (!isPlainObject(value)) {
    const fault = { found: Array.isArray(value) ? 'a list' : 'no object', expected: 'an object with lists by kind' };
    throw appError('FLX_WORKSPACE_SHAPE', fault, { place: document.place('') });
  }
  const kinds = KINDS.filter((kind) => WORKSPACE_PROPERTIES[kind] in value);
  const files = kinds.map((kind) => ({ kind, path: WORKSPACE_PROPERTIES[kind] }));
  return readKindFiles({ files, problems: strangeProperties(document, Object.keys(value)) }, (property) => ({
    file: fileName,
    value: value[property],
    place: (pointer) => document.place(`${pointerOf(property)}${pointer}`),
  }));
}

function strangeProperties(document: Document, properties: readonly string[]): FluxuError[] {
  const known: readonly string[] = [...Object.values(WORKSPACE_PROPERTIES), '$schema'];
  return properties
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearestName(name, known);
      const mend = meant === undefined ? {} : { mend: `Did you mean '${meant}'?` };
      return appError('FLX_WORKSPACE_NAME', { name }, { place: document.place(pointerOf(name)), ...mend });
    });
}

function textOf(content: Uint8Array | undefined): string {
  return Buffer.from(content ?? []).toString('utf8');
}
