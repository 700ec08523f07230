import type { Workspace } from '../../model/definition.ts';
import { memberKindOf } from '../../model/member-kind.ts';
import { customerMeasureTableOf, previousTableOf, segmentTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import type { BlobStore } from '../../store/blobs/blob-store.ts';
import type { Snapshot } from '../../store/snapshots.ts';

export interface AttachOptions {
  readonly snapshot: Snapshot | undefined;
  readonly blobs: BlobStore;
  readonly workspace: Workspace;
  /** Entities that this refresh makes anew, so that their own name stays free. */
  readonly isRemade: (entity: string) => boolean;
  /** Names of the measures and segments that this refresh evaluates. */
  readonly evaluated: ReadonlySet<string>;
}

/**
 * Makes the published data readable in a working session: every entity as `previous_<name>`, those that stay also under
 * their own name, and the working tables of measures and segments that are not evaluated this time.
 */
export async function attachPublished(session: EngineSession, options: AttachOptions): Promise<void> {
  for (const entity of options.snapshot?.entities ?? []) {
    const paths = await Promise.all(entity.files.map((file) => options.blobs.pathOf(file)));
    await session.attachFile(previousTableOf(entity.name), paths);
    if (!options.isRemade(entity.name)) await session.attachFile(entity.name, paths);
  }
  await attachSegments(session, options);
  await attachMeasures(session, options);
}

async function attachSegments(
  session: EngineSession,
  { snapshot, workspace, evaluated }: AttachOptions,
): Promise<void> {
  for (const segment of workspace.segments) {
    const { name } = segment;
    const { key, membership } = memberKindOf(segment);
    if (evaluated.has(name) || !snapshot?.entities.some((entity) => entity.name === membership)) continue;
    const members = sql`select ${id(key)} from ${id(previousTableOf(membership))} where "SegmentName" = ${name}`;
    await session.run(sql`create table ${id(segmentTableOf(name))} as ${members}`);
  }
}

async function attachMeasures(
  session: EngineSession,
  { snapshot, workspace, evaluated }: AttachOptions,
): Promise<void> {
  const columns = snapshot?.entities.find((entity) => entity.name === TABLES.customerMeasure)?.columns ?? [];
  const values = id(previousTableOf(TABLES.customerMeasure));
  for (const { name } of workspace.measures) {
    if (evaluated.has(name) || !columns.some((column) => column.name === name)) continue;
    await session.run(
      sql`create table ${id(customerMeasureTableOf(name))} as select "CustomerId", ${id(name)} from ${values}`,
    );
  }
}
