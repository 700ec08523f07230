import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What the server says about a name: addresses, or the name it is another name for. */
export type DnsAnswer = readonly string[] | { readonly alias: string };

/** A real DNS server on this machine, over UDP, whose answers are good for no time at all. */
export interface DnsServer {
  /** For `Resolver.setServers`. */
  readonly address: string;
  /** Names that were asked for, with the type of record. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const [A, CNAME, AAAA] = [1, 5, 28];
const HEADER_BYTES = 12;
const NO_SUCH_NAME = 3;

/** Starts one; `answer` is called for every question, so that a name can change between two of them. */
export async function startDnsServer(answer: (name: string) => DnsAnswer | undefined): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const { name, end } = readName(query, HEADER_BYTES);
    const type = query.readUInt16BE(end);
    asked.push(`${name} ${type === AAAA ? 'AAAA' : 'A'}`);
    socket.send(replyTo(query.subarray(0, end + 4), recordsOf(name, type, answer)), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** Follows other names, as a resolver that answers recursively does. Undefined when there is no such name. */
function recordsOf(name: string, type: number, answer: (name: string) => DnsAnswer | undefined): Buffer[] | undefined {
  const found = answer(name);
  if (!found) return undefined;
  if ('alias' in found) {
    const rest = recordsOf(found.alias, type, answer) ?? [];
    return [record(name, CNAME, writeName(found.alias)), ...rest];
  }
  const isWanted = (address: string) => address.includes(':') === (type === AAAA);
  return found.filter(isWanted).map((address) => record(name, type === AAAA ? AAAA : A, writeAddress(address)));
}

function replyTo(question: Buffer, records: readonly Buffer[] | undefined): Buffer {
  const header = Buffer.from(question);
  header.writeUInt16BE(0x8180 | (records ? 0 : NO_SUCH_NAME), 2);
  header.writeUInt16BE(records?.length ?? 0, 6);
  header.writeUInt16BE(0, 8);
  header.writeUInt16BE(0, 10);
  return Buffer.concat([header, ...(records ?? [])]);
}

/** A resource record of class IN with a time to live of 0 (RFC 1035 §3.2.1). */
function record(name: string, type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([writeName(name), fixed, data]);
}

function writeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}

function readName(message: Buffer, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = start;
  for (let size = message[at] ?? 0; size > 0; size = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + size));
    at += size + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** IPv4, or IPv6 with all of its eight groups. */
function writeAddress(address: string): Buffer {
  if (!address.includes(':')) return Buffer.from(address.split('.').map(Number));
  return Buffer.from(
    address.split(':').flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  );
}
