import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DnsAnswer, type DnsServer, startDnsServer } from '../../../test/support/dns-server.ts';
import { type LocalService, startLocalService } from '../../../test/support/local-service.ts';
import type { ResolvedAddress } from './guard.ts';
import { createEgressGuard } from './guarded-fetch.ts';

const METADATA = '169.254.169.254';

let dns: DnsServer;
let service: LocalService;
let port: string;
/** What each name stands for, one answer after the other; the last stays. */
const names = new Map<string, DnsAnswer[]>();
const resolver = new Resolver({ timeout: 1000, tries: 1 });

beforeAll(async () => {
  dns = await startDnsServer((name) => {
    const answers = names.get(name);
    return answers && answers.length > 1 ? answers.shift() : answers?.[0];
  });
  resolver.setServers([dns.address]);
  service = await startLocalService();
  port = new URL(service.url).port;
});
afterAll(async () => {
  await dns.close();
  await service.close();
});

/** Asks the DNS server itself, as the system's resolver does: all addresses of both families. */
async function resolve(host: string): Promise<readonly ResolvedAddress[]> {
  const four = (await resolver.resolve4(host)).map((address) => ({ address, family: 4 as const }));
  const six = await resolver.resolve6(host).catch(() => []);
  return [...four, ...six.map((address) => ({ address, family: 6 as const }))];
}

const create = (allowPrivateNetworks: boolean) => createEgressGuard({ allowPrivateNetworks, resolve });
const addressOf = (name: string) => `http://${name}:${port}/`;
const isRefused = { code: 'FLX_EGRESS_REFUSED' };

describe('a name whose address changes', () => {
  it('is called where it was checked: there is one look-up for each connection', async () => {
    names.set('one.example', [['127.0.0.1'], [], [METADATA]]);
    const before = [dns.asked.length, service.received.length] as const;
    expect((await create(true).fetch(addressOf('one.example'))).status).toBe(200);
    expect(dns.asked.slice(before[0])).toEqual(['one.example A', 'one.example AAAA']);
    expect(service.received.length).toBe(before[1] + 1);
  });

  it('is checked anew for the next connection', async () => {
    names.set('two.example', [['127.0.0.1'], [], [METADATA]]);
    const guard = create(true);
    const headers = { connection: 'close' };
    expect((await guard.fetch(addressOf('two.example'), { headers })).status).toBe(200);
    await expect(guard.fetch(addressOf('two.example'))).rejects.toMatchObject(isRefused);
  });

  it('passes a check and is refused a moment later', async () => {
    names.set('three.example', [['127.0.0.1'], [], [METADATA]]);
    const guard = create(true);
    await guard.check(addressOf('three.example'));
    await expect(guard.fetch(addressOf('three.example'))).rejects.toMatchObject(isRefused);
  });

  it('is checked for every message of an address that was opened once', async () => {
    names.set('four.example', [['127.0.0.1'], [], [METADATA]]);
    const send = create(true).open(addressOf('four.example'));
    const message = { method: 'POST', headers: { connection: 'close' }, body: '{}', answerLimitBytes: 100 };
    expect((await send(message)).status).toBe(200);
    await expect(send(message)).rejects.toMatchObject(isRefused);
  });

  it('is not reached through a redirect to itself', async () => {
    names.set('five.example', [['127.0.0.1'], [], [METADATA]]);
    service.answer(() => ({ status: 302, headers: { location: addressOf('five.example'), connection: 'close' } }));
    await expect(create(true).fetch(addressOf('five.example'))).rejects.toMatchObject(isRefused);
    service.answer(() => ({}));
  });
});

describe('a name that stands for a closed place', () => {
  it.each<[string, DnsAnswer]>([
    ['this machine', ['127.0.0.1']],
    ['a public address and this machine', ['93.184.216.34', '127.0.0.1']],
    ['a public address, and this machine by IPv6', ['93.184.216.34', '0:0:0:0:0:0:0:1']],
    ['this machine as IPv4 in IPv6', ['93.184.216.34', '0:0:0:0:0:ffff:7f00:1']],
    ['another name for this machine', { alias: 'own.example' }],
    ['another name for another name for metadata', { alias: 'chain.example' }],
  ])('is refused and not called: %s', async (_what, answer) => {
    names.set('own.example', [['127.0.0.1']]);
    names.set('chain.example', [{ alias: 'metadata.example' }]);
    names.set('metadata.example', [[METADATA]]);
    names.set('closed.example', [answer]);
    const before = service.received.length;
    await expect(create(false).fetch(addressOf('closed.example'))).rejects.toMatchObject(isRefused);
    expect(service.received.length).toBe(before);
  });

  it('is told as such when nobody knows it', async () => {
    await expect(create(false).fetch(addressOf('nobody.example'))).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
