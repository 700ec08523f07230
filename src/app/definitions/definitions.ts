import type { Clock } from '../../base/clock.ts';
import { type FluxuError, isFluxuError } from '../../base/errors.ts';
import { reconcileWatchers } from '../../connector/watchers/reconcile.ts';
import { wantedWatchers } from '../../connector/watchers/watched.ts';
import type { Connection } from '../../model/connection.ts';
import { DEFINITION_KINDS, type DefinitionKind, emptyWorkspace, type Workspace } from '../../model/definition.ts';
import type { Flow } from '../../model/flow.ts';
import { invalid } from '../../model/validate.ts';
import { recordApplied } from '../../store/applied-workspace.ts';
import {
  listDefinitions,
  listDefinitionVersions,
  putDefinition,
  readWorkspace,
  removeDefinition,
  requireDefinition,
  type DefinitionRecord as StoredDefinition,
} from '../../store/definitions.ts';
import type { Database } from '../../store/schema.ts';
import { getPublishedSnapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { appError } from '../catalogue.ts';
import type { ChangeListener } from '../changes.ts';
import { restoreKept, sealConnection } from '../connections/secrets.ts';
import type { ConnectorLibrary } from '../connectors/library.ts';
import { refuseTurningOn } from '../flows/turn-on.ts';
import type { Foresee } from '../matching/foresee.ts';
import type { AppDefinitions } from '../rooms/definitions.ts';
import type { DefinitionRecord, PlanView, WorkspaceInput } from '../view/definition.ts';
import { checkWorkspace } from '../workspace/check.ts';
import { findUnknownAttributes } from '../workspace/check-attributes.ts';
import { planWorkspace, type WorkspacePlan } from '../workspace/plan.ts';
import { objectOf } from '../workspace/problem.ts';
import { WORKSPACE_PROPERTIES } from '../workspace/read.ts';
import { checkDefinition, nameOf } from './check.ts';
import { planView, shown } from './plan-view.ts';

export interface DefinitionsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly tell: ChangeListener;
  /** Says which parameters of a connection are secret; without it names alone decide. */
  readonly library?: ConnectorLibrary | undefined;
  /** Counts what the rules of a changed unification would compare; without it a plan says nothing of that. */
  readonly foresee?: Foresee | undefined;
}

/** Definitions of the workspace: each change is checked against all others, and watchers follow in the same transaction. */
export function createDefinitions(options: DefinitionsOptions): AppDefinitions {
  const { store, clock } = options;
  return {
    list: async (kind) => (await listDefinitions(store.db, kind)).map(recordOf),
    get: async (kind, name) => recordOf(await requireDefinition(store.db, { kind, name })),
    history: async (kind, name) => (await listDefinitionVersions(store.db, { kind, name })).map(recordOf),
    put: async ({ kind, name, definition, expectedVersion, changedBy }) => {
      const content = checkDefinition(kind, name, definition);
      const save = async (tx: Database) => {
        if (kind === 'flow') await refuseTurningOn(tx, content as Flow);
        const sealed = kind === 'connection' ? await sealOne(tx, content as Connection, options) : content;
        return putDefinition(tx, {
          kind,
          name,
          content: sealed as typeof content,
          expectedVersion,
          author: changedBy,
          clock,
        });
      };
      return recordOf(await change(options, save, () => [{ kind, name }]));
    },
    remove: async ({ kind, name, expectedVersion, changedBy }) => {
      const remove = (tx: Database) => removeDefinition(tx, { kind, name, expectedVersion, author: changedBy, clock });
      await change(options, remove, () => [{ kind, name }]);
    },
    users: async (kind, name) => usersOf(await readWorkspace(store.db), kind, name),
    plan: async (input) => {
      const [current, wanted] = await sidesOf(store.db, input, options);
      const plan = planWorkspace(current, wanted);
      const warnings = [...(await unknownAttributes(store.db, wanted)), ...(await foreseen(options, plan, wanted))];
      return planView(plan, warnings);
    },
    apply: async (input, changedBy) => planView(await apply(options, input, changedBy)),
  };
}

type Changed = { readonly kind: DefinitionKind; readonly name: string };

