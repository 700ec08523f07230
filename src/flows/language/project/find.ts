import { isFluxuError } from '../../../base/errors.ts';
import { memberOf } from '../check/shape.ts';
import { parseJson } from '../json/parse.ts';
import { isArray, type Value } from '../values/value.ts';

/** One JSON file of a project. */
export interface ProjectFile {
  readonly path: string;
  /** Undefined when it is no JSON. */
  readonly content: Value | undefined;
  /** Why it is none. */
  readonly problem?: { readonly code: string; readonly message: string; readonly mend: string };
}

/** What stands beside a `workflow.json`: the files of a Logic Apps Standard application, or of a template's gallery. */
export interface Project {
  /** Name of the workflow: its folder. */
  readonly workflowName: string;
  /** True where `host.json` says that this is an application. */
  readonly isApplication: boolean;
  readonly connections: ProjectFile | undefined;
  /** `parameters.json` and `workflowparameters.json`, nearest first. */
  readonly parameters: readonly ProjectFile[];
  /** `manifest.json` of a template, and whether it lies in the same folder. */
  readonly manifest: (ProjectFile & { readonly isBeside: boolean }) | undefined;
}

/** Reads a file; undefined when there is none. */
export type ReadFile = (path: string) => string | undefined;

/**
 * The project that a `workflow.json` belongs to, undefined when nothing of one is there. Its own folder and the one above
 * are looked at; a `host.json` or a template's manifest is the border of its project.
 */
export function findProject(path: string, read: ReadFile): Project | undefined {
  const parts = path.replaceAll('\\', '/').split('/');
  if (parts.at(-1) !== 'workflow.json') return undefined;
  const own = parts.slice(0, -1).join('/');
  const folders = foldersOf(own, read);
  const find = (name: string) => folders.flatMap((folder) => readProjectFile(join(folder, name), read) ?? []);
  const [connections] = find('connections.json');
  const [manifest] = find('manifest.json').filter(({ content }) => isManifest(content));
  const parameters = [...find('parameters.json'), ...find('workflowparameters.json')];
  const isApplication = folders.some((folder) => read(join(folder, 'host.json')) !== undefined);
  if (!connections && !manifest && parameters.length === 0 && !isApplication) return undefined;
  return {
    workflowName: parts.at(-2) ?? '',
    isApplication,
    connections,
    parameters,
    manifest: manifest && { ...manifest, isBeside: manifest.path === join(own, 'manifest.json') },
  };
}

function foldersOf(own: string, read: ReadFile): readonly string[] {
  const isBorder =
    read(join(own, 'host.json')) !== undefined ||
    isManifest(readProjectFile(join(own, 'manifest.json'), read)?.content);
  return isBorder || own === ''
    ? [own]
    : [own, own.split('/').slice(0, -1).join('/') || (own.startsWith('/') ? '/' : '')];
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder.replace(/\/$/, '')}/${name}`;
}

function isManifest(content: Value | undefined): boolean {
  return isArray(memberOf(content, 'artifacts'));
}

function readProjectFile(path: string, read: ReadFile): ProjectFile | undefined {
  const text = read(path);
  if (text === undefined) return undefined;
  try {
    return { path, content: parseJson(text.replace(/^\ufeff/, ''), { allowTrailingCommas: true }) };
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    return { path, content: undefined, problem: error };
  }
}
