import { join } from 'node:path';
import Type from 'typebox';
import { isFluxuError, messageOf } from '../../base/errors.ts';
import { createToken } from '../../base/ids.ts';
import { isPlainObject, type JsonObject } from '../../base/json.ts';
import { systemRandom } from '../../base/random.ts';
import { oneOf, strict } from '../../model/name.ts';
import { sourceError } from '../catalogue.ts';
import { transient } from '../failure.ts';
import type { EntityRequest, SourceContext, SourceKind } from '../kind.ts';
import { landChunks, type SourceRow } from '../landing/raw-rows.ts';

const TIMEOUT_SECONDS = 60;
const MAX_ANSWER_BYTES = 100_000_000;
const DEFAULT_MAX_PAGES = 1000;
const DEFAULT_PAGE_SIZE = 500;

const Paging = Type.Object(
  {
    kind: oneOf(['none', 'nextLink', 'offset', 'page'], 'How further rows are asked for. Default none.'),
    nextLink: Type.Optional(
      Type.String({
        description: 'nextLink: path in the answer to the address of the next page. Default @odata.nextLink.',
      }),
    ),
    parameter: Type.Optional(
      Type.String({ description: 'offset and page: query parameter that counts. Default offset or page.' }),
    ),
    sizeParameter: Type.Optional(
      Type.String({ description: 'Query parameter for the number of rows. Default limit.' }),
    ),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'Rows a page. Default 500.' })),
    firstPage: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1, description: 'Number of the first page. Default 1.' }),
    ),
    maxPages: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'Most pages. Default 1000.' })),
  },
  strict,
);

/** Rows from an HTTP API that answers with JSON, OData included. */
export const httpSource: SourceKind = Object.freeze({
  kind: 'http',
  title: 'HTTP JSON',
  summary: 'Rows of an HTTP API that answers with JSON, such as OData, page by page.',
  options: Type.Object(
    {
      url: Type.String({ minLength: 8, description: 'Base address; paths of entities are added to it.' }),
      headers: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Headers of every request.' })),
      authentication: Type.Optional(
        Type.Object(
          {
            kind: oneOf(['none', 'basic', 'bearer', 'header'], 'How requests are signed.'),
            user: Type.Optional(Type.String()),
            password: Type.Optional(Type.String()),
            token: Type.Optional(Type.String()),
            header: Type.Optional(Type.String({ description: 'Name of the header that carries the key.' })),
            value: Type.Optional(Type.String()),
          },
          { ...strict, description: 'Write secrets as ${env:NAME} or ${file:/path}.' },
        ),
      ),
    },
    strict,
  ),
  entityOptions: Type.Object(
    {
      path: Type.Optional(Type.String({ description: 'Added to the base address. Default: the name of the entity.' })),
      query: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Query parameters.' })),
      rows: Type.Optional(
        Type.String({
          description:
            'Path in the answer to the rows, e.g. data.items. Default: value, items, data, or the answer itself.',
        }),
      ),
      paging: Type.Optional(Paging),
      since: Type.Optional(
        Type.String({ description: 'Incremental: query parameter that takes the newest last-updated value.' }),
      ),
    },
    strict,
  ),
  example: {
    options: { url: 'https://api.example.org/v1', authentication: { kind: 'bearer', token: '${env:API_TOKEN}' } },
    entityOptions: { path: 'contacts', rows: 'items', paging: { kind: 'page' } },
  },
  supportsIncremental: true,
  testConnection: async (options: JsonObject, context: SourceContext) => {
    const { status } = await request(new URL(String(options['url'])), options, context);
    return { summary: `answered with ${status}` };
  },
  listEntities: async () => [],
  land: async (entityRequest, place, context) => {
    const stagingPath = join(context.workFolder, `${createToken(systemRandom, 8)}.jsonl`);
    return { columns: await landChunks(place, { stagingPath, chunks: readPages(entityRequest, context) }) };
  },
} satisfies SourceKind);

interface PagingOptions {
  readonly kind: 'none' | 'nextLink' | 'offset' | 'page';
  readonly nextLink?: string;
  readonly parameter?: string;
  readonly sizeParameter?: string;
  readonly size?: number;
  readonly firstPage?: number;
  readonly maxPages?: number;
}

async function* readPages(entityRequest: EntityRequest, context: SourceContext): AsyncIterable<SourceRow[]> {
  const { options, entityOptions, limit } = entityRequest;
  const paging = (entityOptions['paging'] ?? { kind: 'none' }) as unknown as PagingOptions;
  const maxPages = paging.maxPages ?? DEFAULT_MAX_PAGES;
  let address: URL | undefined = firstAddress(entityRequest, paging);
  let read = 0;
  for (let page = 0; address; page++) {
    if (page >= maxPages) throw sourceError('FLX_SOURCE_PAGES', { target: address.origin, pages: maxPages });
    const { body } = await request(address, options, context);
    const rows = rowsIn(body, entityOptions['rows'], address);
    read += rows.length;
    yield rows;
    if (limit !== undefined && read >= limit) return;
    address = nextAddress({ body, rows, address, page, paging });
  }
}

