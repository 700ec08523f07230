import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep, runToEnd } from '../../../test/support/action-call.ts';
import { CLIENT_NAME, clientPfx, serverCertificate, serverKey } from '../../../test/support/certificates.ts';
import { type LocalService, type Reply, startLocalService } from '../../../test/support/local-service.ts';
import { createManualClock } from '../../../test/support/manual-clock.ts';
import { createBinary, type Value, type ValueObject } from '../language/index.ts';
import { http } from './http.ts';

let service: LocalService;
beforeAll(async () => {
  service = await startLocalService();
});
afterAll(() => service.close());

function call(inputs: ValueObject, rest: ValueObject = {}) {
  const definition = { inputs: { method: 'GET', ...inputs, uri: `${service.url}${inputs['uri'] ?? '/'}` }, ...rest };
  return runToEnd({ kind: http, definition, clock: createManualClock() });
}

describe('an Http action sends', () => {
  it.each<[string, ValueObject, object]>([
    [
      'method, path and queries',
      { method: 'delete', uri: '/a?x=1', queries: { y: 'é&', z: 2, none: null } },
      { method: 'DELETE', url: '/a?x=1&y=%C3%A9%26&z=2' },
    ],
    [
      'headers of any kind of value',
      { headers: { 'X-One': 1, 'X-Two': ['a', 'b'], 'X-None': null } },
      { headers: { 'x-one': '1', 'x-two': 'a,b' } },
    ],
    ['cookies', { cookie: 'a=b' }, { headers: { cookie: 'a=b' } }],
    [
      'text',
      { method: 'POST', body: 'héllo' },
      { body: 'héllo', headers: { 'content-type': 'text/plain; charset=utf-8' } },
    ],
    [
      'values as JSON',
      { method: 'POST', body: { a: [1, true, null] } },
      { body: '{"a":[1,true,null]}', headers: { 'content-type': 'application/json; charset=utf-8' } },
    ],
    ['a number', { method: 'PUT', body: 5 }, { body: '5' }],
    [
      'the content type that is asked for',
      { method: 'POST', body: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
      { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'content in an envelope',
      { method: 'POST', body: createBinary('<x/>', 'application/xml') },
      { body: '<x/>', headers: { 'content-type': 'application/xml' } },
    ],
    [
      'form fields',
      {
        method: 'POST',
        body: { '$content-type': 'application/x-www-form-urlencoded', $formdata: [{ key: 'a b', value: 'c&d' }] },
      },
      { body: 'a+b=c%26d' },
    ],
    [
      'parts',
      {
        method: 'POST',
        body: {
          '$content-type': 'multipart/form-data; boundary=BB',
          $multipart: [
            { headers: { 'Content-Disposition': 'form-data; name="a"' }, body: 'text' },
            { headers: { 'Content-Disposition': 'form-data; name="b"; filename="b.json"' }, body: { b: 1 } },
          ],
        },
      },
      {
        headers: { 'content-type': 'multipart/form-data; boundary=BB' },
        body: '--BB\r\nContent-Disposition: form-data; name="a"\r\n\r\ntext\r\n--BB\r\nContent-Disposition: form-data; name="b"; filename="b.json"\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{"b":1}\r\n--BB--\r\n',
      },
    ],
    [
      'who calls',
      { method: 'POST' },
      {
        headers: {
          'x-ms-workflow-run-id': 'run-1',
          'x-ms-workflow-operation-name': 'Step',
          'x-ms-client-tracking-id': 'tracking-1',
          'idempotency-key': 'run-1/Step',
        },
      },
    ],
    [
      'basic authentication',
      { authentication: { type: 'Basic', username: 'u', password: 'p:é' } },
      { headers: { authorization: `Basic ${Buffer.from('u:p:é').toString('base64')}` } },
    ],
    [
      'raw authentication',
      { authentication: { type: 'Raw', value: 'Key 1' } },
      { headers: { authorization: 'Key 1' } },
    ],
    ['no authentication', { authentication: { type: 'None' } }, {}],
  ])('%s', async (_name, inputs, expected) => {
    service.answer(() => ({ body: 'ok' }));
    expect(await call(inputs)).toMatchObject({ status: 'Succeeded' });
    expect(service.received[0]).toMatchObject(expected);
  });

  it('nothing of the run when that is suppressed', async () => {
    service.answer(() => ({}));
    await call({ method: 'POST' }, { operationOptions: 'SuppressWorkflowHeaders, DisableAsyncPattern' });
    expect(Object.keys(service.received[0]?.headers ?? {}).filter((name) => /^x-ms|^idempotency/.test(name))).toEqual(
      [],
    );
  });

  it('a token of the directory, fetched once while it holds', async () => {
    service.answer(({ url }) =>
      url.startsWith('/contoso/') ? { body: { access_token: 'T', expires_in: '3600' } } : { body: 'ok' },
    );
    const authentication = {
      type: 'ActiveDirectoryOAuth',
      authority: service.url,
      tenant: 'contoso',
      audience: 'https://a/',
      clientId: 'c',
      secret: 's',
    };
    await call({ authentication });
    await call({ authentication });
    expect(service.received.map(({ url }) => url)).toEqual(['/contoso/oauth2/token', '/', '/']);
    expect(service.received[0]?.body).toBe(
      'grant_type=client_credentials&client_id=c&client_secret=s&resource=https%3A%2F%2Fa%2F',
    );
    expect(service.received[2]?.headers.authorization).toBe('Bearer T');
  });
});

describe('an Http action with a client certificate', () => {
  it('shows it to the service, and only to that one', async () => {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, serverCertificate]);
    const seen: unknown[] = [];
    const secure = createServer({
      key: serverKey,
      cert: serverCertificate,
      requestCert: true,
      rejectUnauthorized: false,
    });
    secure.on('request', (message, reply) => {
      const { subject } = (message.socket as TLSSocket).getPeerCertificate();
      seen.push(subject?.CN);
      reply.end('ok');
    });
    await new Promise<void>((done) => secure.listen(0, '127.0.0.1', done));
    const uri = `https://127.0.0.1:${(secure.address() as AddressInfo).port}/`;
    try {
      const authentication = { type: 'ClientCertificate', pfx: clientPfx.content, password: clientPfx.password };
      expect(await runStep({ kind: http, definition: { inputs: { uri, authentication } } })).toMatchObject({
        status: 'Succeeded',
      });
      expect(await runStep({ kind: http, definition: { inputs: { uri } } })).toMatchObject({ status: 'Succeeded' });
      expect(seen).toEqual([CLIENT_NAME, undefined]);
    } finally {
      setDefaultCACertificates(before);
      secure.closeAllConnections();
      await new Promise((done) => secure.close(done));
    }
  });

  it('fails clearly when its password is wrong', async () => {
    const authentication = { type: 'ClientCertificate', pfx: clientPfx.content, password: 'wrong' };
    const outcome = await runStep({
      kind: http,
      definition: { inputs: { uri: 'https://127.0.0.1:1/', authentication } },
    });
    expect(outcome).toMatchObject({ status: 'Failed', error: { message: expect.stringContaining('127.0.0.1:1') } });
  });
});

