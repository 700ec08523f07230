import type { Database } from './schema.ts';

/** What a one-time link is for: the first administrator, somebody invited, or a new password. */
export type LinkPurpose = 'firstAdministrator' | 'invitation' | 'newPassword';

/** A link that can be used once; of its token only the hash is kept. */
export interface SignInLink {
  readonly purpose: LinkPurpose;
  /** Absent for the first administrator. */
  readonly accountId: string | undefined;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** Keeps a link; links for the same account and purpose end with it. */
export async function createSignInLink(db: Database, tokenHash: string, link: SignInLink): Promise<void> {
  let old = db.deleteFrom('sign_in_link').where('purpose', '=', link.purpose);
  old = link.accountId === undefined ? old : old.where('account_id', '=', link.accountId);
  await old.execute();
  await db
    .insertInto('sign_in_link')
    .values({
      token_hash: tokenHash,
      purpose: link.purpose,
      account_id: link.accountId ?? null,
      expires_at: link.expiresAt,
    })
    .execute();
}

/** The link of a token, when it has not ended at `now`. */
export async function findSignInLink(db: Database, tokenHash: string, now: string): Promise<SignInLink | undefined> {
  const row = await db
    .selectFrom('sign_in_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return (
    row && { purpose: row.purpose as LinkPurpose, accountId: row.account_id ?? undefined, expiresAt: row.expires_at }
  );
}

/** Uses a link up; false when somebody was faster. */
export async function useSignInLink(db: Database, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('sign_in_link').where('token_hash', '=', tokenHash).executeTakeFirst();
  return numDeletedRows > 0n;
}
