import type { ErrorRecord, FluxuError } from '../../base/errors.ts';
import { suggestName } from '../../base/nearest.ts';
import type { SourceEntity } from '../../model/data-source.ts';
import { invalid } from '../../model/validate.ts';
import type { ColumnType } from '../../sql/column.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { trimmedText } from '../../sql/text.ts';
import { sourceError } from '../catalogue.ts';
import type { RawColumn } from '../kind.ts';
import { type ColumnEvidence, evidenceOf } from './column-evidence.ts';
import { type DateReading, type DateSurvey, readDateFormats } from './date-format.ts';
import { hasDecimalCommas } from './decimal-comma.ts';
import {
  almostType,
  type ColumnShape,
  countShapes,
  isCommaDecimal,
  PATTERNS,
  readShapes,
  typeOfShape,
} from './detect.ts';
import type { PlannedColumn } from './planned-column.ts';

export interface ColumnPlan {
  readonly columns: readonly PlannedColumn[];
  readonly warnings: readonly ErrorRecord[];
  /** What the types and formats that nobody declared follow from. */
  readonly evidence: readonly ColumnEvidence[];
}

export interface ColumnPlanRequest {
  readonly session: EngineSession;
  readonly rawTable: string;
  readonly rawColumns: readonly RawColumn[];
  readonly entityName: string;
  readonly entity: SourceEntity;
}

/**
 * Decides name and type of every column: declared types win, then what the source says, then what all values are.
 * @throws FLX_INVALID with FLX_SOURCE_ATTRIBUTE_MISSING for each declared attribute that is not in the data
 */
export async function planColumns(request: ColumnPlanRequest): Promise<ColumnPlan> {
  const { session, rawTable, rawColumns, entity } = request;
  const declared = matchDeclarations(request);
  const open = rawColumns.filter(
    (column) => column.rawType === 'string' && column.knownType === undefined && !declared.get(column.name)?.type,
  );
  const names = open.map((column) => column.name);
  const { possible, shapes: found } = await readShapes(session, rawTable, names);
  const shapes = new Map(found.map((shape) => [shape.name, shape]));
  const surveys = new Map<string, DateSurvey>();
  const planned: PlannedColumn[] = [];
  const warnings: ErrorRecord[] = [];
  const commas: string[] = [];
  for (const column of rawColumns) {
    const declaration = declared.get(column.name);
    const shape = shapes.get(column.name);
    const wanted = declaration?.type ?? column.knownType ?? (shape ? typeOfShape(shape) : column.rawType);
    const dates =
      isDate(wanted) && column.rawType === 'string'
        ? await readDates(request, column.name, declaration?.format)
        : undefined;
    const type = dates && declaration?.type === undefined && column.knownType === undefined ? dates.type : wanted;
    if (dates) warnings.push(...dates.warnings);
    if (dates?.survey) surveys.set(column.name, dates.survey);
    if (shape && type === 'string') warnings.push(...(await almostWarning(request, shape)));
    const hasDecimalComma =
      type === 'decimal' && column.rawType === 'string' && (await isComma(request, column.name, shape));
    if (hasDecimalComma && !shape) commas.push(column.name);
    const attribute = declaration?.name ?? column.name;
    planned.push({
      attribute,
      column: column.name,
      rawType: column.rawType,
      type,
      formats: dates?.formats,
      ...(hasDecimalComma && { hasDecimalComma }),
      isDeclared: declaration?.type !== undefined || column.knownType !== undefined,
      semanticType: declaration?.semanticType,
    });
  }
  const evidence = rawColumns.flatMap(({ name }) =>
    shapes.has(name) || surveys.has(name)
      ? [evidenceOf(name, { possible: possible.get(name), shape: shapes.get(name), survey: surveys.get(name) })]
      : [],
  );
  return {
    columns: orderAsDeclared(planned, entity),
    warnings,
    evidence: [...evidence, ...(await commaEvidence(request, commas))],
  };
}

/** Whether decimals are written with commas: told by the shape where one was looked for, else by all values. */
async function isComma({ session, rawTable }: ColumnPlanRequest, column: string, shape: ColumnShape | undefined) {
  return shape ? isCommaDecimal(shape) : hasDecimalCommas(session, rawTable, column);
}

/** Of declared columns with decimal commas, that some value proves them. */
async function commaEvidence({ session, rawTable }: ColumnPlanRequest, columns: readonly string[]) {
  const possible = ['commaUnproven'] as const;
  const counts = await countShapes(session, id(rawTable), new Map(columns.map((name) => [name, possible])));
  return columns.map((name) => {
    const found = counts.get(name);
    return evidenceOf(name, { possible, shape: found && { name, ...found }, survey: undefined });
  });
}

