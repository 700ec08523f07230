import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ForeignService, startForeignService } from '../../../test/connector/foreign-service.ts';
import { systemClock } from '../../base/clock.ts';
import { callOperation } from './call.ts';
import { listChoices } from './choices/choices.ts';
import { poll, retryAfter } from './triggers/poll.ts';
import { subscribe, unsubscribe } from './triggers/subscribe.ts';

let service: ForeignService;
beforeAll(async () => {
  service = await startForeignService();
});
afterAll(() => service.close());

function callFor(operationId: string, parameters: Record<string, unknown> = {}) {
  return {
    connector: service.connector,
    operationId,
    parameters,
    connection: { key: 'secret' },
    idempotencyKey: 'k',
    fetch,
    clock: systemClock,
  };
}

describe('a foreign connector', () => {
  it('gives one page, or as many as hold the items asked for', async () => {
    const ids = async (minimumItemCount?: number) => {
      const { body } = await callOperation({ ...callFor('Rows'), minimumItemCount });
      return (body as { value: { id: number }[] }).value.map(({ id }) => id);
    };
    expect(await ids()).toEqual([1, 2]);
    expect(await ids(3)).toEqual([1, 2, 3, 4]);
    expect(await ids(100)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(service.seen.at(-1)?.key).toBe('secret');
  });

  it('does not take its credentials to a next page on another host', async () => {
    await expect(callOperation({ ...callFor('Foreign'), minimumItemCount: 10 })).rejects.toMatchObject({
      code: 'FLX_CALL_FOREIGN_LINK',
      isRetryable: false,
    });
  });

  it('gives an error of the service as an answer', async () => {
    expect(await callOperation(callFor('Missing'))).toMatchObject({ statusCode: 404, body: { error: 'none' } });
  });

  it('is not called without what its connection must hold', async () => {
    const before = service.seen.length;
    await expect(callOperation({ ...callFor('Rows'), connection: { key: '' } })).rejects.toMatchObject({
      code: 'FLX_CONNECTION_PARAMETER_MISSING',
      isRetryable: false,
    });
    expect(service.seen.length).toBe(before);
  });

  it('is called by method and path too', async () => {
    const { connector, connection, idempotencyKey, clock } = callFor('');
    const answer = await callOperation({
      connector,
      connection,
      idempotencyKey,
      clock,
      fetch,
      route: { method: 'get', path: '/lists', queries: { filter: 'x' } },
    });
    expect(answer.statusCode).toBe(200);
    expect(service.seen.at(-1)).toMatchObject({ url: '/api/lists?filter=x', key: 'secret' });
  });

  it('fetches first what a policy needs, and changes answers as policies say', async () => {
    expect((await callOperation(callFor('Patch', { 'body/a': 1 }))).statusCode).toBe(204);
    expect(service.seen.at(-1)).toMatchObject({ method: 'PATCH', etag: 'W/"5"', body: '{"a":1}' });
    expect(await callOperation(callFor('Map'))).toMatchObject({
      headers: { 'x-seen': 'yes' },
      body: { map: { a: 1 }, list: [{ k: 'a', v: 1 }] },
    });
  });

  it('polls from where it stopped, by policy', async () => {
    const first = await poll(callFor('News'));
    expect(first).toMatchObject({
      items: [{ at: 'b' }, { at: 'a' }],
      state: `${service.url}/api/news?since=b`,
      retryAfterSeconds: 30,
    });
    expect(await poll({ ...callFor('News'), state: first.state })).toMatchObject({
      items: [],
      state: `${service.url}/api/news?since=b`,
    });
    expect(service.seen.at(-1)).toMatchObject({ url: '/api/news?since=b', key: 'secret' });
  });

  it('polls from where it stopped, by Location', async () => {
    const first = await poll(callFor('Native'));
    expect(first.items).toEqual([{ n: 1 }]);
    const second = await poll({ ...callFor('Native'), state: first.state });
    expect(second).toMatchObject({ items: [], state: expect.stringContaining('state=2'), retryAfterSeconds: 5 });
  });

  it('subscribes with the callback address where the definition wants it, and ends the subscription', async () => {
    const made = await subscribe({
      ...callFor('Hook', { 'body/list': 'l1' }),
      callbackUrl: 'https://fluxu.example/c/1',
    });
    expect(JSON.parse(service.seen.at(-1)?.body ?? '')).toEqual({
      list: 'l1',
      target: { url: 'https://fluxu.example/c/1' },
    });
    expect(made.location).toBe(`${service.url}/api/hooks/7`);
    await unsubscribe({ ...callFor('Hook'), location: made.location ?? '' });
    expect(service.seen.at(-1)).toMatchObject({ method: 'DELETE', url: '/api/hooks/7', key: 'secret' });
  });

  it.each([
    ['Refusing', 'FLX_CALL_SUBSCRIBE_FAILED', true],
    ['Lists', 'FLX_CALL_NOT_WEBHOOK', false],
  ])('explains a subscription that %s does not take', async (operationId, code, isRetryable) => {
    await expect(
      subscribe({ ...callFor(operationId), callbackUrl: 'https://fluxu.example/c/1' }),
    ).rejects.toMatchObject({ code, isRetryable });
  });

  it('lists the values to pick from, which may depend on other parameters', async () => {
    expect(await listChoices({ ...callFor('Hook', { q: 'abc' }), parameter: 'body/list' })).toEqual([
      { value: 'l1', title: 'One' },
    ]);
    expect(service.seen.at(-1)?.url).toBe('/api/lists?filter=abc');
    await expect(listChoices({ ...callFor('Hook'), parameter: 'q' })).rejects.toMatchObject({
      code: 'FLX_CALL_NO_CHOICES',
    });
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-23T09:00:00Z');
  it.each([
    ['120', 120],
    ['Mon, 23 Nov 2026 09:01:00 GMT', 60],
    ['Mon, 23 Nov 2026 08:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s is %s seconds', (header, seconds) => {
    expect(retryAfter(header, now)).toBe(seconds);
  });
});
