import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTeamsReceiver, type TeamsReceiver } from '../../../../demo/receivers/teams-receiver.ts';
import { systemClock } from '../../../base/clock.ts';
import { callOperation } from '../call.ts';
import { CallError } from '../call-error.ts';
import { findConnector } from '../index.ts';
import { createPayload, MESSAGE_LIMIT_BYTES } from './payload.ts';
import { createTextCard } from './text-card.ts';

let receiver: TeamsReceiver;
beforeAll(async () => {
  receiver = await startTeamsReceiver();
});
beforeEach(() => receiver.clear());
afterAll(() => receiver.stop());

const card = { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text: 'Kaixo, mundua' }] };

function post(operationId: string, body: Record<string, unknown>, connection: Record<string, unknown> = {}) {
  return callOperation({
    connector: findConnector('/providers/Microsoft.PowerApps/apis/shared_teams'),
    operationId,
    parameters: { poster: 'Flow bot', location: 'Channel', 'body/recipient/groupId': 'g', ...body },
    connection: { webhookUrl: receiver.url, ...connection },
    idempotencyKey: 'run-1/Post',
    link: 'https://fluxu.example.com/runs/1',
    fetch,
    clock: systemClock,
  });
}

describe('Teams through the Workflows webhook', () => {
  it('posts a card given as JSON text and says that accepted is not posted', async () => {
    const answer = await post('PostCardToConversation', { 'body/messageBody': JSON.stringify(card) });
    expect(answer.statusCode).toBe(202);
    expect(answer.body).toMatchObject({
      status: 'accepted',
      isTruncated: false,
      note: expect.stringContaining('run history'),
    });
    expect(receiver.cards()).toMatchObject([{ card, key: 'run-1/Post' }]);
  });

  it('posts a text as a card, HTML as Markdown', async () => {
    await post('PostMessageToConversation', {
      'body/messageBody':
        '<p>An <strong>error</strong> in <a href="https://x.example/r">run</a> &amp; more</p><ul><li>one</li></ul>',
      'body/subject': 'Refresh',
    });
    const [{ card: posted } = { card: {} }] = receiver.cards();
    expect(posted).toMatchObject({
      type: 'AdaptiveCard',
      body: [
        { text: 'Refresh', weight: 'Bolder' },
        { text: 'An **error** in [run](https://x.example/r) & more\n\n- one', wrap: true },
      ],
    });
  });

  it('sends the bare card where the workflow wants it, which one that loops over attachments cannot show', async () => {
    const answer = await post('PostCardToConversation', { 'body/messageBody': card }, { payload: 'card' });
    expect(answer.statusCode).toBe(202);
    expect(receiver.cards()).toEqual([]);
    expect(receiver.runs()).toMatchObject([
      { status: 'Failed', error: { message: expect.stringContaining("'attachments'") } },
    ]);
  });

  it('gives a 429 answer with its Retry-After to the retry policy', async () => {
    receiver.answerNext({
      status: 429,
      headers: { 'retry-after': '17' },
      body: '{"error":{"code":"TooManyRequests"}}',
    });
    const answer = await post('PostCardToConversation', { 'body/messageBody': card });
    expect(answer).toMatchObject({
      statusCode: 429,
      headers: { 'retry-after': '17' },
      body: { error: { code: 'TooManyRequests' } },
    });
  });

  it('shortens a card that is too large, always the same way, with a link to the whole', () => {
    const rows = Array.from({ length: 400 }, (_, index) => ({
      type: 'TextBlock',
      text: `Customer ${index} ${'ñ'.repeat(60)}`,
    }));
    const make = () =>
      createPayload({ ...card, body: rows }, { shape: 'message', link: 'https://fluxu.example.com/runs/1' });
    const { text, isTruncated } = make();
    expect(isTruncated).toBe(true);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MESSAGE_LIMIT_BYTES);
    expect(text).toContain('[Open the whole](https://fluxu.example.com/runs/1)');
    expect(make().text).toBe(text);
  });

  it('shortens one endless text and keeps whole characters', () => {
    const { text } = createPayload(createTextCard('🎉'.repeat(20_000)), { shape: 'message' });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MESSAGE_LIMIT_BYTES);
    expect(Buffer.byteLength(text)).toBeGreaterThan(MESSAGE_LIMIT_BYTES - 2_000);
    expect(text).not.toContain('\\ud83c"');
    expect(text).toContain('🎉…');
  });

  it.each([
    ['text that is not JSON', 'hello', 'not JSON'],
    ['a MessageCard', { '@type': 'MessageCard' }, 'MessageCard'],
    ['an object of another type', { type: 'Container' }, '"Container"'],
    ['a list', [], 'not an object'],
  ])('refuses %s instead of a card', async (_name, messageBody, reason) => {
    await expect(post('PostCardToConversation', { 'body/messageBody': messageBody })).rejects.toMatchObject({
      code: 'FLX_TEAMS_CARD_INVALID',
      isRetryable: false,
      message: expect.stringContaining(reason),
    });
  });

  it.each([
    ['no address', { webhookUrl: '' }, 'FLX_CONNECTION_PARAMETER_MISSING', false],
    ['text that is no address', { webhookUrl: 'teams' }, 'FLX_CONNECTION_PARAMETER_INVALID', false],
    ['a payload it does not know', { payload: 'xml' }, 'FLX_CONNECTION_PARAMETER_INVALID', false],
    [
      'an address where nobody listens',
      { webhookUrl: 'http://127.0.0.1:1/workflows/w?sig=top-secret' },
      'FLX_CALL_UNREACHABLE',
      true,
    ],
  ])('explains a connection with %s, without telling the signature', async (_name, connection, code, isRetryable) => {
    const error = await post('PostCardToConversation', { 'body/messageBody': card }, connection).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({ code, isRetryable });
    expect(JSON.stringify(error)).not.toContain('top-secret');
  });

  it('is refused by the workflow when the signature does not fit', async () => {
    const webhookUrl = receiver.url.replace(/sig=.*/, 'sig=wrong');
    const answer = await post('PostCardToConversation', { 'body/messageBody': card }, { webhookUrl });
    expect(answer).toMatchObject({ statusCode: 401, body: { error: { code: 'DirectApiAuthorizationRequired' } } });
  });

  it('is found by method and path, as Logic Apps call it', async () => {
    await callOperation({
      connector: findConnector('teams'),
      route: {
        method: 'post',
        path: '/v1.0/teams/conversation/adaptivecard/poster/Flow bot/location/Chat%20with%20Flow%20bot',
        body: { recipient: 'ane@example.com', messageBody: card },
      },
      connection: { webhookUrl: receiver.url },
      idempotencyKey: 'k',
      fetch,
      clock: systemClock,
    });
    expect(receiver.cards()).toHaveLength(1);
  });
});
