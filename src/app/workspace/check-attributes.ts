import { pointerOf } from '../../base/json.ts';
import type { Attribute } from '../../model/attribute.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { type Entity, TABLES } from '../../model/tables.ts';
import { createInsightModel, declaredEntities } from '../../refresh/work/insight-model.ts';
import { findQualityProblems } from '../../sources/quality.ts';
import { planFields, reservedColumns } from '../../unify/merge/field.ts';
import { planUnification } from '../../unify/plan/plan.ts';
import { validateUnification } from '../../unify/validation/validate.ts';
import { appError } from '../catalogue.ts';
import { insightProblems, isOfAttributes, unknownAttribute } from './check-insights.ts';
import type { WorkspaceProblem } from './problem.ts';

/** Entities that a note names one by one. */
const MOST_NAMED = 5;

/**
 * Attributes that the definitions of a workspace name, and that neither a data source declares nor the published data of
 * their entity has, each with the nearest name; and a note on entities of data sources whose columns nobody knows yet.
 * A column that the next refresh brings is told too, so this is advice.
 * @param published tables as they are published; none before the first refresh
 */
export function findUnknownAttributes(workspace: Workspace, published: readonly Entity[]): WorkspaceProblem[] {
  const declared = declaredEntities(workspace);
  const columnsOf = new Map(published.map(({ name, attributes }) => [name, attributes]));
  const sources = workspace.dataSources.flatMap((source) =>
    source.entities.map(({ name }) => entityNameOf(source.name, name)),
  );
  const isKnown = ({ name }: Entity) => columnsOf.has(name) || !sources.includes(name);
  const known = declared.filter(isKnown).map((entity) => withColumns(entity, columnsOf.get(entity.name) ?? []));
  const entities = known.flatMap((entity) =>
    entity.name === TABLES.customer ? profileOf(workspace, entity, known) : [entity],
  );
  const problems = [
    ...insightProblems(workspace, createInsightModel(workspace, entities)),
    ...sourceProblems(workspace, entities),
  ];
  return [...problems.filter(isOfAttributes), ...noteOn(sources.filter((name) => !columnsOf.has(name)))];
}

function withColumns({ name, attributes }: Entity, columns: readonly Attribute[]): Entity {
  const names = new Set(attributes.map((attribute) => attribute.name));
  return { name, attributes: [...attributes, ...columns.filter((column) => !names.has(column.name))] };
}

/** The unified profile with the fields that the unification will give it; nothing where those cannot be known. */
function profileOf({ unification, measures }: Workspace, profile: Entity, known: readonly Entity[]): Entity[] {
  if (!unification) return [profile];
  if (unification.entities.some(({ entity }) => known.every(({ name }) => name !== entity))) return [];
  if (validateUnification(unification, known).length > 0) return [];
  const plan = planUnification(unification, known);
  const { fields, groups } = planFields(plan);
  const names = [
    ...[...fields, ...groups.flatMap((group) => group.fields)].map(({ name }) => name),
    ...reservedColumns(plan.entities),
    ...measures.map(({ name }) => name),
  ];
  return [
    withColumns(
      profile,
      names.map((name) => ({ name, type: 'string' })),
    ),
  ];
}

/** Keys and quality rules of data sources that name what their rows do not have. */
function sourceProblems({ dataSources }: Workspace, entities: readonly Entity[]): WorkspaceProblem[] {
  return dataSources.flatMap((source, index) =>
    source.entities.flatMap((own, place) => {
      const entityName = entityNameOf(source.name, own.name);
      const entity = entities.find(({ name }) => name === entityName);
      if (!entity) return [];
      const pointer = pointerOf('entities', place);
      const key = own.primaryKey === undefined ? [] : unknownAttribute(entity, own.primaryKey, `${pointer}/primaryKey`);
      const rules = findQualityProblems(own, { entityName, attributes: entity.attributes, pointer });
      return [...key, ...rules].map((problem) => ({ kind: 'dataSource' as const, name: source.name, index, problem }));
    }),
  );
}

function noteOn(unread: readonly string[]): WorkspaceProblem[] {
  if (unread.length === 0) return [];
  const names = `${unread.slice(0, MOST_NAMED).join(', ')}${unread.length > MOST_NAMED ? ', …' : ''}`;
  const problem = appError('FLX_PLAN_COLUMNS_UNKNOWN', { entities: names });
  return [{ kind: 'dataSource', name: '', index: -1, problem }];
}
