import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedCompany, serveCompany } from '../../../test/support/served-company.ts';
import { createEgressGuard, type EgressGuard } from '../../base/egress/guarded-fetch.ts';
import { createSeededRandom } from '../../base/random.ts';
import { checkOwnAddress, proveAddress } from './own-address.ts';

const KEY = 'the key of the server';
let company: ServedCompany;
const other = createServer((_request, response) => response.end('{"status": "ok"}'));
/** Answers, and never comes to an end. */
const endless = createServer((_request, response) => {
  const goOn = () => {
    while (response.write(' '.repeat(65_536)));
  };
  response.on('drain', goOn);
  goOn();
});
beforeAll(async () => {
  company = await serveCompany();
  for (const server of [other, endless]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  other.close();
  endless.close();
  await company.close();
});

const open = createEgressGuard({ allowPrivateNetworks: true });
const look = async (
  publicUrl: string,
  addresses: readonly string[] = ['93.184.216.34'],
  guard: Pick<EgressGuard, 'exchange'> = open,
) => {
  const resolve = async () => addresses.map((address) => ({ address, family: 4 as const }));
  const options = { settings: { publicUrl }, random: createSeededRandom(1), guard, key: async () => KEY, resolve };
  const { checks } = await checkOwnAddress(options);
  expect(checks.filter(({ status, mend }) => status !== 'ok' && mend === undefined)).toEqual([]);
  return checks.map(({ finding }) => finding).join(' ');
};
const own: Pick<EgressGuard, 'exchange'> = {
  exchange: async (url) => {
    const challenge = new URL(url).searchParams.get('challenge') ?? '';
    const body = Buffer.from(JSON.stringify({ status: 'ok', proof: proveAddress(KEY, challenge) }));
    return { status: 200, headers: {}, body, isCutOff: false };
  },
};

describe('the public address of the server', () => {
  it('is well when it is an https one, resolves to the internet, and this server answers there', async () => {
    expect(await look('https://fluxu.example.com/', undefined, own)).toBe('https resolves public answers');
  });

  it.each([
    ['is not set', '', [], 'notSet'],
    ['is not https, and private', 'http://fluxu.example.com', ['10.0.0.7'], 'plain resolves private answers'],
    [
      'has a private address beside a public one',
      'https://a.example',
      ['93.184.216.34', '10.0.0.7'],
      'https resolves private answers',
    ],
  ])('tells that it %s', async (_what, url, addresses, findings) => {
    expect(await look(url, addresses, own)).toBe(findings);
  });

  it('tells that its name cannot be resolved, without asking further', async () => {
    const { checks } = await checkOwnAddress({
      ...{ settings: { publicUrl: 'https://nowhere.invalid' }, random: createSeededRandom(1), key: async () => KEY },
      guard: own,
    });
    expect(checks.map(({ finding, status }) => [finding, status])).toEqual([
      ['https', 'ok'],
      ['unresolved', 'failed'],
    ]);
  });

  it('tells that another server answers there, and that nobody does', async () => {
    const { port } = other.address() as AddressInfo;
    expect(await look(`http://127.0.0.1:${port}`, ['127.0.0.1'])).toBe('plain resolves private other');
    expect(await look('http://127.0.0.1:1', ['127.0.0.1'])).toBe('plain resolves private silent');
  });

  it('reads no more of an answer than it needs', async () => {
    const { port } = endless.address() as AddressInfo;
    expect(await look(`http://127.0.0.1:${port}`, ['127.0.0.1'])).toBe('plain resolves private other');
  });

  it('is proven by the server over HTTP to who has its key alone', async () => {
    const challenge = 'a-challenge-of-the-test';
    const { body } = await company.viewer('GET', `/healthz?challenge=${challenge}`);
    expect(body).toEqual({ status: 'ok', proof: await company.app.proveAddress(challenge) });
    expect(body.proof).not.toBe(proveAddress(KEY, challenge));
    expect((await company.viewer('GET', '/healthz')).body).toEqual({ status: 'ok' });
  });

  it('is looked at for administrators alone, as the addresses behind it may be private', async () => {
    expect((await company.administrator('GET', '/api/system/address')).body).toMatchObject({
      address: '',
      checks: [{ finding: 'notSet', mend: expect.stringContaining('FLUXU_PUBLIC_URL') }],
    });
    for (const caller of [company.contributor, company.viewer])
      expect((await caller('GET', '/api/system/address')).status).toBe(403);
  });
});
