import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FluxuError } from '../../base/errors.ts';
import { nearestName } from '../../base/nearest.ts';
import { DEFINITION_KINDS, type DefinitionKind } from '../../model/definition.ts';
import { appError } from '../catalogue.ts';
import { isDocumentName } from './document.ts';

/** A file that holds definitions of one kind. */
export interface KindFile {
  readonly kind: DefinitionKind;
  /** Path below the workspace folder, with forward slashes. */
  readonly path: string;
}

/** Files of a workspace folder by kind, in the order of kinds and names, and names that look like a slip of the pen. */
export interface WorkspaceFiles {
  readonly files: readonly KindFile[];
  readonly problems: readonly FluxuError[];
}

const KINDS = Object.keys(DEFINITION_KINDS) as DefinitionKind[];
const FOLDERS: ReadonlyMap<string, DefinitionKind> = new Map(
  KINDS.map((kind) => [DEFINITION_KINDS[kind].folder, kind]),
);

/**
 * Finds the files of a workspace: `<folder>/**` and `<folder>.json|yaml` of each kind. Anything else is left alone,
 * unless its name is nearly that of a kind.
 * @throws FLX_WORKSPACE_FOLDER
 */
export async function scanWorkspaceFolder(folder: string): Promise<WorkspaceFiles> {
  const entries = await list(folder).catch((cause: unknown) => {
    throw appError('FLX_WORKSPACE_FOLDER', { path: folder }, { cause });
  });
  const paths: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) paths.push(entry.name);
    else if (isKindFolder(entry.name)) paths.push(...(await pathsBelow(join(folder, entry.name), entry.name)));
    else paths.push(`${entry.name}/`);
  }
  return sortPaths(paths);
}

/** True for the name of a folder that holds definitions of a kind. */
export function isKindFolder(name: string): boolean {
  return FOLDERS.has(name);
}

/** What of these paths below a workspace folder holds definitions, as `scanWorkspaceFolder` tells it. */
export function sortPaths(paths: readonly string[]): WorkspaceFiles {
  const files: KindFile[] = [];
  const strange = new Set<string>();
  for (const path of paths) {
    const [top = '', inner] = path.split('/', 2);
    const word = inner === undefined ? stem(top) : top;
    const kind = FOLDERS.get(word);
    if (kind && isDocumentName(path)) files.push({ kind, path });
    else if (!kind && (inner !== undefined || isDocumentName(top))) strange.add(top);
  }
  return {
    files: files.toSorted((left, right) => KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind)),
    problems: [...strange].flatMap(slipOfThePen),
  };
}

async function list(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !name.startsWith('.')).sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function pathsBelow(folder: string, path: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await list(folder)) {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...(await pathsBelow(join(folder, entry.name), inner)));
    else paths.push(inner);
  }
  return paths;
}

function slipOfThePen(name: string): FluxuError[] {
  const meant = nearestName(stem(name), FOLDERS.keys());
  if (meant === undefined) return [];
  return [appError('FLX_WORKSPACE_NAME', { name }, { place: { file: name }, mend: `Did you mean '${meant}'?` })];
}

/** A file's name without its ending. */
export function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}
