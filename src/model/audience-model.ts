import type { AccountHierarchy, Audience, ContactEntity } from './audience.ts';
import type { InsightModel, UnifiedKey } from './insight-model.ts';
import type { DeduplicationRule } from './unification.ts';

/** True where the customers of a workspace are business accounts. */
export function isOfAccounts(audience: Audience | undefined): boolean {
  return audience?.customers === 'businessAccounts';
}

/** Contact entities in force: none where customers are individuals. */
export function contactsOf({ audience }: { readonly audience?: Audience | undefined }): readonly ContactEntity[] {
  return isOfAccounts(audience) ? (audience?.contacts ?? []) : [];
}

/** Rules that find contacts who are one person; none where no rule is in force. */
export function contactRulesOf(workspace: { readonly audience?: Audience | undefined }): readonly DeduplicationRule[] {
  const rules = contactsOf(workspace).length > 0 ? (workspace.audience?.contactRules ?? []) : [];
  return rules.some(({ isActive }) => isActive !== false) ? rules : [];
}

/** Account hierarchies in force: none where customers are individuals. */
export function hierarchiesOf({ audience }: { readonly audience?: Audience | undefined }): readonly AccountHierarchy[] {
  return isOfAccounts(audience) ? (audience?.hierarchies ?? []) : [];
}

/** The account hierarchy of a name. */
export function findHierarchy(model: InsightModel, name: string | undefined): AccountHierarchy | undefined {
  return hierarchiesOf(model).find((hierarchy) => hierarchy.name === name);
}

/**
 * The unified entity whose keys name accounts: the one written, else the entity itself, else the only one there is.
 * Undefined when that leaves a choice, or it is none.
 */
export function accountEntityOf(
  { entity, accountEntity }: { readonly entity: string; readonly accountEntity?: string },
  unified: readonly UnifiedKey[],
): string | undefined {
  const names = unified.map((candidate) => candidate.entity);
  if (accountEntity !== undefined) return names.includes(accountEntity) ? accountEntity : undefined;
  if (names.includes(entity)) return entity;
  return names.length === 1 ? names[0] : undefined;
}
