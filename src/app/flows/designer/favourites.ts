import type { Clock } from '../../../base/clock.ts';
import type { Database } from '../../../store/schema.ts';
import { readSetting, writeSetting } from '../../../store/settings.ts';
import type { AppDesigner } from '../../rooms/flows.ts';

/** The operations that an account has starred, as keys the designer gives them; kept with the account. */
export function createFavourites({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): AppDesigner['favourites'] {
  return {
    read: async (accountId) => (await readSetting<readonly string[]>(db, nameOf(accountId))) ?? [],
    write: (accountId, operations) => writeSetting(db, { name: nameOf(accountId), value: operations, clock }),
  };
}

function nameOf(accountId: string): string {
  return `designer.favourites/${accountId}`;
}
