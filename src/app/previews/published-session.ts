import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { createToken } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import type { Settings } from '../../base/settings.ts';
import type { Workspace } from '../../model/definition.ts';
import { refreshError } from '../../refresh/catalogue.ts';
import { attachPublished } from '../../refresh/work/working-session.ts';
import type { Engine, EngineSession } from '../../sql/engine.ts';
import { getPublishedSnapshot, type Snapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';

export interface PreviewsOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
}

/** What a preview works with. */
export interface PublishedSession {
  readonly session: EngineSession;
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
}

export interface PublishedSessionRequest {
  readonly workspace: Workspace;
  /** Entities that the preview makes anew, so that their own name stays free. */
  readonly isRemade: (entity: string) => boolean;
  /** Names of the measures and segments that the preview evaluates. */
  readonly evaluated: ReadonlySet<string>;
}

/** Works on the published data in a session of its own, which leaves nothing behind. @throws FLX_NO_SNAPSHOT */
export async function withPublished<Result>(
  { store, engine, settings, random }: PreviewsOptions,
  request: PublishedSessionRequest,
  work: (published: PublishedSession) => Promise<Result>,
): Promise<Result> {
  const snapshot = await getPublishedSnapshot(store.db);
  if (!snapshot) throw refreshError('FLX_NO_SNAPSHOT', {});
  const session = await engine.open({
    workFolder: join(settings.home, 'work', `preview-${createToken(random, 8)}`),
    memoryLimit: settings.memoryLimit,
    threads: settings.threads,
  });
  try {
    await attachPublished(session, { ...request, snapshot, blobs: store.blobs });
    return await work({ session, workspace: request.workspace, snapshot });
  } finally {
    await session.close();
  }
}
