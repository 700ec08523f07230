import { removeApiKeysOf } from '../../store/api-keys.ts';
import type { Database } from '../../store/schema.ts';
import { removeSessions } from '../../store/sessions.ts';
import { endGrantsOf } from '../oauth/grants.ts';

export interface EndAccessOptions {
  /** The session that stays. */
  readonly exceptSessionId?: string | undefined;
  /** Whether API keys are removed too. */
  readonly endsKeys?: boolean | undefined;
}

/** Signs an account out everywhere and ends all it allowed programs, because its password changed or it is disabled. */
export async function endAllAccess(
  tx: Database,
  accountId: string,
  { exceptSessionId, endsKeys = false }: EndAccessOptions = {},
): Promise<void> {
  await removeSessions(tx, { accountId, exceptSessionId });
  await endGrantsOf(tx, accountId);
  if (endsKeys) await removeApiKeysOf(tx, accountId);
}
