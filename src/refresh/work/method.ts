import { TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import type { ChangedUnification } from '../../unify/incremental/changes.ts';
import { CHANGED_TABLE } from '../../unify/incremental/tables.ts';
import type { UnificationRequest, UnificationRun } from '../../unify/unification.ts';
import { hasSameFiles } from './published.ts';
import type { TaskContext } from './task-context.ts';
import { entitiesRead, fingerprintDefinition, fingerprintUnification } from './unchanged.ts';

/** How a refresh unifies, shown with its tasks: nothing anew, the clusters of the rows that changed, or everything. */
export interface Method {
  readonly method: 'carried' | 'changedRows' | 'whole';
  /** Why everything is unified anew, as a sentence. */
  readonly reason?: string;
  /** Fingerprint of rules and attributes. */
  readonly definition: string;
  /** Fingerprint of rules, attributes and all rows; taken only where single rows cannot be followed. */
  readonly inputs?: string;
}

/** A unification with its two ways. */
export interface UnificationWork {
  readonly request: UnificationRequest;
  readonly whole: UnificationRun;
  readonly changed: ChangedUnification;
}

/** What the step before decided. */
export function methodOf({ outputs }: TaskContext): Method {
  const { method, reason, definition, inputs } = (outputs.get('match') ?? outputs.get('map'))?.additionalInfo ?? {};
  if (method === undefined) throw new Error('Mapping comes before matching and merging.');
  return { method, reason, definition, inputs } as Method;
}

/** Decides how to unify; afterwards the session knows the rows that changed, where they are followed. */
export async function chooseMethod({ request, changed }: UnificationWork, context: TaskContext): Promise<Method> {
  const { session, publishedMerge } = context;
  const definition = await fingerprintDefinition(session, request);
  const reason = whyAnew(definition, request, context) ?? (await changed.map(session));
  if (reason === undefined) return { method: await hasChanges(session), definition };
  const inputs = await fingerprintUnification(session, request);
  const isSame = publishedMerge?.task.additionalInfo['inputs'] === inputs && isPublished(context);
  return isSame ? { method: 'carried', definition, inputs } : { method: 'whole', reason, definition, inputs };
}

async function hasChanges(session: EngineSession): Promise<Method['method']> {
  return (await session.rowCount(CHANGED_TABLE)) === 0 ? 'carried' : 'changedRows';
}

/** Warnings of the last unification that are followed: those of others would have to be looked for in all rows. */
const FOLLOWED: readonly string[] = [
  'FLX_UNIFY_BLOCK_SKIPPED',
  'FLX_UNIFY_BLOCKS_SKIPPED',
  'FLX_UNIFY_KEYS_SKIPPED',
  'FLX_UNIFY_THIN_EVIDENCE',
  'FLX_UNIFY_STRANGE_MATCHES',
];

/** A full load never takes profiles over, nor does one that learns weights anew. */
function isPublished({ snapshot, isFullLoad, learnsWeights }: TaskContext): boolean {
  const names = new Set(snapshot?.entities.map(({ name }) => name));
  return !isFullLoad && !learnsWeights && names.has(TABLES.customer) && names.has(TABLES.alternateKey);
}

/** Why the published profiles are no start from which to follow changes; undefined when they are. */
function whyAnew(definition: string, { unification }: UnificationRequest, context: TaskContext): string | undefined {
  const { publishedMerge, snapshot, isFullLoad, learnsWeights } = context;
  if (learnsWeights) return 'Weights are learned anew.';
  if (isFullLoad) return 'A full load was asked for.';
  if (!publishedMerge || !isPublished(context)) return 'No profiles are published yet.';
  if (publishedMerge.task.additionalInfo['definition'] !== definition) return 'Rules, mapping or attributes changed.';
  if (publishedMerge.task.warnings.some(({ code }) => !FOLLOWED.includes(code)))
    return 'The last unification had warnings.';
  const read = [...entitiesRead(unification), TABLES.customer, TABLES.alternateKey];
  const isSame = read.every((name) => hasSameFiles(name, snapshot, publishedMerge.snapshot));
  return isSame ? undefined : 'Sources were published that the published profiles do not know.';
}