async function change<Result>(
  { store, clock, tell }: DefinitionsOptions,
  work: (tx: Database) => Promise<Result>,
  changedBy: (result: Result) => readonly Changed[],
): Promise<Result> {
  const result = await store.transaction(async (tx) => {
    const before = await readWorkspace(tx);
    const made = await work(tx);
    const after = await readWorkspace(tx);
    refuseBroken(before, after);
    await reconcileWatchers(tx, after, clock);
    return made;
  });
  for (const { kind, name } of changedBy(result))
    tell({ topic: 'definition', id: `${kind}/${name}`, at: clock.now().toISOString() });
  return result;
}

/** Definitions that would be broken without this one. */
function usersOf(workspace: Workspace, kind: DefinitionKind, name: string): Changed[] {
  const property = WORKSPACE_PROPERTIES[kind];
  const current = workspace[property];
  const isIt = (definition: { readonly name: string }) => definition.name.toLowerCase() === name.toLowerCase();
  const rest = Array.isArray(current)
    ? (current as readonly { name: string }[]).filter((one) => !isIt(one))
    : undefined;
  const known = new Set(problemsOf(workspace).map((problem) => problem.message));
  const broken = checkWorkspace({ ...workspace, [property]: rest }).filter(
    ({ problem }) => !known.has(problem.message),
  );
  const watchers = wantedWatchers({ ...workspace, [property]: rest, triggers: [] }).problems.flatMap((problem) => {
    const [, flow] = /^flow '(.+)'$/.exec(problem.place?.object ?? '') ?? [];
    return flow !== undefined && !known.has(problem.message) ? [{ kind: 'flow' as const, name: flow }] : [];
  });
  const users = [...broken.map((one) => ({ kind: one.kind, name: one.name })), ...watchers];
  return [...new Map(users.map((user) => [`${user.kind}/${user.name}`, user])).values()];
}

/** Refuses a change that breaks what was whole; problems that were there before do not stand in the way. */
function refuseBroken(before: Workspace, after: Workspace): void {
  const keyOf = (problem: { code: string; message: string; place?: { object?: string | undefined } | undefined }) =>
    `${problem.code} ${problem.place?.object} ${problem.message}`;
  const known = new Set(problemsOf(before).map(keyOf));
  const fresh = problemsOf(after).filter((problem) => !known.has(keyOf(problem)));
  if (fresh.length > 0) throw invalid(fresh, { object: 'workspace' });
}

function problemsOf(workspace: Workspace) {
  const between = checkWorkspace(workspace).map(({ kind, name, problem }) =>
    problem.at({ object: `${kind} '${name}'` }),
  );
  return [...between, ...wantedWatchers({ ...workspace, triggers: [] }).problems];
}

/** What the workspace names and the published data does not have, each said to be in its definition. */
async function unknownAttributes(db: Database, wanted: Workspace): Promise<PlanView['warnings']> {
  const published = (await getPublishedSnapshot(db))?.entities ?? [];
  const entities = published.map(({ name, columns }) => ({ name, attributes: columns }));
  return findUnknownAttributes(wanted, entities).map(({ kind, name, problem }) => {
    const warning = warningOf(problem);
    return { ...warning, ...(warning.place && { place: { ...warning.place, object: objectOf(kind, name) } }) };
  });
}

/**
 * What the refresh would refuse or skip of the unification, where the plan makes it or changes it. The plan holds without
 * it: what keeps the pairs from being counted is told in its place.
 */
async function foreseen(
  { foresee }: DefinitionsOptions,
  { create, update }: WorkspacePlan,
  wanted: Workspace,
): Promise<PlanView['warnings']> {
  if (!foresee || ![...create, ...update].some(({ kind }) => kind === 'unification')) return [];
  const object = objectOf('unification', 'unification');
  return (await foresee(wanted).catch(notCounted)).map((problem) => {
    const warning = warningOf(problem);
    return { ...warning, place: { ...warning.place, object } };
  });
}

function notCounted(error: unknown): readonly FluxuError[] {
  if (!isFluxuError(error)) throw error;
  return [appError('FLX_PAIRS_NOT_COUNTED', { reason: error.message }, { cause: error })];
}

function warningOf(problem: FluxuError): PlanView['warnings'][number] {
  const { code, message, mend, place } = problem.toJSON();
  return { code, message, mend, ...(place && { place }) };
}

