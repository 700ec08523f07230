import type { Attribute } from '../../model/attribute.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import type { InsightModel } from '../../model/insight-model.ts';
import { systemEntities } from '../../model/system-entities.ts';
import type { Entity } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import type { TaskContext } from './task-context.ts';

/** What measures and segments of a workspace can speak of, given the tables there are. */
export function createInsightModel(workspace: Workspace, entities: readonly Entity[]): InsightModel {
  return {
    entities,
    relationships: workspace.relationships,
    measures: workspace.measures,
    segments: workspace.segments,
    unifiedEntities: (workspace.unification?.entities ?? []).map(({ entity, primaryKey }) => ({ entity, primaryKey })),
    audience: workspace.audience,
  };
}

/** Entities as the definitions name them, with the attributes they declare. */
export function declaredEntities(workspace: Workspace): Entity[] {
  const ingested = workspace.dataSources.flatMap((source) =>
    source.entities.map((entity): Entity => {
      const attributes = (entity.attributes ?? []).map(({ name, type = 'string', semanticType }) => ({
        name,
        type,
        ...(semanticType !== undefined && { semanticType }),
      }));
      return { name: entityNameOf(source.name, entity.name), attributes };
    }),
  );
  const measures = workspace.measures
    .filter((measure) => measure.kind !== 'customerAttribute')
    .map(({ name }) => ({ name, attributes: [] }));
  return [...ingested, ...systemEntities(workspace), ...measures];
}

/** Entities as their tables are in a working session, with the meanings declared; those without a table are left out. */
export async function readEntities(session: EngineSession, workspace: Workspace): Promise<Entity[]> {
  const entities: Entity[] = [];
  for (const { name, attributes: declared } of declaredEntities(workspace)) {
    const attributes = await session.columns(name);
    if (attributes) entities.push({ name, attributes: withSemanticTypes(attributes, declared) });
  }
  return entities;
}

function withSemanticTypes(attributes: readonly Attribute[], declared: readonly Attribute[]): Attribute[] {
  const semanticTypes = new Map(declared.map(({ name, semanticType }) => [name, semanticType]));
  return attributes.map(({ name, type }) => {
    const semanticType = semanticTypes.get(name);
    return semanticType === undefined ? { name, type } : { name, type, semanticType };
  });
}

/** What the stages of contacts, hierarchies, activities, measures and segments are made from, in a task. */
export async function insightOptions({ session, workspace, now }: TaskContext) {
  const model = createInsightModel(workspace, await readEntities(session, workspace));
  return { model, dialect: session.dialect, now };
}
