import type { RefreshJob } from '../../model/refresh.ts';
import type { RefreshService } from '../../refresh/service.ts';
import { getRefresh, listRefreshes } from '../../store/refreshes.ts';
import type { Store } from '../../store/store.ts';
import type { AppRefreshes } from '../rooms/data.ts';
import type { ChangeView } from '../view/change.ts';

export interface RefreshesOptions {
  readonly store: Store;
  readonly service: RefreshService;
  /** False in a process that leaves refreshes to others. */
  readonly doesRefreshes: boolean;
  /** Whether a server takes what is handed over. */
  readonly hasTaker: () => Promise<boolean>;
  readonly subscribe: (listener: (change: ChangeView) => void) => () => void;
}

/** Refreshes as HTTP and the command line see them. */
export function createRefreshes({
  store,
  service,
  doesRefreshes,
  hasTaker,
  subscribe,
}: RefreshesOptions): AppRefreshes {
  return {
    submit: (request) => service.submit({ isHandedOver: !doesRefreshes, ...request }),
    hasTaker,
    list: async ({ limit, cursor, sort, status, dataSource }) => {
      const page = await listRefreshes(store.db, {
        limit,
        cursor,
        sort,
        statuses: status && [status],
        task: dataSource === undefined ? undefined : { operationType: 'ingestion', identifier: dataSource },
      });
      const items = await Promise.all(page.items.map((summary) => getRefresh(store.db, summary.jobId)));
      return { items: items.filter((job): job is RefreshJob => job !== undefined), nextCursor: page.next };
    },
    get: (jobId) => service.get(jobId),
    cancel: (jobId) => service.cancel(jobId),
    wait: async (jobId, { signal, onProgress } = {}) => {
      const unsubscribe = subscribe((change) => {
        const isAboutJob = change.id === jobId || change.refreshId === jobId;
        const current = service.current(jobId);
        if (isAboutJob && current) onProgress?.(current);
      });
      try {
        return await service.wait(jobId, signal);
      } finally {
        unsubscribe();
      }
    },
  };
}