/** The workspace as it is and as the input wants it; what the input leaves out stays, unless it says prune. */
async function sidesOf(
  db: Database,
  input: WorkspaceInput,
  options: DefinitionsOptions,
): Promise<[Workspace, Workspace]> {
  const current = await readWorkspace(db);
  const given = await sealAll(db, checkInput(input), { ...options, connections: current.connections });
  if (input.prune === true) return [current, { ...emptyWorkspace, ...given }];
  const kept = Object.entries(current).map(([property, value]) => [
    property,
    keep(value, given[property as keyof Workspace]),
  ]);
  return [current, Object.fromEntries(kept) as Workspace];
}

/** A connection as it is kept: `${kept}` replaced by the value before, secret values encrypted. */
async function sealOne(tx: Database, connection: Connection, options: DefinitionsOptions): Promise<Connection> {
  const { connections } = await readWorkspace(tx);
  return seal(tx, connection, { ...options, connections });
}

interface SealingOptions extends DefinitionsOptions {
  /** As they are kept now. */
  readonly connections: readonly Connection[];
}

async function sealAll(db: Database, given: Partial<Workspace>, options: SealingOptions): Promise<Partial<Workspace>> {
  if (!given.connections) return given;
  const sealed = given.connections.map((connection) => seal(db, connection, options));
  return { ...given, connections: await Promise.all(sealed) };
}

async function seal(
  db: Database,
  connection: Connection,
  { store, library, connections }: SealingOptions,
): Promise<Connection> {
  const before = connections.find(({ name }) => name.toLowerCase() === connection.name.toLowerCase());
  const connector = await library?.require(connection.connector, db).catch(() => undefined);
  return sealConnection(restoreKept(connection, before), { before, connector, vault: store.vault });
}

function keep(current: unknown, given: unknown): unknown {
  if (given === undefined) return current;
  if (!Array.isArray(current)) return given;
  const names = new Set((given as readonly { name: string }[]).map(({ name }) => name.toLowerCase()));
  return [
    ...(current as readonly { name: string }[]).filter(({ name }) => !names.has(name.toLowerCase())),
    ...(given as readonly unknown[]),
  ];
}

function checkInput({ workspace }: WorkspaceInput): Partial<Workspace> {
  const entries = (Object.keys(DEFINITION_KINDS) as DefinitionKind[]).flatMap((kind) => {
    const property = WORKSPACE_PROPERTIES[kind];
    const given = (workspace as Readonly<Record<string, unknown>>)[property];
    if (given === undefined) return [];
    const checked = Array.isArray(given)
      ? given.map((definition: unknown) =>
          checkDefinition(kind, String((definition as { name?: unknown } | null)?.name ?? '?'), definition),
        )
      : checkDefinition(kind, kind, given);
    return [[property, checked] as const];
  });
  return Object.fromEntries(entries) as Partial<Workspace>;
}

async function apply(options: DefinitionsOptions, input: WorkspaceInput, author: string): Promise<WorkspacePlan> {
  const { clock } = options;
  const work = async (tx: Database) => {
    const plan = planWorkspace(...(await sidesOf(tx, input, options)));
    const view = planView(plan);
    if (input.planHash !== undefined && input.planHash !== view.hash) throw appError('FLX_PLAN_CHANGED', {});
    for (const { kind, name } of plan.remove) await removeDefinition(tx, { kind, name, author, clock });
    // Flows come last: whether one may be turned on depends on the connections.
    const puts = [...plan.create, ...plan.update].toSorted(
      (a, b) => Number(a.kind === 'flow') - Number(b.kind === 'flow'),
    );
    for (const { kind, name, definition } of puts) {
      if (kind === 'flow') await refuseTurningOn(tx, definition as Flow);
      await putDefinition(tx, { kind, name, content: definition as never, author, clock });
    }
    const changes = view.changes.map(({ kind, name, change }) => ({ kind, name, change }));
    await recordApplied(tx, { actor: author, detail: { changes }, clock });
    return plan;
  };
  return change(options, work, (plan) => [...plan.create, ...plan.update, ...plan.remove]);
}

function recordOf(record: StoredDefinition): DefinitionRecord {
  return {
    kind: record.kind,
    name: nameOf(record.kind, record.content) || record.name,
    version: record.version,
    changedAt: record.changedAt,
    changedBy: record.author,
    isDeleted: record.isRemoved,
    definition: record.isRemoved ? undefined : shown(record.kind, record.content),
  };
}
