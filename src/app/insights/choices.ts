import type { Workspace } from '../../model/definition.ts';
import { isScalarMeasure, type Measure } from '../../model/measure.ts';
import { id, join, sql } from '../../sql/sql.ts';
import { readWorkspace } from '../../store/definitions.ts';
import { appError } from '../catalogue.ts';
import type { InsightsOptions } from './options.ts';

/** Something the connector lists: what it is called in operations, and for people. */
export interface InsightsEntity {
  readonly name: string;
  readonly displayName: string;
}

/** Operations that list values to choose from. */
export const CHOICE_LISTS = [
  'ListInstances',
  'ListDataSources',
  'ListSegments',
  'ListMeasures',
  'ListCalculations',
  'ListMeasureRows',
] as const;
export type ChoiceList = (typeof CHOICE_LISTS)[number];

/** Rows of a measure that can be chosen. */
const MOST_ROWS = 500;

/** Values that a parameter of the connector can take now. */
export async function listChoices(
  options: InsightsOptions,
  list: ChoiceList,
  measure?: string,
): Promise<readonly InsightsEntity[]> {
  const workspace = await readWorkspace(options.store.db);
  switch (list) {
    case 'ListInstances':
      return [{ name: 'default', displayName: options.instance.instanceName }];
    case 'ListDataSources':
      return workspace.dataSources.map(named);
    case 'ListSegments':
      return workspace.segments.map(named);
    case 'ListMeasures':
      return workspace.measures.filter(({ kind }) => kind === 'business').map(namedMeasure);
    case 'ListCalculations':
      return findMeasure(workspace, measure).calculations.map(named);
    case 'ListMeasureRows':
      return listRows(options, findMeasure(workspace, measure));
  }
}

/** JSON Schema of the dimensions that name a row of a measure. */
export async function measureRowSchema(options: InsightsOptions, measure: string) {
  const dimensions = dimensionsOf(findMeasure(await readWorkspace(options.store.db), measure));
  const properties = dimensions.map((name) => [
    name,
    { type: 'string', title: name, 'x-ms-summary': name, description: `${name}.` },
  ]);
  return { type: 'object', properties: Object.fromEntries(properties) as Record<string, object> };
}

function named({ name, displayName }: { readonly name: string; readonly displayName?: string }): InsightsEntity {
  return { name, displayName: displayName ?? name };
}

/** A measure with dimensions says so: one of its rows has to be chosen too. */
function namedMeasure(measure: Measure): InsightsEntity {
  const own = named(measure);
  if (isScalarMeasure(measure)) return own;
  return { ...own, displayName: `${own.displayName} (choose a row: ${dimensionsOf(measure).join(', ')})` };
}

function findMeasure({ measures }: Workspace, name = ''): Measure {
  const found = measures.find((measure) => measure.name.toLowerCase() === name.toLowerCase());
  if (!found) throw appError('FLX_REFERENCE', { kind: 'measure', name });
  return found;
}

function dimensionsOf({ dimensions = [] }: Measure): readonly string[] {
  return dimensions.map(({ name, attribute }) => name ?? attribute);
}

async function listRows({ reader }: InsightsOptions, measure: Measure): Promise<readonly InsightsEntity[]> {
  const dimensions = dimensionsOf(measure);
  const snapshot = await reader.snapshot();
  if (dimensions.length === 0 || !snapshot?.entities.some(({ name }) => name === measure.name)) return [];
  const { table } = await reader.relation(measure.name);
  const text = reader.dialect.typeName('string');
  const columns = join(dimensions.map((name) => sql`cast(${id(name)} as ${text}) as ${id(name)}`));
  const rows = await reader.query(
    sql`select distinct ${columns} from ${table} order by ${join(dimensions.map((name) => id(name)))} limit ${MOST_ROWS}`,
  );
  return rows.map((row) => ({
    name: JSON.stringify(row),
    displayName: dimensions.map((name) => `${name} ${row[name] ?? '–'}`).join(', '),
  }));
}
