import { readWorkspace } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import type { AppDefinitions } from '../rooms/definitions.ts';
import type { PlanView, WorkspaceInput } from '../view/definition.ts';
import { givenOf, readLocatedWorkspace, readWorkspaceFolder } from './read.ts';
import { writeWorkspaceFolder } from './write.ts';

/** A workspace kept as a folder of files, beside the one that is in force. */
export interface WorkspaceFolders {
  /** What applying the folder would change. @param isPruning also remove what the folder does not hold */
  planFolder(folder: string, isPruning: boolean): Promise<PlanView>;
  /** Makes what `planFolder` tells true, all or nothing. */
  applyFolder(folder: string, isPruning: boolean): Promise<PlanView>;
  /** Writes what is in force into the folder, and gives the files. @param hasSchemas write the schemas for editors too */
  pullFolder(folder: string, hasSchemas: boolean): Promise<readonly string[]>;
}

export function createWorkspaceFolders({ db }: Pick<Store, 'db'>, definitions: AppDefinitions): WorkspaceFolders {
  const read = async (folder: string, prune: boolean): Promise<WorkspaceInput> => ({
    workspace: givenOf(await readWorkspaceFolder(folder)),
    prune,
  });
  return {
    planFolder: async (folder, prune) => {
      const { workspace, locate } = await readLocatedWorkspace(folder);
      const plan = await definitions.plan({ workspace: givenOf(workspace), prune });
      return { ...plan, warnings: plan.warnings.map(locate) };
    },
    applyFolder: async (folder, isPruning) => definitions.apply(await read(folder, isPruning), 'command line'),
    pullFolder: async (folder, hasSchemas) => {
      const { written } = await writeWorkspaceFolder(await readWorkspace(db), folder, { withSchemas: hasSchemas });
      return written;
    },
  };
}
