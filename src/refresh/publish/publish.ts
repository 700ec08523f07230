import type { Clock } from '../../base/clock.ts';
import { hashOf } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import type { Workspace } from '../../model/definition.ts';
import type { DomainEvent } from '../../model/event.ts';
import { memberKindOf } from '../../model/member-kind.ts';
import type { RefreshJob } from '../../model/refresh.ts';
import { appendEvents } from '../../store/events.ts';
import { recordMeasurePoints, recordSegmentPoints } from '../../store/history.ts';
import { type RefreshWriter, updateRefresh, updateRefreshTasks } from '../../store/refreshes.ts';
import type { Database } from '../../store/schema.ts';
import { pruneSnapshots, publishSnapshot, recordSnapshot, type Snapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';

/** Everything one refresh makes visible at once. */
export interface Publication {
  /** The job in its final state. */
  readonly job: RefreshJob;
  /** Absent when no task made data: then the published snapshot stays. */
  readonly snapshot: Snapshot | undefined;
  readonly previousSnapshotId: string | undefined;
  readonly events: readonly DomainEvent[];
  readonly workspace: Workspace;
  /** Addresses of the files with the members that entered and left, by table. */
  readonly changesFiles: ReadonlyMap<string, string>;
  readonly writer: RefreshWriter;
  readonly clock: Clock;
  readonly snapshotsKept: number;
  /** Decides the triggers and writes their occurrences in the same transaction. */
  readonly onEvents: (tx: Database, events: readonly DomainEvent[]) => Promise<void>;
}

/**
 * The one commit point of a refresh: before it nothing is visible, after it nothing can be lost.
 * A second call with the same publication changes nothing more: events and history keep their ids.
 */
export async function publish(store: Store, publication: Publication): Promise<void> {
  const removable = await store.transaction(async (tx) => {
    const files = publication.snapshot ? await pointAt(tx, publication.snapshot, publication) : [];
    await recordHistory(tx, publication);
    const appended = await appendEvents(tx, publication.events);
    await publication.onEvents(
      tx,
      appended.map(({ event }) => event),
    );
    await updateRefreshTasks(tx, publication.job.jobId, { ...publication.writer, tasks: publication.job.tasks });
    await updateRefresh(tx, publication.job, publication.writer);
    return files;
  });
  await Promise.all(removable.map((file) => store.blobs.remove(file)));
}

async function pointAt(
  tx: Database,
  snapshot: Snapshot,
  { previousSnapshotId, clock, snapshotsKept }: Publication,
): Promise<readonly string[]> {
  await recordSnapshot(tx, snapshot);
  await publishSnapshot(tx, { snapshotId: snapshot.snapshotId, previousSnapshotId, clock });
  return (await pruneSnapshots(tx, { keep: snapshotsKept })).files;
}

async function recordHistory(tx: Database, { events, workspace, changesFiles }: Publication): Promise<void> {
  const kinds = new Map(workspace.segments.map((segment) => [segment.name, memberKindOf(segment)]));
  const segmentHashes = hashesOf(workspace.segments);
  const measureHashes = hashesOf(workspace.measures);
  await recordSegmentPoints(
    tx,
    events.flatMap((event) => {
      if (event.type !== 'SegmentEvaluated') return [];
      const { segment, refreshId, eventTime: at, size, entered, left } = event;
      const changes = entered + left > 0 ? changesFiles.get(kinds.get(segment)?.change ?? '') : undefined;
      return [
        { segment, refreshId, at, size, entered, left, changes, definitionHash: segmentHashes.get(segment) ?? '' },
      ];
    }),
  );
  await recordMeasurePoints(
    tx,
    events.flatMap((event) => {
      if (event.type !== 'MeasureEvaluated') return [];
      const { measure, refreshId, eventTime: at } = event;
      const definitionHash = measureHashes.get(measure) ?? '';
      return event.rows.flatMap(({ dimensions, values }) =>
        Object.entries(values).map(([calculation, value]) => ({
          measure,
          calculation,
          dimensions,
          refreshId,
          at,
          value,
          definitionHash,
        })),
      );
    }),
  );
}

function hashesOf(definitions: readonly { readonly name: string }[]): ReadonlyMap<string, string> {
  return new Map(definitions.map((definition) => [definition.name, hashOf(canonicalJson(definition))]));
}