function firstAddress({ entity, options, entityOptions, since }: EntityRequest, paging: PagingOptions): URL {
  const base = String(options['url']).replace(/\/$/, '');
  const address = new URL(`${base}/${String(entityOptions['path'] ?? entity).replace(/^\//, '')}`);
  for (const [name, value] of Object.entries((entityOptions['query'] ?? {}) as Record<string, string>))
    address.searchParams.set(name, value);
  const parameter = entityOptions['since'];
  if (parameter !== undefined && since?.value !== undefined) address.searchParams.set(String(parameter), since.value);
  return paging.kind === 'offset' || paging.kind === 'page' ? counted(address, paging, 0) : address;
}

function counted(address: URL, paging: PagingOptions, page: number): URL {
  const size = paging.size ?? DEFAULT_PAGE_SIZE;
  const next = new URL(address);
  const value = paging.kind === 'offset' ? page * size : page + (paging.firstPage ?? 1);
  next.searchParams.set(paging.parameter ?? paging.kind, String(value));
  next.searchParams.set(paging.sizeParameter ?? 'limit', String(size));
  return next;
}

function nextAddress({
  body,
  rows,
  address,
  page,
  paging,
}: {
  body: unknown;
  rows: readonly SourceRow[];
  address: URL;
  page: number;
  paging: PagingOptions;
}): URL | undefined {
  if (paging.kind === 'offset' || paging.kind === 'page')
    return rows.length < (paging.size ?? DEFAULT_PAGE_SIZE) ? undefined : counted(address, paging, page + 1);
  const path = paging.nextLink ?? '@odata.nextLink';
  const link = isPlainObject(body) && path in body ? body[path] : follow(body, path);
  return paging.kind === 'nextLink' && typeof link === 'string' && link !== '' ? new URL(link, address) : undefined;
}

function rowsIn(body: unknown, path: unknown, address: URL): SourceRow[] {
  const found = path === undefined ? guessRows(body) : follow(body, String(path));
  if (Array.isArray(found) && found.every(isPlainObject)) return found;
  throw sourceError('FLX_SOURCE_ANSWER', {
    target: address.origin,
    reason: `there is no list of objects at '${String(path ?? 'value, items or data')}'`,
  });
}

function guessRows(body: unknown): unknown {
  if (Array.isArray(body)) return body;
  if (!isPlainObject(body)) return undefined;
  return ['value', 'items', 'data', 'results'].map((name) => body[name]).find(Array.isArray);
}

function follow(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isPlainObject(at) ? at[key] : undefined), value);
}

async function request(
  address: URL,
  options: JsonObject,
  context: SourceContext,
): Promise<{ status: number; body: unknown }> {
  const timeout = AbortSignal.timeout(TIMEOUT_SECONDS * 1000);
  const signal = context.signal ? AbortSignal.any([context.signal, timeout]) : timeout;
  const target = address.origin + address.pathname;
  const answer = await context
    .fetch(address, { headers: headersOf(options), signal, redirect: 'error' })
    .catch((cause: unknown) => {
      if (isFluxuError(cause)) throw cause;
      throw transient(
        sourceError(
          'FLX_SOURCE_UNREACHABLE',
          { target, reason: messageOf((cause as { cause?: unknown }).cause ?? cause) },
          { cause },
        ),
      );
    });
  if (!answer.ok) throw explainStatus(answer.status, target);
  return { status: answer.status, body: await readJson(answer, target) };
}

function headersOf(options: JsonObject): Record<string, string> {
  const authentication = (options['authentication'] ?? { kind: 'none' }) as Record<string, string>;
  const headers = { accept: 'application/json', ...(options['headers'] as Record<string, string> | undefined) };
  if (authentication['kind'] === 'basic')
    return {
      ...headers,
      authorization: `Basic ${Buffer.from(`${authentication['user'] ?? ''}:${authentication['password'] ?? ''}`).toString('base64')}`,
    };
  if (authentication['kind'] === 'bearer')
    return { ...headers, authorization: `Bearer ${authentication['token'] ?? ''}` };
  return authentication['kind'] === 'header'
    ? { ...headers, [authentication['header'] ?? 'x-api-key']: authentication['value'] ?? '' }
    : headers;
}

function explainStatus(status: number, target: string) {
  const reason = `it answered with ${status}`;
  if (status === 401 || status === 403) return sourceError('FLX_SOURCE_REFUSED', { target, reason });
  if (status === 408 || status === 429 || status >= 500)
    return transient(sourceError('FLX_SOURCE_BUSY', { target, reason }));
  return sourceError('FLX_SOURCE_REQUEST', { target, reason });
}

async function readJson(answer: Response, target: string): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES)
      throw sourceError('FLX_SOURCE_ANSWER', { target, reason: 'the answer is larger than 100 MB' });
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch (cause) {
    throw sourceError('FLX_SOURCE_ANSWER', { target, reason: 'the answer is not JSON' }, { cause });
  }
}
