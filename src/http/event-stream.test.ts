import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSampleApp, type SampleApp } from '../../test/browser/support/sample-app.ts';
import { createHttpServer, type HttpServer } from './server.ts';

interface StreamedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

let app: SampleApp;
let server: HttpServer;

beforeEach(async () => {
  app = createSampleApp();
  server = await createHttpServer(app, { access: 'open', webRoot: '/nowhere', version: '1', heartbeatSeconds: 0.02 });
  await server.listen();
});
afterEach(() => server.close());

async function openStream(lastEventId?: string) {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const response = await fetch(`${server.address}/api/events`, { headers });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('The answer has no body');
  let text = '';
  /** Reads until a block of the stream fits. */
  const readBlock = async (fits: (block: string) => boolean): Promise<string> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      const block = text.slice(0, end);
      if (end >= 0) text = text.slice(end + 2);
      if (end >= 0 && fits(block)) return block;
      if (end >= 0) continue;
      const { done, value } = await reader.read();
      if (done) return '(end)';
      text += value;
    }
  };
  await readBlock((block) => block.startsWith('retry:'));
  return {
    response,
    readBlock,
    readEvent: async () => parse(await readBlock((block) => block.startsWith('id:'))),
    cancel: () => reader.cancel(),
  };
}

function parse(block: string): StreamedEvent {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
  );
  return {
    id: fields['id'] ?? '',
    event: fields['event'] ?? '',
    data: JSON.parse(fields['data'] ?? 'null') as unknown,
  };
}

describe('the event stream', () => {
  it('hands out changes as they happen', async () => {
    const stream = await openStream();
    app.tell({ topic: 'run', id: 'run-1', status: 'Succeeded' });
    expect(await stream.readEvent()).toMatchObject({
      event: 'change',
      data: { topic: 'run', id: 'run-1', status: 'Succeeded' },
    });
    await stream.cancel();
  });

  it('gives a page that comes back what it missed', async () => {
    const first = await openStream();
    app.tell({ topic: 'task', id: 'a' });
    const { id } = await first.readEvent();
    await first.cancel();
    app.tell({ topic: 'task', id: 'b' });
    app.tell({ topic: 'task', id: 'c' });
    const second = await openStream(id);
    expect([await second.readEvent(), await second.readEvent()].map(({ data }) => (data as { id: string }).id)).toEqual(
      ['b', 'c'],
    );
    await second.cancel();
  });

  it.each(['earlier-start-7', 'nonsense', '-1'])(
    'tells a page to read everything anew that comes with the id %s',
    async (id) => {
      const stream = await openStream(id);
      expect((await stream.readEvent()).event).toBe('reset');
      await stream.cancel();
    },
  );

  it('says now and then that it is alive', async () => {
    const stream = await openStream();
    expect(await stream.readBlock((block) => block.startsWith(':'))).toBe(': still here');
    await stream.cancel();
  });

  it('ends when the server closes, and lets it close', async () => {
    const stream = await openStream();
    await server.close();
    expect(await stream.readBlock(() => false)).toBe('(end)');
  });
});
