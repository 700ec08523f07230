import type { DefinitionKind } from '../../model/definition.ts';
import type { DefinitionRecord, PlanView, WorkspaceInput } from '../view/definition.ts';

/** Definitions, versioned. */
export interface AppDefinitions {
  list(kind: DefinitionKind): Promise<readonly DefinitionRecord[]>;
  get(kind: DefinitionKind, name: string): Promise<DefinitionRecord>;
  /** All versions, newest first. */
  history(kind: DefinitionKind, name: string): Promise<readonly DefinitionRecord[]>;
  /** Creates or replaces; with `expectedVersion` (0: must not exist) only if that is the current one. */
  put(change: DefinitionChange & { readonly definition: unknown }): Promise<DefinitionRecord>;
  /** Deletes; refuses while other definitions use it and names them. */
  remove(change: DefinitionChange): Promise<void>;
  /** Definitions that use this one, as ‘kind name’ pairs: what removing it would break. */
  users(
    kind: DefinitionKind,
    name: string,
  ): Promise<readonly { readonly kind: DefinitionKind; readonly name: string }[]>;
  plan(input: WorkspaceInput): Promise<PlanView>;
  /** Makes what `plan` tells true, all or nothing. */
  apply(input: WorkspaceInput, changedBy: string): Promise<PlanView>;
}

/** Which definition changes, and by whom. */
export interface DefinitionChange {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly expectedVersion?: number | undefined;
  readonly changedBy: string;
}
