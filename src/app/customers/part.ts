import type { Workspace } from '../../model/definition.ts';
import type { Snapshot, SnapshotEntity } from '../../store/snapshots.ts';
import type { SnapshotReader } from '../entities/reader.ts';

/** One customer in the published data. */
export interface CustomerPart {
  readonly reader: SnapshotReader;
  readonly snapshot: Snapshot;
  readonly workspace: Workspace;
  readonly customerId: string;
}

/** The published entity of a name; undefined when there is none. */
export function publishedEntity({ snapshot }: CustomerPart, name: string): SnapshotEntity | undefined {
  return snapshot.entities.find((entity) => entity.name === name);
}
