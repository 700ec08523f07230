import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import type { InsightModel } from '../../model/insight-model.ts';
import { type Entity, SYSTEM_COLUMNS, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';

/** What measures and segments of a workspace can speak of, given the tables there are. */
export function createInsightModel(workspace: Workspace, entities: readonly Entity[]): InsightModel {
  return {
    entities,
    relationships: workspace.relationships,
    measures: workspace.measures,
    segments: workspace.segments,
    unifiedEntities: (workspace.unification?.entities ?? []).map(({ entity, primaryKey }) => ({ entity, primaryKey })),
  };
}

/** Entities as the definitions name them, with the attributes they declare. */
export function declaredEntities(workspace: Workspace): Entity[] {
  const ingested = workspace.dataSources.flatMap((source) =>
    source.entities.map((entity): Entity => {
      const attributes = (entity.attributes ?? []).map(({ name, type = 'string' }) => ({ name, type }));
      return { name: entityNameOf(source.name, entity.name), attributes };
    }),
  );
  const system = workspace.unification
    ? [
        { name: TABLES.customer, attributes: [{ name: 'CustomerId', type: 'string' as const }] },
        { name: TABLES.alternateKey, attributes: SYSTEM_COLUMNS[TABLES.alternateKey] },
        ...(workspace.activities.length > 0
          ? [{ name: TABLES.unifiedActivity, attributes: SYSTEM_COLUMNS[TABLES.unifiedActivity] }]
          : []),
      ]
    : [];
  const measures = workspace.measures
    .filter((measure) => measure.kind !== 'customerAttribute')
    .map(({ name }) => ({ name, attributes: [] }));
  return [...ingested, ...system, ...measures];
}

/** Entities as their tables are in a working session; those without a table are left out. */
export async function readEntities(session: EngineSession, workspace: Workspace): Promise<Entity[]> {
  const entities: Entity[] = [];
  for (const { name } of declaredEntities(workspace)) {
    const attributes = await session.columns(name);
    if (attributes) entities.push({ name, attributes });
  }
  return entities;
}
