import type { Clock } from '../../base/clock.ts';
import { moveReadMark, readReadMark } from '../../store/read-marks.ts';
import { listLatestTasks } from '../../store/refreshes.ts';
import type { Database } from '../../store/schema.ts';
import type { AppNotifications } from '../rooms/server.ts';
import type { BellItem } from '../view/notifications.ts';
import { findFailing } from './failing.ts';

/** Codes of warnings that the columns of a source are no longer what they were. */
const DRIFT: ReadonlySet<string> = new Set([
  'FLX_SOURCE_COLUMNS_ADDED',
  'FLX_SOURCE_COLUMNS_MISSING',
  'FLX_SOURCE_TYPE_CHANGED',
]);
/** Most things that are told; those that came last. */
const MOST = 50;

/** What fails or drifts, newest first, with what is new to an account. Readers at the same time share one look. */
export function createBell({ db, clock }: { readonly db: Database; readonly clock: Clock }): AppNotifications['bell'] {
  let looking: Promise<readonly Omit<BellItem, 'isUnread'>[]> | undefined;
  const look = () => {
    looking ??= findAll(db).finally(() => {
      looking = undefined;
    });
    return looking;
  };
  return {
    read: async (accountId) => {
      const readAt = await readReadMark(db, accountId);
      const items = (await look()).map((item) => ({ ...item, isUnread: item.at > readAt }));
      return { items, unread: items.filter(({ isUnread }) => isUnread).length };
    },
    markRead: async (accountId, until) => {
      const now = clock.now().getTime();
      const seen = until === undefined ? now : Date.parse(until);
      await moveReadMark(db, { accountId, until: new Date(Math.min(seen, now)), clock });
    },
  };
}

async function findAll(db: Database): Promise<readonly Omit<BellItem, 'isUnread'>[]> {
  const failing = (await findFailing(db)).map(({ message: _message, ...item }) => item);
  return [...failing, ...(await findDrifting(db))].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST);
}

/** Data sources whose last load had other columns than the one before. */
async function findDrifting(db: Database): Promise<readonly Omit<BellItem, 'isUnread'>[]> {
  const latest = await listLatestTasks(db, ['successful', 'failed', 'timedOut']);
  return latest
    .filter(({ task }) => task.operationType === 'ingestion' && task.warnings.some(({ code }) => DRIFT.has(code)))
    .map(({ task: { identifier, displayName, endedAt = '' } }) => ({
      key: `drift/${identifier}`,
      kind: 'drift' as const,
      name: displayName ?? identifier,
      path: `/data/sources/${identifier}?tab=runs`,
      at: endedAt,
    }));
}
