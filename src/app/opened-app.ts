import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Environment, Settings } from '../base/settings.ts';
import type { DomainEvent } from '../model/event.ts';
import type { RefreshJob } from '../model/refresh.ts';
import type { Engine } from '../sql/engine.ts';
import type { AppAccess } from './access/access.ts';
import type { App } from './app.ts';
import type { AppConnector } from './connector/connector.ts';
import type { ExplainedStage, StageView } from './refreshes/explain.ts';
import type { Verification } from './refreshes/verify.ts';
import type { LastVerification } from './refreshes/verify-rounds.ts';
import type { MessageView } from './view/message.ts';
import type { Page, PageRequest } from './view/page.ts';
import type { WorkspaceFolders } from './workspace/folders.ts';

/** What the application is opened with. */
export interface AppOptions {
  readonly settings: Settings;
  readonly environment: Environment;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly logger?: Logger;
  /** Default: DuckDB in this process. */
  readonly engine?: Engine;
  /** Folder in which relative paths of file sources start. Default: the working directory. */
  readonly baseFolder?: string;
  /** Name of the company or environment, for people and payloads. */
  readonly name?: string;
  /** Loads the sample company into the application and starts its first refresh. */
  readonly loadSample?: (app: OpenedApp) => Promise<RefreshJob>;
  /** The receivers of the demo. */
  readonly messages?: (page: PageRequest) => Promise<Page<MessageView>>;
}

/** An application on its data folder, with what the command line does beyond what HTTP offers. */
export interface OpenedApp extends App, WorkspaceFolders {
  readonly access: AppAccess;
  readonly connector: AppConnector;
  /** Starts what works by itself: deliveries, flows, schedule. */
  start(): Promise<void>;
  /** Resolves when everything that was published has been delivered and no flow can go on now. */
  settle(): Promise<void>;
  /** Domain events that a refresh raised. */
  eventsOf(refreshId: string): Promise<readonly DomainEvent[]>;
  stages(): Promise<readonly StageView[]>;
  explain(stage: string, isRun: boolean): Promise<ExplainedStage>;
  /** Compares the published entities with what a full computation gives. */
  verify(): Promise<Verification>;
  /** What the last self-check of this server found; undefined before the first. */
  lastVerification(): Promise<LastVerification | undefined>;
  close(): Promise<void>;
}
