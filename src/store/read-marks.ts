import type { Clock } from '../base/clock.ts';
import type { Database } from './schema.ts';
import { raiseMoment, readSetting, removeSetting } from './settings.ts';

const nameOf = (accountId: string) => `bell.readAt/${accountId}`;

/** Up to when an account has read what the bell tells, ISO 8601 in UTC; empty when it never said so. */
export async function readReadMark(db: Database, accountId: string): Promise<string> {
  return (await readSetting<string>(db, nameOf(accountId))) ?? '';
}

/** Moves the mark of an account on; it never goes back, also when two move it at the same time. */
export async function moveReadMark(
  db: Database,
  { accountId, until, clock }: { readonly accountId: string; readonly until: Date; readonly clock: Clock },
): Promise<void> {
  await raiseMoment(db, { name: nameOf(accountId), moment: until, clock });
}

/** Forgets the mark of an account that nobody uses any more. */
export async function forgetReadMark(db: Database, accountId: string): Promise<void> {
  await removeSetting(db, nameOf(accountId));
}
