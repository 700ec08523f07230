import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import { everyFile } from '../../base/file-gate.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Attribute } from '../../model/attribute.ts';
import type { MatchPlan } from '../../model/match-plan.ts';
import { findSourceKind } from '../../sources/index.ts';
import { type EngineSession, LOAD_COLUMNS } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import type { StageTiming } from '../../sql/stage.ts';
import { inferRoles } from '../../unify/probability/infer/infer.ts';
import type { RoleColumn } from '../../unify/probability/role.ts';
import { matchError } from './catalogue.ts';
import { readParquet } from './parquet-fault.ts';
import { findRejected, type RejectedLines } from './rejected.ts';
import type { MatchContext, MatchRequest } from './request.ts';

/** Column that numbers the rows of all files. */
export const MATCH_RID = '__rid';

/** A file that was read, with what its columns are. */
export interface LoadedSource {
  readonly name: string;
  /** The rows with their numbers, until `dropValues`. */
  readonly table: string;
  /** Number and key (as text) of every row. */
  readonly keyTable: string;
  readonly columns: readonly RoleColumn[];
  /** Lines of the file that are no rows, where there are any. */
  readonly rejected: RejectedLines | undefined;
}

interface LoadContext extends MatchContext {
  readonly workFolder: string;
}

/** Reads the files side by side, numbers their rows in the order of the files' names, and recognises their columns. */
export async function loadSources(
  session: EngineSession,
  request: MatchRequest,
  context: LoadContext,
): Promise<{ readonly sources: readonly LoadedSource[]; readonly timing: StageTiming }> {
  refuseUnknownSources(request);
  const started = context.clock.monotonicSeconds();
  const files = await sideBySide(session, namedFiles(request.files), async (own, { name, path }, index) => {
    const [table, keyTable] = [`match_${index}`, `match_${index}_key`];
    const attributes = await loadFile(own, { name, path, table: rawTableOf(table) }, context);
    if (attributes.length === 0) throw matchError('FLX_MATCH_EMPTY', { files: `'${path}'` });
    const key = keyColumn(attributes, keyOf(name, request), path);
    const rejected = await findRejected(own, { path, table: rawTableOf(table) });
    return { name, table, keyTable, attributes, key, rejected, rows: await own.rowCount(rawTableOf(table)) };
  });
  refuseUnknownColumns(request.plan, new Set(files.flatMap(({ attributes }) => attributes.map(({ name }) => name))));
  const rows = files.reduce((total, file) => total + file.rows, 0);
  if (rows === 0) throw nothingRead(request, files);
  const sources = await sideBySide(session, files, async (own, file, index): Promise<LoadedSource> => {
    const before = files.slice(0, index).reduce((total, earlier) => total + earlier.rows, 0);
    await numberRows(own, file, before);
    const { name, table, keyTable, attributes, key, rejected } = file;
    const declared = declare(attributes, request.plan);
    const columns = await inferRoles(own, { table: rawTableOf(table), attributes: declared, key });
    return { name, table, keyTable, columns, rejected };
  });
  const timing = { name: 'load', seconds: context.clock.monotonicSeconds() - started, rows };
  context.onStage?.(timing);
  return { sources, timing };
}

/** Why there is no row: lines that cannot be read, or none at all. */
function nothingRead({ files }: MatchRequest, loaded: readonly { readonly rejected: RejectedLines | undefined }[]) {
  const broken = loaded.find(({ rejected }) => rejected)?.rejected;
  return broken?.problem ?? matchError('FLX_MATCH_EMPTY', { files: files.map((file) => `'${file}'`).join(', ') });
}

/**
 * Works on items side by side, on as many lines as there are processors: the engine reads a file of a few megabytes, and
 * goes through a small table, with one thread. The first item's fault counts.
 */
async function sideBySide<Item, Result>(
  session: EngineSession,
  items: readonly Item[],
  work: (session: EngineSession, item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const outcomes: PromiseSettledResult<Result>[] = [];
  const waiting = items.entries();
  const workOff = async () => {
    const own = await session.fork();
    try {
      for (const [index, item] of waiting) [outcomes[index]] = await Promise.allSettled([work(own, item, index)]);
    } finally {
      await own.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), items.length) }, workOff));
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

