import { hashOfFlow } from '../../flows/engine/versions.ts';
import { listDefinitionVersions } from '../../store/definitions.ts';
import type { StoredRun } from '../../store/journal/stored-run.ts';
import type { Database } from '../../store/schema.ts';

/** Number of the version of the flow in which what a run is pinned to was published first; undefined when none has it. */
export async function versionOfRun(db: Database, { flow, version }: StoredRun): Promise<number | undefined> {
  const records = await listDefinitionVersions(db, { kind: 'flow', name: flow });
  const numbers = records
    .filter(({ isRemoved, content }) => !isRemoved && hashOfFlow(content) === version)
    .map(({ version: number }) => number);
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
