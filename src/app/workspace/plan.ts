import type { FluxuError } from '../../base/errors.ts';
import { DEFINITION_KINDS, type DefinitionKind, type Workspace } from '../../model/definition.ts';
import { invalid } from '../../model/validate.ts';
import { type Difference, differencesOf } from './difference.ts';
import type { WorkspaceProblem } from './problem.ts';
import { keepSecrets, maskSecrets } from './secret.ts';

/** A definition of a workspace with its kind; of a kind there is one of, the kind is the name. */
export interface KindedDefinition {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly definition: unknown;
}

/** A definition that changes, and in which parts. */
interface DefinitionUpdate extends KindedDefinition {
  readonly differences: readonly Difference[];
}

/** What must happen to one workspace to make it like another. */
export interface WorkspacePlan {
  readonly create: readonly KindedDefinition[];
  /** The definitions as they are wanted. */
  readonly update: readonly DefinitionUpdate[];
  /** The definitions as they are, those that others may need last. */
  readonly remove: readonly KindedDefinition[];
  readonly unchanged: readonly KindedDefinition[];
}

/** Every definition of a workspace, in the order of kinds: who may be needed by others first. */
export function definitionsOf(workspace: Workspace): KindedDefinition[] {
  const kinds = Object.keys(DEFINITION_KINDS) as DefinitionKind[];
  return kinds.flatMap((kind) => definitionsOfKind(workspace, kind));
}

function definitionsOfKind(workspace: Workspace, kind: DefinitionKind): KindedDefinition[] {
  const {
    connections,
    dataSources,
    relationships,
    activities,
    measures,
    segments,
    triggers,
    flows,
    unification,
    audience,
    schedule,
  } = workspace;
  const lists: Record<DefinitionKind, readonly ({ readonly name?: string } | undefined)[]> = {
    connection: connections,
    dataSource: dataSources,
    relationship: relationships,
    unification: [unification as object | undefined],
    audience: [audience as object | undefined],
    activity: activities,
    measure: measures,
    segment: segments,
    trigger: triggers,
    flow: flows,
    schedule: [schedule as object | undefined],
  };
  return lists[kind].flatMap((definition) => (definition ? [{ kind, name: definition.name ?? kind, definition }] : []));
}

/**
 * The difference between two workspaces. Names are compared without case, as they are unique without it. `${kept}` in the
 * wanted one means the secret value of the current one; in the differences told, secret values are masked.
 * @throws FLX_INVALID where `${kept}` stands and nothing is kept.
 */
export function planWorkspace(current: Workspace, given: Workspace): WorkspacePlan {
  const { workspace: wanted, problems } = keepSecrets(given, current);
  if (problems.length > 0) throw invalid(problems.map(placed), { object: 'workspace' });
  const before = new Map(definitionsOf(current).map((one) => [keyOf(one), one]));
  const after = definitionsOf(wanted);
  const kept = after.flatMap((one) => {
    const old = before.get(keyOf(one));
    return old ? [{ ...one, differences: shownDifferences(old, one) }] : [];
  });
  const names = new Set(after.map(keyOf));
  return {
    create: after.filter((one) => !before.has(keyOf(one))),
    update: kept.filter(({ differences }) => differences.length > 0),
    remove: [...before.values()].filter((one) => !names.has(keyOf(one))).toReversed(),
    unchanged: kept
      .filter(({ differences }) => differences.length === 0)
      .map(({ kind, name, definition }) => ({ kind, name, definition })),
  };
}

function placed({ kind, name, problem }: WorkspaceProblem): FluxuError {
  return problem.at({ object: `${kind} '${name}'` });
}

function shownDifferences(old: KindedDefinition, one: KindedDefinition): Difference[] {
  const differences = differencesOf(old.definition, one.definition);
  if (one.kind !== 'connection' && one.kind !== 'dataSource') return differences;
  return differences.map((difference) => {
    const keys = difference.pointer.split('/').slice(1);
    const { from, to } = difference;
    return {
      pointer: difference.pointer,
      ...(from !== undefined && { from: maskSecrets(from, keys) }),
      ...(to !== undefined && { to: maskSecrets(to, keys) }),
    };
  });
}

/** True when a plan changes nothing. */
export function isEmptyPlan({ create, update, remove }: WorkspacePlan): boolean {
  return create.length + update.length + remove.length === 0;
}

function keyOf({ kind, name }: KindedDefinition): string {
  return `${kind}/${name.toLowerCase()}`;
}