describe('an Http action gives', () => {
  it.each<[string, Reply, object]>([
    [
      'JSON as a value',
      { body: { a: 1 } },
      { status: 'Succeeded', code: 'OK', outputs: { statusCode: 200, body: { a: 1 } } },
    ],
    [
      'long numbers with all digits',
      { headers: { 'content-type': 'application/json' }, body: '12345678901234567890' },
      { outputs: { body: { value: 12345678901234567890n } } },
    ],
    [
      'text',
      { status: 201, headers: { 'content-type': 'text/plain' }, body: 'x' },
      { code: 'Created', outputs: { body: 'x' } },
    ],
    [
      'XML in an envelope',
      { headers: { 'content-type': 'application/xml' }, body: '<a/>' },
      { outputs: { body: { '$content-type': 'application/xml', $content: 'PGEvPg==' } } },
    ],
    [
      'form fields',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' },
      { outputs: { body: { $formdata: [{ key: 'a', value: '1' }] } } },
    ],
    ['no body', { status: 204 }, { code: 'NoContent', outputs: { statusCode: 204 } }],
    [
      'headers as the real host spells them',
      { headers: { 'content-language': 'eu', 'X-My': 'v' } },
      { outputs: { headers: { 'Content-Language': 'eu', 'x-my': 'v' } } },
    ],
    [
      'a failure that stays',
      { status: 404, body: { error: { message: 'gone' } } },
      {
        status: 'Failed',
        code: 'NotFound',
        error: { code: 'NotFound', message: 'gone' },
        isRetryable: false,
        outputs: { statusCode: 404 },
      },
    ],
    [
      'a failure that may pass',
      { status: 503, headers: { 'retry-after': '7' } },
      { status: 'Failed', code: 'ServiceUnavailable', isRetryable: true, retryAfterMilliseconds: 7000 },
    ],
    ['too many requests', { status: 429 }, { code: 'TooManyRequests', isRetryable: true }],
  ])('%s', async (_name, reply, expected) => {
    service.answer(() => reply);
    expect(await call({})).toMatchObject(expected);
  });

  it.each<[string, ValueObject, object]>([
    ['an address that is none', { uri: 'nowhere' }, { code: 'FLX_FLOW_INPUT' }],
    ['a file', { uri: 'file:///etc/passwd' }, { code: 'FLX_FLOW_INPUT' }],
    ['a method that is none', { uri: 'http://127.0.0.1/', method: 'G T' }, { code: 'FLX_FLOW_INPUT' }],
    ['the metadata service', { uri: 'http://169.254.169.254/' }, { code: 'FLX_EGRESS_REFUSED', isRetryable: false }],
    ['nobody there', { uri: 'http://127.0.0.1:1/' }, { code: 'FLX_CALL_UNREACHABLE', isRetryable: true }],
    [
      'a managed identity',
      { uri: 'http://127.0.0.1/', authentication: { type: 'ManagedServiceIdentity' } },
      { code: 'FLX_FLOW_AUTHENTICATION' },
    ],
    [
      'a raw sign-in without a value',
      { uri: 'http://127.0.0.1/', authentication: { type: 'Raw' } },
      { code: 'FLX_FLOW_INPUT' },
    ],
  ])('a clear failure: %s', async (_name, inputs, expected) => {
    expect(await runStep({ kind: http, definition: { inputs } })).toMatchObject({ status: 'Failed', ...expected });
  });

  it('nothing when it is stopped', async () => {
    const outcome = await runStep({
      kind: http,
      definition: { inputs: { uri: service.url } },
      abort: AbortSignal.abort(),
    });
    expect(outcome).toMatchObject({ status: 'Cancelled' });
  });
});

