import type { ServerResponse } from 'node:http';
import type { App } from '../app/app.ts';
import type { ChangeView } from '../app/view/change.ts';
import { httpError } from './catalogue.ts';

/** Changes kept for pages that connect again. */
const KEPT_CHANGES = 1000;
const MAX_STREAMS = 200;
/** A page that takes in nothing is let go once this much waits for it. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** What an event stream is made of. */
export interface EventStreamOptions {
  readonly app: App;
  /** Differs each time a server starts, so that an id of an earlier one is known as such. */
  readonly startId: string;
  readonly heartbeatSeconds: number;
}

/**
 * Hands the application's changes to pages as server-sent events. A page that comes back with the id of the last event
 * it saw gets what it missed, or `reset` (read everything anew) when that is no longer known.
 */
export class EventStream {
  readonly #startId: string;
  readonly #streams = new Set<ServerResponse>();
  readonly #unsubscribe: () => void;
  readonly #heartbeat: ReturnType<typeof setInterval>;
  readonly #kept: { readonly number: number; readonly text: string }[] = [];
  #last = 0;

  constructor({ app, startId, heartbeatSeconds }: EventStreamOptions) {
    this.#startId = startId;
    this.#unsubscribe = app.subscribe((change) => this.#publish(change));
    this.#heartbeat = setInterval(() => this.#writeToAll(': still here\n\n'), heartbeatSeconds * 1000);
    this.#heartbeat.unref();
  }

  /**
   * Opens a stream on a response whose headers are not yet sent.
   * @throws FLX_HTTP_STREAMS when there are too many.
   */
  open(response: ServerResponse, lastEventId: string | undefined): void {
    if (this.#streams.size >= MAX_STREAMS) throw httpError('FLX_HTTP_STREAMS', { limit: MAX_STREAMS });
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write(`retry: 2000\n\n${this.#missedSince(lastEventId)}`);
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  /** Ends all streams. */
  close(): void {
    this.#unsubscribe();
    clearInterval(this.#heartbeat);
    for (const response of this.#streams) response.end();
    this.#streams.clear();
  }

  #publish(change: ChangeView): void {
    this.#last += 1;
    const text = `id: ${this.#startId}-${this.#last}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;
    this.#kept.push({ number: this.#last, text });
    if (this.#kept.length > KEPT_CHANGES) this.#kept.shift();
    this.#writeToAll(text);
  }

  #writeToAll(text: string): void {
    for (const response of this.#streams) {
      if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
      else response.write(text);
    }
  }

  #missedSince(lastEventId: string | undefined): string {
    if (!lastEventId) return '';
    const reset = `id: ${this.#startId}-${this.#last}\nevent: reset\ndata: {}\n\n`;
    const number = Number(lastEventId.slice(this.#startId.length + 1));
    if (!lastEventId.startsWith(`${this.#startId}-`) || !Number.isInteger(number)) return reset;
    const oldest = this.#kept[0]?.number ?? this.#last + 1;
    if (number < oldest - 1) return reset;
    return this.#kept
      .filter((kept) => kept.number > number)
      .map(({ text }) => text)
      .join('');
  }
}
