import { hashOf } from '../base/ids.ts';
import type { Database } from './schema.ts';

/** Keeps the token that ends a subscription, hashed: who reads the store cannot end anything. */
export async function keepSubscriptionToken(db: Database, token: string, subscriptionId: string): Promise<void> {
  await db
    .insertInto('subscription_token')
    .values({ token_hash: hashOf(token), subscription_id: subscriptionId })
    .execute();
}

/** The subscription that a token ends; undefined when there is none. */
export async function findSubscriptionOfToken(db: Database, token: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('subscription_token')
    .select('subscription_id')
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  return row?.subscription_id;
}

/** Forgets the tokens of a subscription. */
export async function removeSubscriptionTokens(db: Database, subscriptionId: string): Promise<void> {
  await db.deleteFrom('subscription_token').where('subscription_id', '=', subscriptionId).execute();
}
