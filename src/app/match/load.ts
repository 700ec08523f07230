import { basename, dirname } from 'node:path';
import { everyFile } from '../../base/file-gate.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Attribute } from '../../model/attribute.ts';
import type { MatchPlan } from '../../model/match-plan.ts';
import { findSourceKind } from '../../sources/index.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import type { StageTiming } from '../../sql/stage.ts';
import { inferRoles } from '../../unify/probability/infer/infer.ts';
import type { RoleColumn } from '../../unify/probability/role.ts';
import { matchError } from './catalogue.ts';
import type { MatchContext, MatchRequest } from './match-files.ts';

/** Column that numbers the rows of all files. */
export const MATCH_RID = '__rid';

/** A file that was read, with what its columns are. */
export interface LoadedSource {
  readonly name: string;
  readonly table: string;
  readonly key: string;
  readonly columns: readonly RoleColumn[];
}

interface LoadContext extends MatchContext {
  readonly workFolder: string;
}

/** Reads the files, in the order of their names, and recognises their columns. */
export async function loadSources(
  session: EngineSession,
  request: MatchRequest,
  context: LoadContext,
): Promise<{ readonly sources: readonly LoadedSource[]; readonly timing: StageTiming }> {
  const started = context.clock.monotonicSeconds();
  const sources: LoadedSource[] = [];
  const attributesSeen = new Set<string>();
  let rows = 0;
  for (const { name, path } of namedFiles(request.files)) {
    const table = `match_${name}`;
    const attributes = await loadFile(session, { name, path, table }, { ...request, ...context, rows });
    for (const attribute of attributes) attributesSeen.add(attribute.name);
    const key = keyColumn(attributes, request.key, path);
    const declared = declare(attributes, request.plan);
    const columns = await inferRoles(session, { table, attributes: declared, key });
    sources.push({ name, table, key, columns });
    rows += await session.rowCount(table);
  }
  refuseUnknownColumns(request.plan, attributesSeen);
  const timing = { name: 'load', seconds: context.clock.monotonicSeconds() - started, rows };
  context.onStage?.(timing);
  return { sources, timing };
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

async function loadFile(
  session: EngineSession,
  { name, path, table }: { readonly name: string; readonly path: string; readonly table: string },
  context: LoadContext & Pick<MatchRequest, 'key'> & { readonly rows: number },
): Promise<Attribute[]> {
  const kind = findSourceKind(/\.parquet$/i.test(path) ? 'parquet' : 'csv');
  const raw = `${table}_raw`;
  const { columns } = await kind.land(
    { entity: name, options: {}, entityOptions: { path } },
    { session, table: raw },
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
  const attributes = columns.map(({ name: column, rawType }): Attribute => ({ name: column, type: rawType }));
  const key = id(keyColumn(attributes, context.key, path));
  const all = join(attributes.map((attribute) => id(attribute.name)));
  await session.run(
    sql`create or replace table ${id(table)} as select cast(row_number() over (order by ${key}, ${session.dialect.hash([all])}) + ${context.rows} as integer) as ${id(MATCH_RID)}, ${all} from ${id(raw)}`,
  );
  await session.drop(raw);
  return attributes;
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

function refuseUnknownColumns({ columns = {} }: MatchPlan, seen: ReadonlySet<string>): void {
  const unknown = Object.keys(columns).find((column) => !seen.has(column));
  if (unknown !== undefined)
    throw matchError('FLX_MATCH_PLAN_COLUMN', { column: unknown }, { mend: suggestName(unknown, [...seen]) });
}
