import type { Clock } from '../../base/clock.ts';
import { createId } from '../../base/ids.ts';
import { isAtLeast, type Role } from '../../model/role.ts';
import {
  type Account,
  changeAccount,
  countAdministrators,
  createAccount,
  findAccountByEmail,
  findAccountByIdentity,
  linkIdentity,
} from '../../store/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/schema.ts';
import { requireAccount } from '../accounts/accounts.ts';
import { accessError } from '../catalogue.ts';
import type { AccessOptions } from '../options.ts';
import type { RoleRules } from './settings.ts';

/** Somebody as an identity provider tells of him. */
export interface ForeignIdentity {
  readonly issuer: string;
  /** Stable id at the issuer; never the e-mail address, which may pass to somebody else. */
  readonly subject: string;
  readonly email: string | undefined;
  /** False when the issuer does not vouch for the address; then it claims no invitation. */
  readonly isEmailVouched: boolean;
  readonly displayName: string | undefined;
  readonly groups: readonly string[];
}

/**
 * The account of somebody who signed in elsewhere, known by issuer and subject. An invitation to his address becomes his;
 * where the rules make accounts, who is new gets one. Groups that name a role decide it anew each time, but the last
 * administrator stays one.
 * @throws FLX_ACCESS_NO_ACCOUNT, FLX_ACCESS_DISABLED
 */
export async function accountOfIdentity(
  tx: Database,
  identity: ForeignIdentity,
  { rules, options }: { readonly rules: RoleRules; readonly options: AccessOptions },
): Promise<Account> {
  const known = (await findAccountByIdentity(tx, identity)) ?? (await claimInvitation(tx, identity));
  const role = roleOf(identity.groups, rules);
  if (!known) return makeAccount(tx, identity, { role: role ?? rules.defaultRole, rules, options });
  if (known.state === 'disabled') throw accessError('FLX_ACCESS_DISABLED', {});
  return bringUpToDate(tx, known, { role, issuer: identity.issuer, clock: options.clock });
}

interface Arrival {
  /** What the groups say. */
  readonly role: Role | undefined;
  readonly issuer: string;
  readonly clock: Clock;
}

/** Most arrivals change nothing and write nothing. The last administrator stays one, whatever his groups say. */
async function bringUpToDate(tx: Database, known: Account, { role = known.role, issuer, clock }: Arrival) {
  const { accountId, email, state } = known;
  const isLast = known.role === 'administrator' && state === 'active' && (await countAdministrators(tx)) < 2;
  const next = isLast ? known.role : role;
  if (state === 'active' && next === known.role) return known;
  await changeAccount(tx, accountId, { state: 'active', role: next });
  const detail = { issuer, role: next };
  await recordAudit(tx, { actor: email, action: 'user.change', objectKind: 'user', objectName: email, detail, clock });
  return requireAccount(tx, accountId);
}

/** Only an invitation that nobody took yet can be claimed by address; accounts in use cannot. */
async function claimInvitation(
  tx: Database,
  { issuer, subject, email, isEmailVouched }: ForeignIdentity,
): Promise<Account | undefined> {
  const found = email === undefined || !isEmailVouched ? undefined : await findAccountByEmail(tx, email);
  if (found?.state !== 'invited') return undefined;
  await linkIdentity(tx, { issuer, subject, accountId: found.accountId });
  return found;
}

interface MakeOptions {
  readonly role: Role;
  readonly rules: RoleRules;
  readonly options: AccessOptions;
}

async function makeAccount(tx: Database, identity: ForeignIdentity, parts: MakeOptions): Promise<Account> {
  const { clock, random } = parts.options;
  const { issuer, subject } = identity;
  const email = identity.email ?? `${subject}@${new URL(issuer).hostname}`;
  const displayName = identity.displayName ?? email;
  if (!parts.rules.makesAccounts) throw accessError('FLX_ACCESS_NO_ACCOUNT', { name: displayName });
  if (await findAccountByEmail(tx, email)) throw accessError('FLX_ACCESS_EMAIL_TAKEN', { email });
  const accountId = createId(clock, random);
  const createdAt = clock.now().toISOString();
  await createAccount(tx, { accountId, email, displayName, role: parts.role, state: 'active', createdAt });
  await linkIdentity(tx, { issuer, subject, accountId });
  const detail = { issuer, role: parts.role };
  await recordAudit(tx, {
    actor: email,
    action: 'user.firstSignIn',
    objectKind: 'user',
    objectName: email,
    detail,
    clock,
  });
  return requireAccount(tx, accountId);
}

/** The greatest role that one of the groups stands for. */
function roleOf(groups: readonly string[], { roles = {} }: RoleRules): Role | undefined {
  const found = groups.flatMap((group) => (Object.hasOwn(roles, group) ? [roles[group]] : []));
  return found.reduce<Role | undefined>(
    (best, role) => (role && (best === undefined || isAtLeast(role, best)) ? role : best),
    undefined,
  );
}
