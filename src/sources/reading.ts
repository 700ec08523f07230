import type { ErrorRecord } from '../base/errors.ts';
import { hashOf } from '../base/ids.ts';
import { canonicalJson, type JsonObject } from '../base/json.ts';
import type { DataSource, SourceEntity } from '../model/data-source.ts';
import type { DataFile } from './files/locate.ts';
import type { LineFiles } from './kind.ts';
import type { ColumnEvidence } from './landing/column-evidence.ts';
import type { PlannedColumn } from './landing/planned-column.ts';

/** Raised when loading gives other tables from the same files and definitions, so that everything is read anew. */
const INGESTION_REVISION = 5;

/** How an entity was read from files, kept with its published rows so that the next refresh reads less. Plain data. */
export interface Reading {
  /** Fingerprint of what decides how files become rows. */
  readonly definition: string;
  readonly files: readonly Pick<DataFile, 'path' | 'mark'>[];
  /** False when a file had changed so shortly before that a further change may not show in its mark. */
  readonly isSettled: boolean;
  readonly sourceModifiedAt: string | undefined;
  readonly quarantineRowCount: number;
  /** Warnings that the same files give again. */
  readonly warnings: readonly ErrorRecord[];
  /** Where the lines of the files are records, and none was set apart; the pieces they lie in are kept beside it. */
  readonly lines?: LineReading | undefined;
}

/** How lines became rows. */
export interface LineReading {
  readonly format: LineFiles['format'];
  /** Usual length of a piece of the files, in bytes. */
  readonly pieceSize: number;
  readonly columns: readonly PlannedColumn[];
  readonly evidence: readonly ColumnEvidence[];
}

/** What is known of a reading before the first row. */
export type ReadingStart = Pick<Reading, 'definition' | 'files' | 'isSettled'>;

export interface ReadingDefinition {
  readonly source: DataSource;
  readonly entity: SourceEntity;
  /** Resolved. */
  readonly options: JsonObject;
  readonly entityOptions: JsonObject;
}

/** Notes what is about to be read. */
export function startReading(definition: ReadingDefinition, files: readonly DataFile[], now: Date): ReadingStart {
  return {
    definition: fingerprintReading(definition),
    files: files.map(({ path, mark }) => ({ path, mark })),
    isSettled: areSettled(files, now),
  };
}

/** Fingerprint of what decides how files become rows. Quality rules do not: they are held against the rows each time. */
function fingerprintReading({ source, entity, options, entityOptions }: ReadingDefinition): string {
  const { quality: _quality, ...read } = entity;
  const { kind, allowedCorruptShare } = source;
  return hashOf(
    canonicalJson({ revision: INGESTION_REVISION, kind, allowedCorruptShare, options, entityOptions, read }),
  );
}

/** Whether the files are those of a reading, so that they would give the same rows again. */
export function isSameReading({ definition, files, isSettled }: Reading, now: ReadingStart): boolean {
  return isSettled && definition === now.definition && areSameFiles(files, now.files);
}

/** Whether two lists have the same files, none of them written in between. */
export function areSameFiles(one: Reading['files'], other: Reading['files']): boolean {
  return (
    one.length === other.length &&
    one.every(({ path, mark }, index) => path === other[index]?.path && mark === other[index]?.mark)
  );
}

const SECOND = 1_000_000_000n;
/** A moment with a fraction of a second comes from a clock that goes on at least every hundredth; others may stand for two seconds. */
const FINE_TICK = SECOND / 10n;
const COARSE_TICK = 3n * SECOND;

/** Whether a change of one of the files after `now` cannot carry the same moment as its last one. */
function areSettled(files: readonly DataFile[], now: Date): boolean {
  const nanoseconds = BigInt(now.getTime()) * 1_000_000n;
  return files.every(({ changedNanoseconds: at }) => nanoseconds - at > (at % SECOND === 0n ? COARSE_TICK : FINE_TICK));
}