describe('a long operation', () => {
  const steps = (replies: readonly Reply[]) => {
    const left = [...replies];
    service.answer(() => left.shift() ?? { status: 500 });
  };

  it('is followed to its end, as often as the service asks', async () => {
    steps([
      { status: 202, headers: { location: '/status/1', 'retry-after': '30' } },
      { status: 202, headers: { location: '/status/2', 'retry-after': '60' } },
      { status: 202 },
      { status: 200, body: { done: true } },
    ]);
    const clock = createManualClock('2026-01-05T08:00:00.000Z');
    const inputs = { method: 'POST', uri: `${service.url}/start`, headers: { 'x-key': 'k' }, body: { a: 1 } };
    expect(await runToEnd({ kind: http, definition: { inputs }, clock })).toMatchObject({
      status: 'Succeeded',
      outputs: { body: { done: true } },
    });
    expect(service.received.map(({ method, url, headers }) => `${method} ${url} ${headers['x-key']}`)).toEqual([
      'POST /start k',
      'GET /status/1 k',
      'GET /status/2 k',
      'GET /status/2 k',
    ]);
    expect(clock.now().toISOString()).toBe('2026-01-05T08:01:40.000Z');
  });

  it('fails with what it ends in', async () => {
    steps([
      { status: 202, headers: { location: '/s' } },
      { status: 409, body: { message: 'taken' } },
    ]);
    expect(await call({ method: 'POST' })).toMatchObject({ status: 'Failed', code: 'Conflict', isRetryable: false });
  });

  it('is not begun again when a look gets no answer', async () => {
    steps([
      { status: 202, headers: { location: '/s' } },
      { status: 503 },
      { status: 503 },
      { status: 200, body: 'end' },
    ]);
    expect(await call({ method: 'POST' })).toMatchObject({ status: 'Succeeded' });
    expect(service.received.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('is given up after five looks without an answer', async () => {
    steps([{ status: 202, headers: { location: '/s' } }]);
    expect(await call({ method: 'POST' })).toMatchObject({
      status: 'Failed',
      code: 'InternalServerError',
      isRetryable: false,
    });
    expect(service.received).toHaveLength(6);
  });

  it.each<[string, Reply, ValueObject]>([
    [
      'the action does not want it',
      { status: 202, headers: { location: '/s' } },
      { operationOptions: 'DisableAsyncPattern' },
    ],
    ['there is no address to look at', { status: 202 }, {}],
  ])('is not followed when %s', async (_name, reply, rest) => {
    steps([reply]);
    expect(await call({}, rest)).toMatchObject({ status: 'Succeeded', code: 'Accepted', outputs: { statusCode: 202 } });
  });
});

describe('pages', () => {
  const policy = (minimumItemCount: Value) => ({ runtimeConfiguration: { paginationPolicy: { minimumItemCount } } });
  const page = (from: number, next?: object): Reply => ({ body: { value: [from, from + 1], ...next } });

  it.each<[string, Value, readonly Reply[], unknown]>([
    [
      'by nextLink, as far as wanted',
      3,
      [page(1, { nextLink: '/2' }), page(3, { nextLink: '/3' })],
      { value: [1, 2, 3, 4] },
    ],
    ['by @odata.nextLink, to the end', 100, [page(1, { '@odata.nextLink': '/2' }), page(3)], { value: [1, 2, 3, 4] }],
    ['by a Link header', 100, [{ body: [1], headers: { link: '</2>; rel="next"' } }, { body: [2] }], [1, 2]],
    ['only one when it holds enough', 1, [page(1, { nextLink: '/2' })], { value: [1, 2], nextLink: '/2' }],
  ])('are put together: %s', async (_name, count, replies, body) => {
    const left = [...replies];
    service.answer(() => left.shift() ?? { status: 500 });
    expect(await call({}, policy(count))).toMatchObject({ outputs: { body } });
    expect(left).toHaveLength(0);
  });

  it('fail as a whole when one of them does', async () => {
    const left: Reply[] = [page(1, { nextLink: '/2' }), { status: 503 }];
    service.answer(() => left.shift() ?? {});
    expect(await call({}, policy(10))).toMatchObject({ status: 'Failed', isRetryable: true });
  });

  it('are not fetched without a policy', async () => {
    service.answer(() => page(1, { nextLink: '/2' }));
    expect(await call({})).toMatchObject({ outputs: { body: { nextLink: '/2' } } });
  });
});

describe('chunks', () => {
  const chunked = { runtimeConfiguration: { contentTransfer: { transferMode: 'Chunked' } } };

  it('carry a large body up after it has been announced', async () => {
    service.answer(({ method }) =>
      method === 'POST'
        ? { headers: { location: '/upload/1', 'x-ms-chunk-size': '4' } }
        : { headers: { 'x-ms-chunk-size': '4' }, body: 'kept' },
    );
    expect(await call({ method: 'POST', body: '0123456789' }, chunked)).toMatchObject({
      status: 'Succeeded',
      outputs: { body: 'kept' },
    });
    expect(
      service.received.map(({ method, url, body, headers }) => [
        method,
        url,
        body,
        headers['content-range'] ?? headers['x-ms-content-length'],
      ]),
    ).toEqual([
      ['POST', '/', '', '10'],
      ['PATCH', '/upload/1', '0123', 'bytes=0-3/10'],
      ['PATCH', '/upload/1', '4567', 'bytes=4-7/10'],
      ['PATCH', '/upload/1', '89', 'bytes=8-9/10'],
    ]);
  });

  it('bring a partial answer down to its end', async () => {
    const text = 'abcdefghij';
    service.answer(({ headers }) => {
      const start = Number(/bytes=(\d+)/.exec(String(headers.range))?.[1] ?? 0);
      const end = Math.min(start + 3, text.length - 1);
      return {
        status: 206,
        headers: { 'content-type': 'text/plain', 'content-range': `bytes ${start}-${end}/${text.length}` },
        body: text.slice(start, end + 1),
      };
    });
    expect(await call({}, chunked)).toMatchObject({ outputs: { statusCode: 200, body: text } });
    expect(service.received.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=4-7', 'bytes=8-9']);
  });

  it('stay partial without that mode', async () => {
    service.answer(() => ({ status: 206, headers: { 'content-range': 'bytes 0-1/4' }, body: 'ab' }));
    expect(await call({})).toMatchObject({ code: 'PartialContent' });
    expect(service.received).toHaveLength(1);
  });
});
