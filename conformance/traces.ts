import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openApp } from '../src/app/create.ts';
import { silentLogger } from '../src/base/logger.ts';
import { readSettings } from '../src/base/settings.ts';
import {
  isArray,
  isEqual,
  isObject,
  parseJson,
  printJson,
  type Value,
  type ValueObject,
} from '../src/flows/language/index.ts';
import { createHttpServer } from '../src/http/server.ts';

/** Sends recorded requests to flows on a server of our own; gives why an answer differs, undefined when it does not. */
export interface TraceHost {
  findFault(recorded: ValueObject): Promise<string | undefined>;
  close(): Promise<void>;
}

/** A server on a data folder that is removed afterwards. */
export async function startTraceHost(): Promise<TraceHost> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxu-traces-'));
  const app = await openApp({ settings: readSettings({ FLUXU_HOME: folder }), environment: {}, logger: silentLogger });
  const server = await createHttpServer(app, { access: 'open', webRoot: folder, version: '0' });
  const origin = new URL(await server.listen());
  await app.start();
  let count = 0;
  return {
    findFault: async ({ workflow, request, response }) => {
      const name = `Trace_${++count}`;
      const definition = isObject(workflow ?? null) ? (workflow as ValueObject)['definition'] : null;
      await app.definitions.apply({ workspace: { flows: [{ name, definition }] } as never, prune: false }, 'traces');
      const [trigger = ''] = Object.keys((definition as ValueObject)['triggers'] as object);
      const address = new URL((await app.flowTriggers.callbackUrl(name, trigger)).value);
      const given = await exchange(origin, retarget(String(request), address, origin));
      return difference(given, String(response));
    },
    close: async () => {
      await server.close();
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The recorded request with our address: what stood behind `invoke`, and its own query, stay. */
function retarget(request: string, address: URL, origin: URL): string {
  const [line = '', ...rest] = request.split('\r\n');
  const [method, target = ''] = line.split(' ');
  const [path = '', query = ''] = target.split('?');
  const suffix = path.slice(path.indexOf('/invoke') + '/invoke'.length);
  const own = query.split('&').filter((pair) => !/^(?:api-version|sp|sv|sig)=/.test(pair));
  const ours = address.pathname.replace(/\/invoke.*$/, '/invoke');
  const queries = [address.search.slice(1), ...own].filter(Boolean).join('&');
  const headers = rest.join('\r\n').replace(/^Host: .*$/m, `Host: ${origin.host}\r\nConnection: close`);
  return `${method} ${ours}${suffix}?${queries} HTTP/1.1\r\n${headers}`;
}

async function exchange(origin: URL, request: string): Promise<string> {
  const socket = connect(Number(origin.port), origin.hostname);
  socket.write(request);
  return (await buffer(socket)).toString('utf8');
}

interface Answer {
  readonly status: string;
  readonly contentType: string;
  /** Names of the host's own headers, sorted. */
  readonly ownHeaders: readonly string[];
  readonly body: Value;
}

function readAnswer(text: string): Answer {
  const at = text.indexOf('\r\n\r\n');
  const head = text.slice(0, at);
  const isChunked = /^transfer-encoding: *chunked/im.test(head);
  const raw = text.slice(at + 4);
  const body = isChunked ? raw.replaceAll(/^[0-9a-f]+\r\n|\r\n(?:0\r\n\r\n)?$|\r\n[0-9a-f]+\r\n/gi, '') : raw;
  return {
    status: / (\d{3})/.exec(head)?.[1] ?? '',
    contentType: /^content-type: *(.*?)\r?$/im.exec(head)?.[1] ?? '',
    ownHeaders: [...head.matchAll(/^(x-ms-[\w-]+):/gim)].map(([, name = '']) => name.toLowerCase()).sort(),
    body: parsed(body),
  };
}

function parsed(body: string): Value {
  try {
    return parseJson(body);
  } catch {
    return body.trimEnd();
  }
}

function difference(given: string, recorded: string): string | undefined {
  const [ours, theirs] = [comparable(readAnswer(given)), comparable(readAnswer(recorded))];
  return isEqual(ours, theirs) ? undefined : `it answers ${printJson(ours)} instead of ${printJson(theirs)}`;
}

const IDS = new Set(['startTime', 'endTime', 'trackingId', 'clientTrackingId', 'originHistoryName']);

/** An answer with ids, times and the name of the host only named. */
function comparable(answer: Answer): Value {
  return withoutIds(answer as unknown as Value);
}

function withoutIds(value: Value): Value {
  if (isArray(value)) return value.map(withoutIds);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'Connection')
      .map(([key, member]) => [key, IDS.has(key) || key === 'Host' ? '…' : withoutIds(member)]),
  );
}
