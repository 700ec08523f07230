import { afterEach, expect, it } from 'vitest';
import { type Answer, type Receiver, startReceiver } from '../../../../test/support/receiver.ts';
import { describeOnEachStore } from '../../../../test/support/store.ts';
import { createWebhookBench, ORIGIN } from '../../../../test/support/webhooks.ts';

describeOnEachStore('a receiver of CloudEvents', (test) => {
  const open: Receiver[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((receiver) => receiver.close()));
  });
  async function receiver(answer: Answer): Promise<Receiver> {
    const started = await startReceiver(answer);
    open.push(started);
    return started;
  }
  const bench = () => createWebhookBench(test());

  /** Resolves when so many arrived and all there is to wait for is the next one's turn. */
  const whenDelivered = async (id: string, count: number) => {
    const arrived = async () => (await bench().deliveriesOf(id)).filter(({ status }) => status === 'delivered').length;
    while ((await arrived()) < count || test().clock.sleepers !== 1) await new Promise((done) => setImmediate(done));
  };

  it.each([
    ['cloudEvents', { 'content-type': 'application/cloudevents+json; charset=utf-8' }],
    ['cloudEventsBinary', { 'content-type': 'application/json; charset=utf-8', 'ce-specversion': '1.0' }],
  ] as const)('that agreed gets CloudEvents as %s', async (format, headers) => {
    const { subscribe, fire, settle } = bench();
    const target = await receiver((response, { method }) =>
      method === 'OPTIONS'
        ? status(response, 200, { 'webhook-allowed-origin': ORIGIN, 'webhook-allowed-rate': '120' })
        : status(response, 204),
    );
    const { id, subscription } = await subscribe(target.url, { format, ratePerMinute: 600 });
    expect(target.received[0]).toMatchObject({
      method: 'OPTIONS',
      headers: { 'webhook-request-origin': ORIGIN, 'webhook-request-rate': '600' },
    });
    expect(subscription.ratePerMinute).toBe(120);
    const [eventId] = await fire(id);
    const settled = settle();
    await whenDelivered(id, 1);
    test().clock.advance(1);
    await settled;
    const { headers: sent = {}, body = '{}' } = target.received[1] ?? {};
    expect(sent).toMatchObject(headers);
    const event = JSON.parse(body) as { data?: { eventId: string }; eventId?: string };
    expect(event.data?.eventId ?? event.eventId).toBe(eventId);
    const attributes = format === 'cloudEvents' ? event : withoutPrefix(sent);
    expect(attributes).toMatchObject({
      specversion: '1.0',
      id: eventId,
      source: 'urn:fluxu:test-instance',
      type: 'fluxu.FullRefreshCompleted',
    });
  });

  it.each<[string, Record<string, string>]>([
    ['says nothing', {}],
    ['allows another origin', { 'webhook-allowed-origin': 'other.example' }],
  ])('that %s in the handshake gets no CloudEvents', async (_name, headers) => {
    const target = await receiver((response) => status(response, 200, headers));
    await expect(bench().subscribe(target.url, { format: 'cloudEvents' })).rejects.toMatchObject({
      code: 'FLX_SUBSCRIPTION_HANDSHAKE',
    });
  });
});

function status(response: Parameters<Answer>[0], code: number, headers: Record<string, string> = {}): void {
  response.writeHead(code, headers).end();
}

function withoutPrefix(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (name.startsWith('ce-') ? [[name.slice(3), value]] : [])),
  );
}
