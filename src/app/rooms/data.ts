import type { Readable } from 'node:stream';
import type { RefreshJob, RefreshScope } from '../../model/refresh.ts';
import type { AttributeProfile, EntityRow, EntityView, RowsPage, RowsQuery } from '../view/entity.ts';
import type { Page, PageRequest } from '../view/page.ts';
import type { RefreshFilterView } from '../view/refresh.ts';
import type {
  SourceKindView,
  SourcePreview,
  SourcePreviewRequest,
  SourceTrial,
  SourceTrialResult,
  UploadView,
} from '../view/source.ts';

/** Refreshes: start, follow, cancel. */
export interface AppRefreshes {
  /** Starts a refresh (or queues it) and gives it at once. */
  submit(request: {
    readonly scope: RefreshScope;
    readonly submittedBy: string;
    /** Read every source whole, also those loaded incrementally. */
    readonly isFullLoad?: boolean;
    /** Learn the weights of probabilities anew, though a model is kept. */
    readonly learnsWeights?: boolean;
    /** Leave the work to a server; without one it waits until there is one. Default: as the role of this process says. */
    readonly isHandedOver?: boolean;
  }): Promise<RefreshJob>;
  /** Whether a server takes what is handed over. */
  hasTaker(): Promise<boolean>;
  /** Resolves when it has ended, wherever it runs. Aborting stops the wait, not the refresh. */
  wait(jobId: string, options?: WaitOptions): Promise<RefreshJob>;
  /** Those that fit, newest first. */
  list(page: PageRequest & RefreshFilterView): Promise<Page<RefreshJob>>;
  get(jobId: string): Promise<RefreshJob>;
  /** Asks it to stop and gives its state; one that has ended is left as it is. */
  cancel(jobId: string): Promise<RefreshJob>;
}

/** How a wait is followed and given up. */
export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((job: RefreshJob) => void) | undefined;
}

/** Entities of the published snapshot, system entities included. */
export interface AppEntities {
  list(): Promise<readonly EntityView[]>;
  /** @throws FLX_ENTITY_UNKNOWN; FLX_INVALID when the filter does not fit the entity */
  rows(name: string, request: PageRequest & RowsQuery): Promise<RowsPage>;
  /** Rows that fit. */
  count(name: string, query: RowsQuery): Promise<number>;
  /** All rows that fit, a few thousand at a time, for exports of any size. */
  chunks(name: string, query: RowsQuery): AsyncIterable<readonly EntityRow[]>;
  /**
   * What the values of each attribute are like, as a refresh left them (the newest without), beside the snapshot before.
   * @throws FLX_ENTITY_UNKNOWN, FLX_REFRESH_NOT_KEPT
   */
  profile(name: string, refreshId?: string): Promise<readonly AttributeProfile[]>;
  /** Writes all rows of an entity to a file on this machine and gives how many; for the command line. */
  exportFile(request: {
    readonly name: string;
    readonly path: string;
    readonly format: 'csv' | 'parquet' | 'json';
  }): Promise<number>;
}

/** Data sources tried before they are kept. */
export interface AppSources {
  kinds(): readonly SourceKindView[];
  /** Tests the connection and lists the entities the source offers. */
  try(trial: SourceTrial): Promise<SourceTrialResult>;
  /** Reads one entity as a refresh would; nothing is kept. */
  preview(request: SourcePreviewRequest): Promise<SourcePreview>;
}

/** A file, or a part of one, that comes in. */
export interface UploadPart {
  readonly upload: string;
  readonly file: string;
  /** Where the part begins. Default 0. */
  readonly offset?: number | undefined;
  /** Bytes of the whole file. Default: what comes is everything. */
  readonly size?: number | undefined;
  /** Tells the parts of one file from those of another that goes to the same place; a file in one part needs none. */
  readonly transfer?: string | undefined;
  readonly content: Readable;
  readonly actor: string;
}

/** Files that people send to be data sources. */
export interface AppUploads {
  /**
   * Takes a file or a part of one; the last part puts the file in its place.
   * @throws FLX_UPLOAD_NAME, FLX_UPLOAD_TOO_LARGE, FLX_UPLOAD_GAP, FLX_UPLOAD_TRANSFER
   */
  put(part: UploadPart): Promise<UploadView>;
}
