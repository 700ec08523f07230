import type { Activity } from '../model/activity.ts';
import { validateActivity } from '../model/check/activity.ts';
import { attributeTypeOf, CUSTOMER_ID, type InsightModel } from '../model/insight-model.ts';
import { hopsToCustomerId } from '../model/link.ts';
import { wayToCustomer } from '../model/path.ts';
import { SYSTEM_COLUMNS, TABLES } from '../model/tables.ts';
import { invalid } from '../model/validate.ts';
import type { Dialect } from '../sql/dialect.ts';
import { reachOf } from '../sql/path/chain.ts';
import { keyOf } from '../sql/path/hop.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';
import { contactOf } from './contact.ts';

export interface ActivityStagesRequest {
  readonly activities: readonly Activity[];
  readonly model: InsightModel;
  readonly dialect: Dialect;
}

/**
 * The stage that puts the activities of all customers into one table. Rows that lead to no customer, or have no time, are
 * left out; a row that leads to several customers counts for each.
 * @throws FLX_INVALID with every problem
 */
export function createActivityStages(request: ActivityStagesRequest): Stage[] {
  const { activities, model } = request;
  const problems = activities.flatMap((activity) => validateActivity(activity, model));
  if (problems.length > 0) throw invalid(problems, { object: 'activities' });
  return [
    createTableStage({
      name: 'activity',
      summary: 'What customers did, from all activities.',
      table: TABLES.unifiedActivity,
      query: join(
        activities.map((activity) => rowsOf(activity, request)),
        ' union all ',
      ),
    }),
  ];
}

type ColumnName = (typeof SYSTEM_COLUMNS)[typeof TABLES.unifiedActivity][number]['name'];

function rowsOf(activity: Activity, { model, dialect }: ActivityStagesRequest): Sql {
  const { entity, name, title, detail, url } = activity;
  const result = wayToCustomer(model, entity, activity.path);
  if (result.problem) throw result.problem;
  const [hop, ...further] = hopsToCustomerId(result.way);
  if (!hop) throw new Error('A way to Customer has at least one hop.');
  const contact = contactOf(activity, result.way, { model, dialect });
  const text = dialect.typeName('string');
  const key = sql`cast(${id('r0', activity.primaryKey)} as ${text})`;
  const asText = (attribute: string | undefined) => {
    if (attribute === undefined) return sql`cast(null as ${text})`;
    const value = sql`cast(${id('r0', attribute)} as ${text})`;
    return attributeTypeOf(model, entity, attribute) === 'decimal' ? withoutZeros(value) : value;
  };
  const values: Readonly<Record<ColumnName, Sql>> = {
    CustomerId: sql`k.value`,
    ActivityId: sql`${`${name}|`} || ${key}`,
    SourceTableName: sql`${entity}`,
    SourceActivityId: key,
    ActivityType: sql`${activity.type ?? 'Other'}`,
    ActivityTimeStamp: dialect.tryCast(id('r0', activity.timestamp), 'dateTime'),
    Title: title === undefined ? sql`${activity.displayName ?? name}` : asText(title),
    Description: asText(detail),
    URL: asText(url),
    SemanticData: semanticData(activity, model, dialect),
    UnifiedContactId: contact.value,
  };
  const columns = SYSTEM_COLUMNS[TABLES.unifiedActivity].map(
    ({ name: column }) => sql`${values[column]} as ${id(column)}`,
  );
  const reach = reachOf([hop, ...further], CUSTOMER_ID, dialect);
  const from = sql`${id(entity)} as r0 join ${reach} as k on k.key = ${keyOf('r0', hop.from, dialect)}${contact.joined}`;
  return sql`select ${join(columns)} from ${from} where ${values.ActivityTimeStamp} is not null`;
}

/** The text of a decimal without the zeros that only fill its fraction up; files may hold decimals that have none. */
function withoutZeros(text: Sql): Sql {
  return sql`case when ${text} like '%.%' then rtrim(rtrim(${text}, '0'), '.') else ${text} end`;
}

/** Attributes as JSON; decimals without the zeros that only fill them up. */
function semanticData({ entity, attributes = [] }: Activity, model: InsightModel, dialect: Dialect): Sql {
  const text = dialect.typeName('string');
  if (attributes.length === 0) return sql`cast(null as ${text})`;
  const jsonValue = (attribute: string) =>
    attributeTypeOf(model, entity, attribute) === 'decimal'
      ? dialect.tryCast(id('r0', attribute), 'double')
      : id('r0', attribute);
  const pairs = attributes.flatMap((attribute) => [sql`${attribute}`, jsonValue(attribute)]);
  return sql`cast(json_object(${join(pairs)}) as ${text})`;
}
