import { readFileSync } from 'node:fs';
import type { FluxuError } from '../../base/errors.ts';
import {
  checkInProject,
  checkProjectFiles,
  findProject,
  type ReadFile,
  unwrapDefinitions,
} from '../../flows/language/index.ts';

/** What a check of one definition says. */
export interface CheckedFile {
  /** The file, and inside an archive the path there. */
  readonly file: string;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly pointer: string;
    readonly message: string;
  }[];
  readonly unsupported: readonly { readonly pointer: string; readonly type: string }[];
  readonly runnable: boolean;
}

/**
 * Checks every definition in a file of any wrapping. A `workflow.json` is checked with the connections and parameters of
 * its project, and these files are reported on, too, when something is wrong with them.
 * @throws FLX_FLOW_FILE, FLX_FLOW_JSON
 */
export function checkFlowFile(file: string, content: Uint8Array, read: ReadFile = readIfThere): CheckedFile[] {
  const project = findProject(file, read);
  const checked = unwrapDefinitions(file, content).map((unwrapped) => ({
    file: unwrapped.file,
    ...checkInProject(unwrapped, project),
  }));
  const own = checked.length > 0 ? checked : [{ file, diagnostics: [], unsupported: [], runnable: false }];
  const others = project ? checkProjectFiles(project) : [];
  return [
    ...own,
    ...others.map(({ path, diagnostics }) => ({ file: path, diagnostics, unsupported: [], runnable: false })),
  ];
}

/** A file that holds no definition, as a check result. */
export function unreadableFile(file: string, { code, message }: FluxuError): CheckedFile {
  return { file, diagnostics: [{ code, severity: 'error', pointer: '', message }], unsupported: [], runnable: false };
}

/** The text of a file, undefined when it is not there. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
