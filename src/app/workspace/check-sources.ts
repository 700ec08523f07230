import { type FluxuError, isFluxuError } from '../../base/errors.ts';
import { isPlainObject, pointerOf } from '../../base/json.ts';
import { modelError } from '../../model/catalogue.ts';
import { type DataSource, entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { findProblems } from '../../model/validate.ts';
import { checkSchedule } from '../../refresh/schedule/next-run.ts';
import { sourceError } from '../../sources/catalogue.ts';
import { findSourceKind } from '../../sources/index.ts';
import type { SourceKind } from '../../sources/kind.ts';
import { checkDateFormat } from '../../sources/landing/date-format.ts';
import { findQualityProblems } from '../../sources/quality.ts';
import type { WorkspaceProblem } from './problem.ts';

/** Problems of data sources and of the schedule that sets them going. */
export function checkSources(workspace: Workspace): WorkspaceProblem[] {
  const sources = workspace.dataSources.flatMap((source, index) =>
    checkSource(source).map((problem) => ({ kind: 'dataSource' as const, name: source.name, index, problem })),
  );
  const { schedule } = workspace;
  const problems = schedule
    ? caught(() => checkSchedule(schedule), schedule.cron === undefined ? '/timeZone' : '/cron')
    : [];
  const scheduled = problems.map((problem) => ({ kind: 'schedule' as const, name: 'schedule', index: 0, problem }));
  return [...sources, ...checkEntityNames(workspace), ...scheduled];
}

function checkSource(source: DataSource): FluxuError[] {
  const problems = caught(() => findSourceKind(source.kind), '/kind');
  if (problems.length > 0) return problems;
  const kind = findSourceKind(source.kind);
  const entities = source.entities.flatMap(({ options = {} }, index) =>
    optionProblems(kind, 'entityOptions', { value: options, pointer: pointerOf('entities', index, 'options') }),
  );
  const own = optionProblems(kind, 'options', { value: source.options, pointer: '/options' });
  return [
    ...own,
    ...entities,
    ...source.entities.flatMap(formatProblems),
    ...source.entities.flatMap(loadProblems),
    ...source.entities.flatMap((entity, index) => qualityProblems(source.name, entity, index)),
  ];
}

function formatProblems({ attributes = [] }: DataSource['entities'][number], entity: number): FluxuError[] {
  return attributes.flatMap(({ format }, index) =>
    format === undefined
      ? []
      : caught(() => checkDateFormat(format), pointerOf('entities', entity, 'attributes', index, 'format')),
  );
}

/** Attributes that are not declared are known only when data is read. */
function qualityProblems(source: string, entity: DataSource['entities'][number], index: number): FluxuError[] {
  const attributes = (entity.attributes ?? []).flatMap(({ name, type }) => (type ? [{ name, type }] : []));
  const place = { entityName: entityNameOf(source, entity.name), attributes, pointer: pointerOf('entities', index) };
  return findQualityProblems(entity, place).filter(({ code }) => code !== 'FLX_UNKNOWN_ATTRIBUTE');
}

function loadProblems({ name, load, primaryKey }: DataSource['entities'][number], index: number): FluxuError[] {
  if (load !== 'incremental' || primaryKey !== undefined) return [];
  const place = { pointer: pointerOf('entities', index, 'load') };
  return [sourceError('FLX_SOURCE_INCREMENTAL_KEY', { entity: name }, { place })];
}

/** Problems of options against the kind; values that are references are known only when they are read. */
function optionProblems(
  kind: SourceKind,
  schema: 'options' | 'entityOptions',
  { value, pointer }: { readonly value: unknown; readonly pointer: string },
): FluxuError[] {
  return findProblems(kind[schema], value, { pointer }).filter(
    (problem) => !isReference(valueAt(value, (problem.place?.pointer ?? '').slice(pointer.length))),
  );
}

function isReference(value: unknown): boolean {
  return typeof value === 'string' && /\$\{(env|file):[^}]+\}/.test(value);
}

function valueAt(value: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)] as unknown;
    return isPlainObject(inner) ? inner[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }, value);
}

/** Entities of all sources share one space of names: `A_B` with `C` and `A` with `B_C` would be one table. */
function checkEntityNames({ dataSources }: Workspace): WorkspaceProblem[] {
  const seen = new Set<string>();
  return dataSources.flatMap((source, index) =>
    source.entities.flatMap((entity, entityIndex) => {
      const name = entityNameOf(source.name, entity.name);
      const isTaken = seen.has(name.toLowerCase());
      seen.add(name.toLowerCase());
      if (!isTaken) return [];
      const place = { pointer: pointerOf('entities', entityIndex, 'name') };
      const problem = modelError('FLX_NAME_CLASH', { name, what: 'another entity' }, { place });
      return [{ kind: 'dataSource' as const, name: source.name, index, problem }];
    }),
  );
}

function caught(check: () => unknown, pointer: string): FluxuError[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    return [error.at({ pointer })];
  }
}
