import { listApplied, readAppliedWorkspace } from '../../store/applied-workspace.ts';
import type { AuditEntry } from '../../store/audit.ts';
import { readWorkspace } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import { planView } from '../definitions/plan-view.ts';
import type { AppliedView, DriftView, WorkspaceInput } from '../view/definition.ts';
import type { FlowExport } from '../view/flow-package.ts';
import type { Page, PageRequest } from '../view/page.ts';
import { readOneFile, writeOneFile } from './one-file.ts';
import { planWorkspace } from './plan.ts';

/** The workspace as a whole. */
export interface AppWorkspace {
  /** What is in force, as a file: the folder as a zip, or one YAML text; secret values are `${kept}`. */
  write(format: 'yaml' | 'zip'): Promise<FlowExport>;
  /** What a file holds, for plan and apply. @throws FLX_WORKSPACE_ARCHIVE, FLX_WORKSPACE_SYNTAX, FLX_INVALID */
  read(fileName: string, content: Uint8Array): Promise<WorkspaceInput['workspace']>;
  /** Every time a workspace was applied, newest first. */
  history(page: PageRequest): Promise<Page<AppliedView>>;
  /** What was changed one by one since a workspace was last applied. */
  drift(): Promise<DriftView>;
}

export function createWorkspace({ db }: Pick<Store, 'db'>): AppWorkspace {
  return {
    write: async (format) => writeOneFile(await readWorkspace(db), format),
    read: readOneFile,
    history: async (request) => {
      const page = await listApplied(db, request);
      const viewOf = ({ sequence, at, actor, detail }: AuditEntry) =>
        ({ sequence, appliedAt: at, appliedBy: actor, ...detail }) as AppliedView;
      return { items: page.items.map(viewOf), nextCursor: page.next };
    },
    drift: () => readDrift(db),
  };
}

async function readDrift(db: Store['db']): Promise<DriftView> {
  const applied = await readAppliedWorkspace(db);
  if (!applied) return { changes: [] };
  const { changes } = planView(planWorkspace(applied.workspace, await readWorkspace(db)));
  return { appliedAt: applied.at, appliedBy: applied.actor, changes };
}
