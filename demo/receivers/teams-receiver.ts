import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { createToken } from '../../src/base/ids.ts';
import { isPlainObject } from '../../src/base/json.ts';
import { type Random, systemRandom } from '../../src/base/random.ts';

/** A card that the workflow posted. */
export interface ReceivedCard {
  readonly receivedAt: string;
  readonly card: Readonly<Record<string, unknown>>;
  /** Idempotency key of the sender, if it sent one. */
  readonly key: string | undefined;
}

/** One run in the history of the workflow: a request it took, and what became of it. */
export interface WorkflowRun {
  readonly runId: string;
  readonly startedAt: string;
  readonly status: 'Succeeded' | 'Failed';
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

/** An answer given instead of the usual one. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A Teams workflow on this machine. */
export interface TeamsReceiver {
  /** Address to post to, signature included. */
  readonly url: string;
  cards(): readonly ReceivedCard[];
  runs(): readonly WorkflowRun[];
  /** Answers the next requests with these, one each, before it behaves as usual again. */
  answerNext(...answers: readonly ScriptedAnswer[]): void;
  clear(): void;
  stop(): Promise<void>;
}

/** What Teams takes at most, about. */
const LARGEST_REQUEST_BYTES = 28_672;

/**
 * Starts a workflow "when a Teams webhook request is received", as far as a sender can tell it from the real one:
 * a request with a wrong signature is refused, a right one is answered 202 at once, and what goes wrong afterwards (no
 * `attachments` to loop over, something that is not an Adaptive Card) is only seen in the run history.
 */
export async function startTeamsReceiver(
  options: { readonly port?: number; readonly clock?: Clock; readonly random?: Random } = {},
): Promise<TeamsReceiver> {
  const workflow = new TeamsWorkflow(options.clock ?? systemClock, options.random ?? systemRandom);
  const server = createServer((request, response) => void workflow.handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${workflow.address}`,
    cards: () => workflow.cards,
    runs: () => workflow.runs,
    answerNext: (...answers) => workflow.script(answers),
    clear: () => workflow.clear(),
    stop: () => stop(server),
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

class TeamsWorkflow {
  readonly address: string;
  cards: readonly ReceivedCard[] = [];
  runs: readonly WorkflowRun[] = [];
  #script: ScriptedAnswer[] = [];
  readonly #signature: string;
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
    this.#signature = createToken(random);
    const workflow = createToken(random, 16);
    this.address = `/workflows/${workflow}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${this.#signature}`;
  }

  script(answers: readonly ScriptedAnswer[]): void {
    this.#script = [...this.#script, ...answers];
  }

  clear(): void {
    this.cards = [];
    this.runs = [];
    this.#script = [];
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, headers, body } = this.#script.shift() ?? this.#answer(request, Buffer.concat(chunks));
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(body);
  }

  #answer(request: IncomingMessage, body: Buffer): ScriptedAnswer {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== new URL(this.address, 'http://localhost').pathname)
      return fault(404, 'WorkflowNotFound', 'There is no such workflow.');
    if (url.searchParams.get('sig') !== this.#signature)
      return fault(401, 'DirectApiAuthorizationRequired', 'The signature does not fit.');
    if (request.method !== 'POST') return fault(405, 'MethodNotAllowed', 'Send a POST request.');
    if (body.length > LARGEST_REQUEST_BYTES) return fault(413, 'RequestEntityTooLarge', 'The message is too large.');
    const runId = this.#run(request, body);
    return { status: 202, headers: { 'x-ms-workflow-run-id': runId } };
  }

  /** What the workflow does after it answered: loops over `attachments` and posts each card. */
  #run(request: IncomingMessage, body: Buffer): string {
    const receivedAt = this.#clock.now().toISOString();
    const runId = createToken(this.#random, 12);
    const key = request.headers['idempotency-key'];
    try {
      const cards = attachmentsOf(body).map(readAttachment);
      const kept = cards.map((card) => ({ receivedAt, card, key: typeof key === 'string' ? key : undefined }));
      this.cards = [...this.cards, ...kept];
      this.runs = [...this.runs, { runId, startedAt: receivedAt, status: 'Succeeded', error: undefined }];
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const failure = { code: 'ActionFailed', message };
      this.runs = [...this.runs, { runId, startedAt: receivedAt, status: 'Failed', error: failure }];
    }
    return runId;
  }
}

function fault(status: number, code: string, message: string): ScriptedAnswer {
  return { status, body: JSON.stringify({ error: { code, message } }) };
}

function attachmentsOf(body: Buffer): readonly unknown[] {
  const message: unknown = JSON.parse(body.toString('utf8'));
  const attachments = isPlainObject(message) ? message['attachments'] : undefined;
  if (!Array.isArray(attachments))
    throw new Error("The loop 'Send each adaptive card' needs an array, but 'attachments' is of type 'Null'.");
  return attachments;
}

function readAttachment(attachment: unknown): Readonly<Record<string, unknown>> {
  const content = isPlainObject(attachment) ? attachment['content'] : undefined;
  const card: unknown = typeof content === 'string' ? JSON.parse(content) : content;
  if (!isPlainObject(card) || card['type'] !== 'AdaptiveCard')
    throw new Error("The property 'type' must be 'AdaptiveCard'.");
  return card;
}
