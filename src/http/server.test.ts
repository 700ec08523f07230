import type Type from 'typebox';
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleApp } from '../../test/browser/support/sample-app.ts';
import { sampleHome } from '../../test/browser/support/sample-home.ts';
import { DefinitionRecord } from '../app/view/definition.ts';
import { EntityRow, EntityView } from '../app/view/entity.ts';
import { FlowView, RunSummary } from '../app/view/flow.ts';
import { HomeView } from '../app/view/home.ts';
import { LearnedWeights } from '../app/view/matching.ts';
import { MessageView } from '../app/view/message.ts';
import { pageOf } from '../app/view/page.ts';
import { RefreshJobView } from '../app/view/refresh.ts';
import { ReadinessView, SystemView } from '../app/view/system.ts';
import { EvaluationView, WatcherView } from '../app/view/watcher.ts';
import { BODY_LIMIT_BYTES, MAX_BODY_DEPTH } from './body.ts';
import { allOf } from './schema.ts';
import { createHttpServer, type HttpServer } from './server.ts';

const app = createSampleApp();
let server: HttpServer;
let base: string;

beforeAll(async () => {
  server = await createHttpServer(app, {
    access: 'open',
    webRoot: '/nowhere',
    version: '1.2.3',
    publicUrl: 'https://fluxu.example',
  });
  base = await server.listen();
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };
const call = (path: string, init?: RequestInit) => fetch(`${base}${path}`, init);
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(path, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const problemOf = async (response: Response) => (await response.json()) as Record<string, unknown> & { code: string };

describe('the API', () => {
  it.each<[string, Type.TSchema]>([
    ['/api/home', HomeView],
    ['/api/messages', pageOf(MessageView)],
    ['/api/refreshes?limit=5', pageOf(RefreshJobView)],
    [`/api/refreshes/${sampleHome.lastRefresh?.jobId}`, RefreshJobView],
    ['/api/entities', allOf(EntityView)],
    ['/api/entities/Customer/rows', pageOf(EntityRow)],
    ['/api/definitions/segment', allOf(DefinitionRecord)],
    ['/api/definitions/segment/HighValue', DefinitionRecord],
    ['/api/definitions/segment/HighValue/history', allOf(DefinitionRecord)],
    ['/api/triggers', allOf(WatcherView)],
    ['/api/triggers/any/evaluations', pageOf(EvaluationView)],
    ['/api/flows', allOf(FlowView)],
    ['/api/runs?status=Failed&limit=2', pageOf(RunSummary)],
    ['/api/matching/weights', LearnedWeights],
    ['/api/system', SystemView],
    ['/readyz', ReadinessView],
  ])('answers %s in the shape it promises', async (path, schema) => {
    const response = await call(path);
    const body: unknown = await response.json();
    expect({ status: response.status, faults: [...Value.Errors(schema, body)] }).toEqual({ status: 200, faults: [] });
  });

  it('starts a refresh and says where to follow it', async () => {
    const response = await post('/api/refreshes', { scope: { kind: 'full' } });
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toMatch(/^\/api\/refreshes\//);
    expect((await post(`${response.headers.get('location')}/cancel`, '')).status).toBe(200);
  });

  it('gives a definition its version as ETag and passes the expected one on', async () => {
    expect((await call('/api/definitions/segment/HighValue')).headers.get('etag')).toBe('"1"');
    const refused = await call('/api/definitions/segment/HighValue', {
      method: 'PUT',
      headers: { ...json, 'if-match': '"one"' },
      body: '{}',
    });
    expect([refused.status, (await problemOf(refused)).code]).toEqual([400, 'FLX_HTTP_VERSION']);
  });
});

describe('a request that cannot be taken', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  it.each<[string, () => Promise<Response>, number, string]>([
    ['an unknown path', () => call('/api/nothing'), 404, 'FLX_HTTP_NO_ROUTE'],
    ['an unknown method', () => call('/api/home', { method: 'DELETE' }), 404, 'FLX_HTTP_NO_ROUTE'],
    ['a thing that is not there', () => call('/api/definitions/segment/Nobody'), 422, 'FLX_UNKNOWN_ENTITY'],
    ['a limit beyond the largest', () => call('/api/runs?limit=501'), 422, 'FLX_INVALID'],
    ['an unknown kind', () => call('/api/definitions/segmint'), 422, 'FLX_INVALID'],
    ['a body that is not JSON', () => post('/api/plan', '{"workspace":'), 400, 'FLX_HTTP_BODY_NOT_JSON'],
    ['a missing body', () => post('/api/plan', ''), 422, 'FLX_INVALID'],
    ['a body that would change prototypes', () => post('/api/plan', '{"__proto__":{}}'), 400, 'FLX_HTTP_BODY_NOT_JSON'],
    ['one level too deep', () => post('/api/plan', deep(MAX_BODY_DEPTH + 1)), 400, 'FLX_HTTP_BODY_TOO_DEEP'],
    ['the deepest allowed', () => post('/api/plan', deep(MAX_BODY_DEPTH)), 422, 'FLX_INVALID'],
    [
      'one byte too many',
      () => post('/api/refreshes', `"${'a'.repeat(BODY_LIMIT_BYTES)}"`),
      413,
      'FLX_HTTP_BODY_TOO_LARGE',
    ],
    [
      'a body of another type',
      () => post('/api/plan', 'a: 1', { 'content-type': 'text/yaml' }),
      415,
      'FLX_HTTP_MEDIA_TYPE',
    ],
    ['a cut-off escape', () => call('/api/runs/%E0%A4%A'), 400, 'FLX_HTTP_BAD_REQUEST'],
  ])('%s is told as a problem with code and mend', async (_name, send, status, code) => {
    const response = await send();
    const problem = await problemOf(response);
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(problem).toMatchObject({ type: `urn:fluxu:error:${code.toLowerCase()}`, mend: expect.stringMatching(/\S/) });
  });

  it('names every fault of a body with its place', async () => {
    const problem = await problemOf(await post('/api/plan', { workspace: { segmints: [] }, prune: 'yes' }));
    const places = (problem['problems'] as { place: { pointer: string } }[]).map(({ place }) => place.pointer);
    expect(places.sort()).toEqual(['/prune', '/workspace/segmints']);
  });

  it('does not tell what went wrong inside', async () => {
    const failing = await createHttpServer(
      { ...app, home: () => Promise.reject(new Error('password=hunter2')) },
      { access: 'open', webRoot: '/nowhere', version: '1' },
    );
    const response = await fetch(`${await failing.listen()}/api/home`);
    const text = await response.text();
    await failing.close();
    expect(response.status).toBe(500);
    expect(text).toContain('FLX_INTERNAL');
    expect(text).not.toContain('hunter2');
  });
});

describe('the OpenAPI document', () => {
  const read = async () => (await (await call('/api/openapi.json')).json()) as Record<string, unknown>;

  it('describes every route once, under its own name', async () => {
    const paths = (await read())['paths'] as Record<string, Record<string, { operationId: string }>>;
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(ids.length).toBeGreaterThan(25);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers only to what it holds', async () => {
    const document = await read();
    const held = Object.keys((document['components'] as { schemas: object }).schemas).map(
      (name) => `#/components/schemas/${name}`,
    );
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(references).difference(new Set(held))).toEqual(new Set());
  });

  it('is shown as a page without script and without other hosts', async () => {
    const page = await (await call('/api/docs')).text();
    expect(page).toContain('/api/refreshes/{id}/cancel');
    expect(page).not.toMatch(/<script|https?:\/\//);
  });
});
