import type { Database, OAuthRecordRow } from './schema.ts';

/** Something the authorization server keeps for a time: a grant, a code, a token, a session of its own. */
export interface OAuthRecord {
  readonly model: string;
  readonly id: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly grantId: string | undefined;
  readonly uid: string | undefined;
  readonly userCode: string | undefined;
  /** ISO 8601, UTC; undefined lasts. */
  readonly expiresAt: string | undefined;
}

/** A record as it is found. */
export interface FoundOAuthRecord {
  readonly content: Readonly<Record<string, unknown>>;
  readonly consumedAt: string | undefined;
  readonly expiresAt: string | undefined;
}

export async function saveOAuthRecord(db: Database, record: OAuthRecord): Promise<void> {
  const row = {
    content: JSON.stringify(record.content),
    grant_id: record.grantId ?? null,
    uid: record.uid ?? null,
    user_code: record.userCode ?? null,
    expires_at: record.expiresAt ?? null,
  };
  await db
    .insertInto('oauth_record')
    .values({ model: record.model, record_id: record.id, consumed_at: null, ...row })
    .onConflict((conflict) => conflict.columns(['model', 'record_id']).doUpdateSet(row))
    .execute();
}

export async function findOAuthRecord(
  db: Database,
  model: string,
  by: { readonly id: string } | { readonly uid: string } | { readonly userCode: string },
): Promise<FoundOAuthRecord | undefined> {
  let query = db.selectFrom('oauth_record').selectAll().where('model', '=', model);
  if ('id' in by) query = query.where('record_id', '=', by.id);
  else if ('uid' in by) query = query.where('uid', '=', by.uid);
  else query = query.where('user_code', '=', by.userCode);
  const row = await query.executeTakeFirst();
  return row && foundOf(row);
}

function foundOf(row: OAuthRecordRow): FoundOAuthRecord {
  return {
    content: JSON.parse(row.content) as Record<string, unknown>,
    consumedAt: row.consumed_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
  };
}

/** Notes that a record was used up. */
export async function consumeOAuthRecord(db: Database, { model, id, at }: OAuthRecordUse): Promise<void> {
  await db
    .updateTable('oauth_record')
    .set({ consumed_at: at })
    .where('model', '=', model)
    .where('record_id', '=', id)
    .execute();
}

export interface OAuthRecordUse {
  readonly model: string;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export async function removeOAuthRecord(db: Database, model: string, id: string): Promise<void> {
  await db.deleteFrom('oauth_record').where('model', '=', model).where('record_id', '=', id).execute();
}

/** Everything that hangs on a grant goes. */
export async function removeOAuthGrant(db: Database, grantId: string): Promise<void> {
  await db.deleteFrom('oauth_record').where('grant_id', '=', grantId).execute();
}

/** Forgets what ended. */
export async function removeEndedOAuthRecords(db: Database, now: string): Promise<void> {
  await db.deleteFrom('oauth_record').where('expires_at', '<=', now).execute();
}

/** A record with its id. */
export interface ListedOAuthRecord extends FoundOAuthRecord {
  readonly id: string;
}

/** All records of a kind of which people have few each, such as grants. */
export async function listOAuthRecords(db: Database, model: 'Grant' | 'Session'): Promise<ListedOAuthRecord[]> {
  const rows = await db.selectFrom('oauth_record').selectAll().where('model', '=', model).execute();
  return rows.map((row) => ({ id: row.record_id, ...foundOf(row) }));
}
