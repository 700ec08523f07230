import type Type from 'typebox';
import type { Clock } from '../base/clock.ts';
import type { ErrorRecord } from '../base/errors.ts';
import type { FileGate } from '../base/file-gate.ts';
import type { JsonObject } from '../base/json.ts';
import type { Environment } from '../base/settings.ts';
import type { ColumnType } from '../sql/column.ts';
import type { EngineSession, FileFormat } from '../sql/engine.ts';
import type { DataFile } from './files/locate.ts';

/** What a data source needs of the world. */
export interface SourceContext {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Where `${env:NAME}` is looked up. */
  readonly environment: Environment;
  /** Relative paths start here. */
  readonly baseFolder: string;
  /** Folder of uploaded files, one folder an upload. Default: there are none. */
  readonly uploadFolder?: string | undefined;
  /** Which files may be read. */
  readonly files: FileGate;
  /** Staged files go here; each ingestion uses and removes a folder of its own. */
  readonly workFolder: string;
  readonly fetch: typeof fetch;
  /** A checked address of a host, to connect to instead of its name. @throws FLX_EGRESS_REFUSED, or the resolver's error */
  readonly resolveHost: (host: string) => Promise<string>;
}

/** An entity about to be read. Options are resolved (no `${…}` left) and fit the kind's schemas. */
export interface EntityRequest {
  readonly entity: string;
  readonly options: JsonObject;
  readonly entityOptions: JsonObject;
  /** Incremental loading: what was there already. Absent: everything is wanted. */
  readonly since?: Watermark | undefined;
  /** Preview: that many rows are enough. */
  readonly limit?: number | undefined;
}

/** How far the last load came. */
export interface Watermark {
  /** Column of the source that dates its rows, and its newest value as ISO 8601 text (or a number as text). */
  readonly column?: string | undefined;
  readonly value?: string | undefined;
}

/** Where raw rows go: `table` gets text columns (or the source's own types) and `LOAD_COLUMNS`, its rejects beside it. */
export interface LandingPlace {
  readonly session: EngineSession;
  readonly table: string;
}

/** A column as the source gives it. */
export interface RawColumn {
  readonly name: string;
  /** Type in the raw table. */
  readonly rawType: ColumnType;
  /** Type the source itself declares, when values travel as text. */
  readonly knownType?: ColumnType | undefined;
}

/** UTF-8 text files whose lines are records, so that some are known again by their text. */
export interface LineFiles {
  readonly paths: readonly string[];
  readonly format: Extract<FileFormat, { readonly format: 'csv' }>;
}

/** Raw rows that are now in the table. */
export interface RawRows {
  readonly columns: readonly RawColumn[];
  /** Where lines may be rows. */
  readonly lines?: LineFiles | undefined;
  /** Newest change of the data itself, ISO 8601, where the source tells. */
  readonly sourceModifiedAt?: string | undefined;
  readonly warnings?: readonly ErrorRecord[] | undefined;
}

/** An entity that a source offers: a suggested name and the options that read it. */
export interface OfferedEntity {
  readonly name: string;
  readonly title: string;
  readonly entityOptions: JsonObject;
}

/** What a connection test found, when it worked. */
export interface ConnectionReport {
  readonly summary: string;
}

/** A kind of data source: describes itself and runs itself. */
export interface SourceKind {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  /** Schema of the data source's `options`. */
  readonly options: Type.TObject;
  /** Schema of an entity's `options`. */
  readonly entityOptions: Type.TObject;
  /** A working example of both. */
  readonly example: { readonly options: JsonObject; readonly entityOptions: JsonObject };
  /** Whether `since` makes it read less. Where not, incremental loading reads everything and keeps what changed. */
  readonly supportsIncremental: boolean;
  /** How names of files that the kind reads end, before a `.gz`. Default: it reads no files. */
  readonly fileExtensions?: readonly string[];
  testConnection(options: JsonObject, context: SourceContext): Promise<ConnectionReport>;
  listEntities(options: JsonObject, context: SourceContext): Promise<readonly OfferedEntity[]>;
  /** Of kinds that read files: those of an entity. The same files give the same rows. */
  locate?(request: EntityRequest, context: SourceContext): Promise<readonly DataFile[]>;
  /** Of kinds that read files whose lines may be records: these files, if they are what their heads look like. */
  lines?(request: EntityRequest, context: SourceContext): Promise<LineFiles | undefined>;
  /** Reads the raw rows of an entity into a table. */
  land(request: EntityRequest, place: LandingPlace, context: SourceContext): Promise<RawRows>;
}
