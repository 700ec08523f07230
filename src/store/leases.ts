import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Database, LeaseRow } from './schema.ts';

/** A right to do something alone for a while. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  /** Grows with every change of owner: whoever writes with an older one is late and is refused. */
  readonly fencingToken: number;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

export interface LeaseRequest {
  readonly name: string;
  readonly owner: string;
  readonly seconds: number;
  readonly clock: Clock;
}

/** Takes a lease that is free, has run out or is ours already (then it is prolonged); undefined when another holds it. */
export async function acquireLease(
  db: Database,
  { name, owner, seconds, clock }: LeaseRequest,
): Promise<Lease | undefined> {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + seconds * 1000).toISOString();
  const row = await db
    .insertInto('lease')
    .values({ name, owner, fencing_token: 1, expires_at: expiresAt, since: now.toISOString() })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({
          owner,
          expires_at: expiresAt,
          since: sql<string>`case when lease.owner = ${owner} then lease.since else ${now.toISOString()} end`,
          fencing_token: sql<number>`lease.fencing_token + case when lease.owner = ${owner} then 0 else 1 end`,
        })
        .where(({ eb, or }) => or([eb('lease.owner', '=', owner), eb('lease.expires_at', '<=', now.toISOString())])),
    )
    .returning('fencing_token')
    .executeTakeFirst();
  return row && { name, owner, fencingToken: row.fencing_token, expiresAt };
}

/** Gives a lease back; nothing happens when it is not ours any more. */
export async function releaseLease(db: Database, { name, owner }: Pick<Lease, 'name' | 'owner'>): Promise<void> {
  await db
    .updateTable('lease')
    .set({ owner: '', expires_at: '' })
    .where('name', '=', name)
    .where('owner', '=', owner)
    .execute();
}

/** Does work alone: takes the lease, and gives it back however the work ends. Undefined when another holds it. */
export async function withLease<Result>(
  db: Database,
  request: LeaseRequest,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  if (!(await acquireLease(db, request))) return undefined;
  try {
    return await work();
  } finally {
    await releaseLease(db, request);
  }
}

/** Who holds a lease now; undefined when nobody does. */
export async function getLease(db: Database, name: string, clock: Clock): Promise<Lease | undefined> {
  const row = await db
    .selectFrom('lease')
    .selectAll()
    .where('name', '=', name)
    .where('expires_at', '>', clock.now().toISOString())
    .executeTakeFirst();
  return row && { name, owner: row.owner, fencingToken: row.fencing_token, expiresAt: row.expires_at };
}

/** Every lease that somebody took and did not give back, also those that have run out, by name. */
export async function listLeases(db: Database): Promise<Pick<LeaseRow, 'name' | 'owner' | 'expires_at' | 'since'>[]> {
  return db
    .selectFrom('lease')
    .select(['name', 'owner', 'expires_at', 'since'])
    .where('owner', '!=', '')
    .orderBy('name')
    .execute();
}
