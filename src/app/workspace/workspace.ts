import { readWorkspace } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import type { WorkspaceInput } from '../view/definition.ts';
import type { FlowExport } from '../view/flow-package.ts';
import { readOneFile, writeOneFile } from './one-file.ts';

/** The workspace as a whole. */
export interface AppWorkspace {
  /** What is in force, as a file: the folder as a zip, or one YAML text; secret values are `${kept}`. */
  write(format: 'yaml' | 'zip'): Promise<FlowExport>;
  /** What a file holds, for plan and apply. @throws FLX_WORKSPACE_ARCHIVE, FLX_WORKSPACE_SYNTAX, FLX_INVALID */
  read(fileName: string, content: Uint8Array): Promise<WorkspaceInput['workspace']>;
}

export function createWorkspace({ db }: Pick<Store, 'db'>): AppWorkspace {
  return {
    write: async (format) => writeOneFile(await readWorkspace(db), format),
    read: readOneFile,
  };
}