function isDate(type: ColumnType): boolean {
  return type === 'date' || type === 'dateTime';
}

async function readDates(
  { session, rawTable, entityName }: ColumnPlanRequest,
  column: string,
  format: string | undefined,
): Promise<Omit<DateReading, 'survey'> & Partial<Pick<DateReading, 'survey'>>> {
  if (format !== undefined) return { formats: [format], type: /[Hh]/.test(format) ? 'dateTime' : 'date', warnings: [] };
  const reading = await readDateFormats(session, { table: rawTable, column, entity: entityName });
  return reading.formats.length > 0 ? reading : { ...reading, formats: ['iso'] };
}

function matchDeclarations({ entity, rawColumns, entityName }: ColumnPlanRequest) {
  const matched = new Map<string, NonNullable<SourceEntity['attributes']>[number]>();
  const problems: FluxuError[] = [];
  for (const declaration of entity.attributes ?? []) {
    const column = declaration.column ?? declaration.name;
    const found =
      rawColumns.find((raw) => raw.name === column) ??
      rawColumns.find((raw) => raw.name.toLowerCase() === column.toLowerCase());
    if (found) matched.set(found.name, declaration);
    else
      problems.push(
        sourceError(
          'FLX_SOURCE_ATTRIBUTE_MISSING',
          { attribute: declaration.name, column, entity: entityName },
          {
            mend: suggestName(
              column,
              rawColumns.map(({ name }) => name),
            ),
          },
        ),
      );
  }
  problems.push(...missingRoles({ entity, rawColumns, entityName }));
  if (problems.length > 0 && rawColumns.length > 0) throw invalid(problems, { object: `entity '${entityName}'` });
  return matched;
}

/** Attributes that loading cannot do without and that are neither columns nor declared. */
function missingRoles({
  entity,
  rawColumns,
  entityName,
}: Pick<ColumnPlanRequest, 'entity' | 'rawColumns' | 'entityName'>): FluxuError[] {
  const { primaryKey, lastUpdated, deleted, attributes = [] } = entity;
  const known = new Set([...rawColumns.map(({ name }) => name), ...attributes.map(({ name }) => name)]);
  const roles = { 'primary key': primaryKey, 'last-updated attribute': lastUpdated, 'delete mark': deleted?.attribute };
  return Object.entries(roles).flatMap(([role, attribute]) =>
    attribute === undefined || known.has(attribute)
      ? []
      : [
          sourceError(
            'FLX_SOURCE_KEY_MISSING',
            { role, attribute, entity: entityName },
            { mend: mendName(attribute, rawColumns) },
          ),
        ],
  );
}

const OTHER_DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a bar',
};

function mendName(name: string, rawColumns: readonly RawColumn[]): string {
  const names = rawColumns.map((column) => column.name);
  const [only = ''] = names;
  const delimiter = Object.keys(OTHER_DELIMITERS).find((candidate) => only.includes(candidate));
  return names.length === 1 && delimiter !== undefined
    ? `The only column is '${only}': set the delimiter to ${OTHER_DELIMITERS[delimiter]}.`
    : suggestName(name, names);
}

async function almostWarning(
  { session, rawTable, entityName }: ColumnPlanRequest,
  shape: ColumnShape,
): Promise<ErrorRecord[]> {
  const almost = almostType(shape);
  if (!almost || almost.shape === 'booleans' || almost.shape === 'guids') return [];
  const value = trimmedText(id(shape.name));
  const example = await session.value(
    sql`select ${value} from ${id(rawTable)} where ${value} is not null and not ${session.dialect.regexpMatches(value, EXAMPLE[almost.shape])} limit 1`,
  );
  return [
    sourceError('FLX_SOURCE_ALMOST_TYPED', {
      attribute: shape.name,
      entity: entityName,
      count: almost.misfits,
      type: almost.type,
      example: String(example).slice(0, 40),
    }).toJSON(),
  ];
}

const EXAMPLE = {
  integers: '^[+-]?[0-9]+$',
  commaDecimals: PATTERNS.commaDecimals,
  decimals: '^[+-]?[0-9]+(\\.[0-9]+)?$',
  dateLike: '^[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}',
} as const;

/** Declared attributes first, as they are declared; then the others in the order of the data. */
function orderAsDeclared(columns: readonly PlannedColumn[], { attributes = [] }: SourceEntity): PlannedColumn[] {
  const rank = (column: PlannedColumn) => {
    const index = attributes.findIndex((declaration) => declaration.name === column.attribute);
    return index < 0 ? attributes.length : index;
  };
  return [...columns].sort((a, b) => rank(a) - rank(b));
}
