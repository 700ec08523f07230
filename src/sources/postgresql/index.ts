import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import Type from 'typebox';
import { messageOf } from '../../base/errors.ts';
import { createToken } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { systemRandom } from '../../base/random.ts';
import { strict } from '../../model/name.ts';
import type { ColumnType } from '../../sql/column.ts';
import { sourceError } from '../catalogue.ts';
import { transient } from '../failure.ts';
import type { EntityRequest, SourceContext, SourceKind } from '../kind.ts';
import { landChunks, type SourceRow } from '../landing/raw-rows.ts';

const ROWS_A_CHUNK = 5000;
const CONNECT_TIMEOUT_SECONDS = 15;

/** Type of a column by the object id of its PostgreSQL type (pg_type.oid). */
const TYPES: ReadonlyMap<number, ColumnType> = new Map([
  [16, 'boolean'],
  [20, 'integer'],
  [21, 'integer'],
  [23, 'integer'],
  [700, 'double'],
  [701, 'double'],
  [1700, 'decimal'],
  [1082, 'date'],
  [1114, 'dateTime'],
  [1184, 'dateTime'],
  [2950, 'guid'],
]);

/** Tables, views and queries of a PostgreSQL database. */
export const postgresqlSource: SourceKind = Object.freeze({
  kind: 'postgresql',
  title: 'PostgreSQL',
  summary: 'Tables, views or queries of a PostgreSQL database.',
  options: Type.Object(
    {
      host: Type.String({ minLength: 1, description: 'Name or address of the server.' }),
      port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535, description: 'Default 5432.' })),
      database: Type.String({ minLength: 1 }),
      user: Type.String({ minLength: 1 }),
      password: Type.Optional(Type.String({ description: 'Write it as ${env:NAME} or ${file:/path}.' })),
      ssl: Type.Optional(
        Type.Boolean({ description: 'Encrypt the connection and check the certificate. Default false.' }),
      ),
    },
    strict,
  ),
  entityOptions: Type.Object(
    {
      table: Type.Optional(
        Type.String({ description: 'Table or view, with schema if needed. Default: the name of the entity.' }),
      ),
      query: Type.Optional(Type.String({ maxLength: 20_000, description: 'A select statement instead of a table.' })),
    },
    strict,
  ),
  example: {
    options: { host: 'db.example.org', database: 'shop', user: 'reader', password: '${env:SHOP_PASSWORD}' },
    entityOptions: { table: 'public.orders' },
  },
  supportsIncremental: true,
  testConnection: (options: JsonObject, context: SourceContext) =>
    withClient(options, context, async (client) => {
      const { rows } = await client.query<{ version: string }>('select version()');
      return { summary: rows[0]?.version ?? 'connected' };
    }),
  listEntities: (options: JsonObject, context: SourceContext) =>
    withClient(options, context, async (client) => {
      const { rows } = await client.query<{ schema: string; name: string }>(
        "select table_schema as schema, table_name as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2",
      );
      return rows.map(({ schema, name }) => ({
        name,
        title: `${schema}.${name}`,
        entityOptions: { table: `${schema}.${name}` },
      }));
    }),
  land: (request, place, context) =>
    withClient(request.options, context, async (client) => {
      const knownTypes = new Map<string, ColumnType>();
      const stagingPath = join(context.workFolder, `${createToken(systemRandom, 8)}.jsonl`);
      const columns = await landChunks(place, {
        stagingPath,
        knownTypes,
        chunks: readRows(client, request, knownTypes),
      });
      return { columns };
    }),
} satisfies SourceKind);

async function withClient<Result>(
  options: JsonObject,
  context: SourceContext,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const host = String(options['host']);
  const port = Number(options['port'] ?? 5432);
  const target = `postgresql://${host}:${port}/${String(options['database'])}`;
  const address = await context.resolveHost(host).catch((cause: unknown) => {
    throw explain(cause, target);
  });
  const client = new Client(configOf(options, { host, address, port }));
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (cause) {
    throw explain(cause, target);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function configOf(
  options: JsonObject,
  { host, address, port }: { host: string; address: string; port: number },
): ClientConfig {
  return {
    host: address,
    port,
    database: String(options['database']),
    user: String(options['user']),
    ...(options['password'] !== undefined && { password: String(options['password']) }),
    ...(options['ssl'] === true && { ssl: { servername: host } }),
    connectionTimeoutMillis: CONNECT_TIMEOUT_SECONDS * 1000,
    application_name: 'fluxu',
    types: { getTypeParser: () => (value: string) => value },
  };
}

async function* readRows(
  client: Client,
  request: EntityRequest,
  knownTypes: Map<string, ColumnType>,
): AsyncIterable<SourceRow[]> {
  await client.query('begin read only');
  await client.query("set local datestyle to 'ISO'; set local timezone to 'UTC'");
  const { text, values } = statementOf(request);
  await client.query(`declare fluxu no scroll cursor for ${text}`, values);
  for (;;) {
    const { rows, fields } = await client.query<Record<string, string | null>>(`fetch ${ROWS_A_CHUNK} from fluxu`);
    for (const field of fields) {
      const type = TYPES.get(field.dataTypeID);
      if (type) knownTypes.set(field.name, type);
    }
    if (rows.length === 0) break;
    yield rows.map((row) => normalizeBooleans(row, knownTypes));
  }
  await client.query('commit');
}

/** PostgreSQL writes booleans as t and f. */
function normalizeBooleans(row: Record<string, string | null>, types: ReadonlyMap<string, ColumnType>): SourceRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      types.get(name) === 'boolean' && value !== null ? String(value === 't') : value,
    ]),
  );
}

function statementOf({ entity, entityOptions, since, limit }: EntityRequest): { text: string; values: string[] } {
  const query = entityOptions['query'];
  const table = String(entityOptions['table'] ?? entity);
  const from = query === undefined ? quoteTable(table) : `(${String(query).replace(/;\s*$/, '')})`;
  const isNewer = since?.column !== undefined && since.value !== undefined;
  const where = isNewer ? ` where source.${quote(since.column ?? '')} >= $1` : '';
  const most = limit === undefined ? '' : ` limit ${Math.trunc(limit)}`;
  return { text: `select * from ${from} as source${where}${most}`, values: isNewer ? [since.value ?? ''] : [] };
}

function quoteTable(table: string): string {
  return table.split('.').map(quote).join('.');
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function explain(cause: unknown, target: string): unknown {
  const code = (cause as { code?: string }).code ?? '';
  const reason = messageOf(cause);
  if (code.startsWith('FLX_') || code === '')
    return /timeout/i.test(reason)
      ? transient(sourceError('FLX_SOURCE_UNREACHABLE', { target, reason }, { cause }))
      : asKnown(cause, target, reason);
  if (/^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE)/.test(code) || /^08/.test(code))
    return transient(sourceError('FLX_SOURCE_UNREACHABLE', { target, reason }, { cause }));
  if (/^(28|42501|3D)/.test(code)) return sourceError('FLX_SOURCE_REFUSED', { target, reason }, { cause });
  if (/^(53|57|40|55)/.test(code)) return transient(sourceError('FLX_SOURCE_BUSY', { target, reason }, { cause }));
  return sourceError('FLX_SOURCE_REQUEST', { target, reason }, { cause });
}

function asKnown(cause: unknown, target: string, reason: string): unknown {
  return (cause as { code?: string }).code === undefined && cause instanceof Error && /terminated|ended/i.test(reason)
    ? transient(sourceError('FLX_SOURCE_UNREACHABLE', { target, reason }, { cause }))
    : cause;
}
