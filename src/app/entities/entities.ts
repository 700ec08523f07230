import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { corruptTableOf, isForReaders, TABLES } from '../../model/tables.ts';
import { readWorkspace } from '../../store/definitions.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { decodeOffset, nextOffset } from '../page-offset.ts';
import type { AppEntities } from '../rooms/data.ts';
import type { EntityView } from '../view/entity.ts';
import { createProfiler } from './profiler.ts';
import { findEntity, type SnapshotReader } from './reader.ts';

/** Entities of the published data. */
export function createEntities(store: Store, reader: SnapshotReader): AppEntities {
  return {
    list: async () => {
      const { now: snapshot, before } = await reader.snapshots();
      const workspace = await readWorkspace(store.db);
      const shown = (snapshot?.entities ?? []).filter(({ name }) => isForReaders(name));
      return shown.map((entity) => ({
        ...viewOf(entity, workspace, snapshot?.refreshId, snapshot?.createdAt),
        rowsBefore: findEntity(before, entity.name)?.rowCount,
      }));
    },
    rows: async (name, request) => {
      const { limit, cursor: _cursor, ...query } = request;
      const offset = decodeOffset(request);
      const items = await reader.rows(name, { ...query, offset, limit: limit + 1 });
      const shown = items.slice(0, limit);
      const isCustomer = name === TABLES.customer && request.search !== undefined;
      return {
        items: shown,
        nextCursor: nextOffset(items.length, offset, request),
        ...(isCustomer && { alsoKnown: await reader.alsoKnown(shown, query) }),
      };
    },
    count: (name, query) => reader.count(name, query),
    chunks: (name, query) => reader.chunks(name, query),
    profile: createProfiler(reader),
    exportFile: ({ name, path, format }) => reader.exportFile(name, path, format),
  };
}

function viewOf(
  entity: SnapshotEntity,
  workspace: Workspace,
  refreshId: string | undefined,
  refreshedAt: string | undefined,
): EntityView {
  const dataSource = workspace.dataSources.find((source) =>
    source.entities.some(({ name }) =>
      [entityNameOf(source.name, name), corruptTableOf(entityNameOf(source.name, name))].includes(entity.name),
    ),
  )?.name;
  const isMeasure = workspace.measures.some((measure) => measure.name === entity.name);
  return {
    name: entity.name,
    kind: dataSource ? 'source' : isMeasure ? 'measure' : 'system',
    dataSource,
    rowCount: entity.rowCount,
    attributes: entity.columns,
    primaryKey: entity.primaryKey,
    refreshId,
    refreshedAt,
  };
}
