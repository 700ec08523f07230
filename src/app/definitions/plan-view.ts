import { hashOf } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import type { Connection } from '../../model/connection.ts';
import type { DefinitionKind } from '../../model/definition.ts';
import { hideConnection } from '../connections/secrets.ts';
import type { PlanView } from '../view/definition.ts';
import type { WorkspacePlan } from '../workspace/plan.ts';

/** A plan for somebody to see, with the hash by which it is asked for. */
export function planView(
  { create, update, remove, unchanged }: WorkspacePlan,
  warnings: PlanView['warnings'] = [],
): PlanView {
  const changes: PlanView['changes'] = [
    ...create.map(({ kind, name, definition }) => ({
      kind,
      name,
      change: 'create' as const,
      differences: [{ pointer: '', to: shown(kind, definition) }],
    })),
    ...update.map(({ kind, name, differences }) => ({ kind, name, change: 'update' as const, differences })),
    ...remove.map(({ kind, name, definition }) => ({
      kind,
      name,
      change: 'delete' as const,
      differences: [{ pointer: '', from: shown(kind, definition) }],
    })),
  ];
  return { hash: hashOf(canonicalJson(changes)), changes, unchanged: unchanged.length, warnings };
}

/** A definition for somebody to see: of secret values only that there is one. */
export function shown(kind: DefinitionKind, definition: unknown): unknown {
  return kind === 'connection' ? hideConnection(definition as Connection) : definition;
}
