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
  const files: KindFile[] = [];
  const problems: FluxuError[] = [];
  for (const entry of entries) {
    const word = entry.isDirectory() ? entry.name : stem(entry.name);
    const kind = FOLDERS.get(word);
    if (kind && entry.isDirectory()) files.push(...(await filesBelow(join(folder, entry.name), entry.name, kind)));
    else if (kind && isDocumentName(entry.name)) files.push({ kind, path: entry.name });
    else problems.push(...slipOfThePen(entry, word));
  }
  return { files: files.toSorted((left, right) => KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind)), problems };
}

async function list(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !name.startsWith('.')).sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function filesBelow(folder: string, path: string, kind: DefinitionKind): Promise<KindFile[]> {
  const files: KindFile[] = [];
  for (const entry of await list(folder)) {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await filesBelow(join(folder, entry.name), inner, kind)));
    else if (isDocumentName(entry.name)) files.push({ kind, path: inner });
  }
  return files;
}

function slipOfThePen(entry: Dirent, word: string): FluxuError[] {
  if (!entry.isDirectory() && !isDocumentName(entry.name)) return [];
  const meant = nearestName(word, FOLDERS.keys());
  if (meant === undefined) return [];
  return [
    appError(
      'FLX_WORKSPACE_NAME',
      { name: entry.name },
      { place: { file: entry.name }, mend: `Did you mean '${meant}'?` },
    ),
  ];
}

/** A file's name without its ending. */
export function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}
