import { isPlainObject } from '../../base/json.ts';
import { listRuns } from '../../flows/history/list-runs.ts';
import type { Flow } from '../../model/flow.ts';
import type { StoredRun } from '../../store/journal/stored-run.ts';
import type { Database } from '../../store/schema.ts';
import { triggerKinds } from '../../triggers/index.ts';
import type { FlowView, RunSummary } from '../view/flow.ts';
import type { FlowDefinitions } from './flow-definitions.ts';

/**
 * Every flow with who made it and its last run.
 * @param summarize tells a run as lists show it
 */
export async function listFlows(
  db: Database,
  definitions: FlowDefinitions,
  summarize: (run: StoredRun) => Promise<RunSummary>,
): Promise<readonly FlowView[]> {
  const [flows, owners] = await Promise.all([definitions.list(), readOwners(db)]);
  return Promise.all(
    flows.map(async (flow) => {
      const [last] = (await listRuns(db, { flow: flow.name }, { limit: 1 })).items;
      const lastRun = last && (await summarize(last));
      return { ...viewOf(flow), owner: owners.get(flow.name.toLowerCase()), lastRun };
    }),
  );
}

/** Who made the first version of each flow, by its name in lower case. */
async function readOwners(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('definition_version')
    .select(['name_key', 'author'])
    .where('kind', '=', 'flow')
    .where('version', '=', 1)
    .execute();
  return new Map(rows.map(({ name_key, author }) => [name_key, author]));
}

function viewOf({ name, displayName = name, description, state = 'started', definition, draft }: Flow): FlowView {
  const trigger = firstTrigger(definition) ?? firstTrigger(draft);
  return { name, displayName, description, state, trigger: kindOf(trigger) };
}

function firstTrigger(definition: Flow['draft']): Readonly<Record<string, unknown>> | undefined {
  const triggers = definition?.['triggers'];
  return isPlainObject(triggers) ? Object.values(triggers).find(isPlainObject) : undefined;
}

/** One of the six triggers by its name, else the type of the trigger. */
function kindOf(trigger: Readonly<Record<string, unknown>> | undefined): string {
  const inputs = trigger?.['inputs'];
  const host = isPlainObject(inputs) ? inputs['host'] : undefined;
  const operation = isPlainObject(host) ? host['operationId'] : undefined;
  const own = Object.values(triggerKinds).find(({ operationId }) => operationId === operation);
  return own?.kind ?? String(trigger?.['type'] ?? 'manual');
}