/** Files by the name of their source: the file's name, with its folder where two files have one name. */
function namedFiles(files: readonly string[]): { name: string; path: string }[] {
  const bare = (path: string) => basename(path).replace(/\.(csv|tsv|txt|parquet)(\.gz)?$/i, '');
  const named = files.map((path) => {
    const isTwice = files.filter((other) => bare(other) === bare(path)).length > 1;
    return { path, name: isTwice ? `${basename(dirname(path))}/${bare(path)}` : bare(path) };
  });
  return named.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const rawTableOf = (table: string) => `${table}_raw`;

async function loadFile(
  session: EngineSession,
  { name, path, table }: { readonly name: string; readonly path: string; readonly table: string },
  context: LoadContext,
): Promise<Attribute[]> {
  if (/\.(json|jsonl|ndjson)(\.gz)?$/i.test(path)) throw matchError('FLX_MATCH_JSON', { file: path });
  const isParquet = /\.parquet$/i.test(path);
  const land = () =>
    findSourceKind(isParquet ? 'parquet' : 'csv').land(
      { entity: name, options: {}, entityOptions: { path } },
      { session, table },
      {
        clock: context.clock,
        environment: {},
        baseFolder: '.',
        files: everyFile,
        workFolder: context.workFolder,
        fetch,
        resolveHost: async (host) => host,
      },
    );
  const { columns } = await (isParquet ? readParquet(path, land) : land());
  return columns.map(({ name: column, rawType }): Attribute => ({ name: column, type: rawType }));
}

/**
 * Numbers the rows by key and content, whatever their order in the file. Only what tells the order is sorted; the values
 * stay where they were read.
 */
async function numberRows(
  session: EngineSession,
  source: Pick<LoadedSource, 'table' | 'keyTable'> & {
    readonly attributes: readonly Attribute[];
    readonly key: string;
  },
  before: number,
): Promise<void> {
  const { table, keyTable, attributes } = source;
  const [key, row] = [id(source.key), id(LOAD_COLUMNS.row)];
  const names = attributes.map(({ name }) => id(name));
  const number = sql`cast(row_number() over (order by ${key}, ${session.dialect.hash([join(names)])}) + ${before} as integer)`;
  await session.run(
    sql`create or replace table ${id(keyTable)} as select ${number} as ${id(MATCH_RID)}, cast(${key} as ${session.dialect.typeName('string')}) as key, ${row} as place from ${id(rawTableOf(table))}`,
  );
  await session.run(
    sql`create or replace view ${id(table)} as select ${join([id(MATCH_RID), ...names])} from ${id(rawTableOf(table))} join ${id(keyTable)} on place = ${row}`,
  );
}

/** Lets go of the values that were read; keys and numbers stay. */
export async function dropValues(session: EngineSession, sources: readonly LoadedSource[]): Promise<void> {
  for (const { table } of sources) {
    await session.drop(table);
    await session.drop(rawTableOf(table));
  }
}

/** The key that is given for a source alone, else the one for all. @throws FLX_MATCH_KEY_NONE */
function keyOf(source: string, { key, files }: MatchRequest): string {
  const keys = [key].flat();
  const startOf = (name: string) => `${name.toLowerCase()}=`;
  const isOf = (name: string) => (text: string) => text.toLowerCase().startsWith(startOf(name));
  const own = keys.find(isOf(source))?.slice(startOf(source).length);
  const found = own ?? keys.find((text) => !namedFiles(files).some(({ name }) => isOf(name)(text)));
  if (found === undefined) throw matchError('FLX_MATCH_KEY_NONE', { source });
  return found;
}

/** The column named as the key, whatever its case. @throws FLX_MATCH_KEY */
function keyColumn(attributes: readonly Attribute[], key: string, file: string): string {
  const found =
    attributes.find(({ name }) => name === key) ??
    attributes.find(({ name }) => name.toLowerCase() === key.trim().toLowerCase());
  if (found) return found.name;
  const names = attributes.map(({ name }) => name);
  throw matchError('FLX_MATCH_KEY', { file, key }, { mend: suggestName(key, names) });
}

/** The attributes with what the plan says of them; columns that the plan leaves out are gone. */
function declare(attributes: readonly Attribute[], { columns = {} }: MatchPlan): Attribute[] {
  return attributes.flatMap((attribute) => {
    const semanticType = Object.hasOwn(columns, attribute.name) ? columns[attribute.name] : undefined;
    if (semanticType === null) return [];
    return [semanticType === undefined ? attribute : { ...attribute, semanticType }];
  });
}

/** Labels of a source that is none of the files are found before the match, which may take long. @throws FLX_MATCH_ROW */
function refuseUnknownSources({ files, labels }: MatchRequest): void {
  if (labels === undefined) return;
  const names = namedFiles(files).map(({ name }) => name);
  const known = new Set(names.map((name) => name.toLowerCase()));
  const rows =
    'clusters' in labels
      ? labels.clusters.map(({ row }) => row)
      : labels.pairs.flatMap(({ left, right }) => [left, right]);
  const unknown = rows.find(({ source }) => !known.has(source.toLowerCase()));
  if (unknown) throw matchError('FLX_MATCH_ROW', { ...unknown }, { mend: suggestName(unknown.source, names) });
}

function refuseUnknownColumns({ columns = {} }: MatchPlan, seen: ReadonlySet<string>): void {
  const unknown = Object.keys(columns).find((column) => !seen.has(column));
  if (unknown !== undefined)
    throw matchError('FLX_MATCH_PLAN_COLUMN', { column: unknown }, { mend: suggestName(unknown, [...seen]) });
}
