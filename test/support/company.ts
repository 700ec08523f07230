import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openApp } from '../../src/app/create.ts';
import type { AppOptions, OpenedApp } from '../../src/app/opened-app.ts';
import type { WorkspaceInput } from '../../src/app/view/definition.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { readSettings } from '../../src/base/settings.ts';
import type { DomainEvent } from '../../src/model/event.ts';
import type { RefreshJob, RefreshScope } from '../../src/model/refresh.ts';

/** A real application on a data folder of its own. */
export interface Company {
  readonly app: OpenedApp;
  /** Where relative paths of file sources start. */
  readonly folder: string;
  /** Writes a file below the folder. */
  put(path: string, content: string | Uint8Array): void;
  /** Takes a file away. */
  lose(path: string): void;
  apply(workspace: WorkspaceInput['workspace']): Promise<void>;
  refresh(scope?: RefreshScope): Promise<RefreshJob>;
  /** Domain events of a refresh, oldest first. */
  eventsOf(job: RefreshJob): Promise<readonly DomainEvent[]>;
  /** All rows of an entity, up to a thousand. */
  rows(entity: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

export interface CompanyOptions extends Partial<Pick<AppOptions, 'clock' | 'random' | 'engine'>> {
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: a new folder, removed by `close`. */
  readonly folder?: string;
}

/** Opens an application; nothing is defined and nothing refreshed yet. */
export async function openCompany(options: CompanyOptions = {}): Promise<Company> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'fluxu-company-'));
  const environment = { FLUXU_HOME: join(folder, 'home'), FLUXU_LOG_LEVEL: 'silent', ...options.environment };
  const { clock, random, engine } = options;
  const app = await openApp({
    settings: readSettings(environment),
    environment,
    baseFolder: folder,
    name: 'Test company',
    logger: silentLogger,
    ...(clock && { clock }),
    ...(random && { random }),
    ...(engine && { engine }),
  });
  return {
    app,
    folder,
    put: (path, content) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    lose: (path) => rmSync(join(folder, path), { recursive: true, force: true }),
    apply: async (workspace) => {
      await app.definitions.apply({ workspace, prune: true }, 'test');
    },
    refresh: async (scope = { kind: 'full' }) => {
      const { jobId } = await app.refreshes.submit({ scope, submittedBy: 'test' });
      return app.refreshes.wait(jobId);
    },
    eventsOf: (job) => app.eventsOf(job.jobId),
    rows: async (entity) => (await app.entities.rows(entity, { limit: 1000 })).items,
    close: async () => {
      await app.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
