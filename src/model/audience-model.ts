import type { AccountHierarchy, Audience, ContactEntity } from './audience.ts';
import type { InsightModel, UnifiedKey } from './insight-model.ts';
import type { DeduplicationRule, PairList } from './unification.ts';

/** True where the customers of a workspace are business accounts. */
export function isOfAccounts(audience: Audience | undefined): boolean {
  return audience?.customers === 'businessAccounts';
}

/** Contact entities in force: none where customers are individuals. */
export function contactsOf({ audience }: { readonly audience?: Audience | undefined }): readonly ContactEntity[] {
  return isOfAccounts(audience) ? (audience?.contacts ?? []) : [];
}

/** What tells which records are one contact: rules, and the lists of the user. */
export interface ContactMatching {
  readonly contacts: readonly ContactEntity[];
  readonly rules: readonly DeduplicationRule[];
  readonly alwaysMatch?: PairList | undefined;
  readonly neverMatch?: PairList | undefined;
}

/** What finds contacts who are one person; without contacts in force there is nothing to find. */
export function contactMatchingOf(workspace: { readonly audience?: Audience | undefined }): ContactMatching {
  const { contactRules = [], contactAlwaysMatch, contactNeverMatch } = workspace.audience ?? {};
  return {
    contacts: contactsOf(workspace),
    rules: contactRules,
    alwaysMatch: contactAlwaysMatch,
    neverMatch: contactNeverMatch,
  };
}

/** Whether a rule or an always match list in force can make one contact of several records. */
export function unifiesContacts(workspace: { readonly audience?: Audience | undefined }): boolean {
  const { contacts, rules, alwaysMatch } = contactMatchingOf(workspace);
  return contacts.length > 0 && (rules.some(({ isActive }) => isActive !== false) || isFilled(alwaysMatch));
}

function isFilled(list: PairList | undefined): boolean {
  return list !== undefined && (list.entity !== undefined || (list.pairs ?? []).length > 0);
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
