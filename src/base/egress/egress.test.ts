import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOfAddress } from './address-place.ts';
import type { ResolvedAddress } from './guard.ts';
import { createEgressGuard, createGuardedFetch } from './guarded-fetch.ts';

const names: Readonly<Record<string, readonly string[]>> = {
  localhost: ['127.0.0.1'],
  'api.localhost': ['::1'],
  'intranet.example': ['10.1.2.3'],
  'mixed.example': ['93.184.216.34', '10.1.2.3'],
  'mapped.example': ['::ffff:10.0.0.1'],
  'six.example': ['fd12:3456::1'],
  'metadata.google.internal': ['169.254.169.254'],
  'public.example': ['93.184.216.34'],
  'public6.example': ['2606:2800:220:1::1'],
  '127.0.0.1.nip.example': ['127.0.0.1'],
};
async function resolve(host: string): Promise<readonly ResolvedAddress[]> {
  const addresses = names[host];
  if (!addresses) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

const closed = createEgressGuard({ allowPrivateNetworks: false, resolve });
const open = createEgressGuard({ allowPrivateNetworks: true, resolve });

describe('an address that must not be called', () => {
  it.each([
    ['loopback', 'http://127.0.0.1/'],
    ['another loopback', 'http://127.8.9.10:8080/x'],
    ['loopback, short form', 'http://127.1/'],
    ['loopback, shortest form', 'http://127.0.1/'],
    ['loopback, whole number', 'http://2130706433/'],
    ['loopback, hexadecimal', 'http://0x7f000001/'],
    ['loopback, hexadecimal parts', 'http://0x7f.0x0.0x0.0x1/'],
    ['loopback, octal', 'http://0177.0.0.1/'],
    ['loopback, long octal', 'http://017700000001/'],
    ['loopback, octal with zeros', 'http://00177.000.000.001/'],
    ['loopback, mixed forms', 'http://0x7f.1/'],
    ['loopback, dot at the end', 'http://127.0.0.1./'],
    ['loopback, full-width digits', 'http://１２７.０.０.１/'],
    ['loopback, circled digits', 'http://①②⑦.⓪.⓪.①/'],
    ['loopback, ideographic full stops', 'http://127。0。0。1/'],
    ['loopback, percent-encoded', 'http://%31%32%37.0.0.1/'],
    ['loopback, percent-encoded dots', 'http://127%2e0%2e0%2e1/'],
    ['loopback, tab inside', 'http://127.0.\t0.1/'],
    ['loopback, backslash', 'http:\\\\127.0.0.1\\'],
    ['loopback, no slashes', 'http:127.0.0.1'],
    ['loopback, upper-case scheme', 'HTTP://127.0.0.1/'],
    ['this host', 'http://0.0.0.0/'],
    ['this host, zero', 'http://0/'],
    ['this network', 'http://0.1.2.3/'],
    ['private 10/8', 'https://10.0.0.1/'],
    ['private 172.16/12, first', 'https://172.16.0.1/'],
    ['private 172.16/12, last', 'https://172.31.255.254/'],
    ['private 192.168/16', 'https://192.168.1.1/'],
    ['private, whole number', 'http://3232235777/'],
    ['carrier-grade NAT', 'http://100.64.0.1/'],
    ['benchmarking', 'http://198.18.0.1/'],
    ['link-local', 'http://169.254.1.1/'],
    ['metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['metadata, whole number', 'http://2852039166/'],
    ['metadata, hexadecimal', 'http://0xa9fea9fe/'],
    ['metadata, octal', 'http://0251.0376.0251.0376/'],
    ['metadata of containers', 'http://169.254.170.2/'],
    ['metadata of Azure', 'http://168.63.129.16/'],
    ['metadata of Alibaba', 'http://100.100.100.200/'],
    ['metadata of Oracle', 'http://192.0.0.192/'],
    ['documentation', 'http://192.0.2.1/'],
    ['documentation 2', 'http://198.51.100.1/'],
    ['documentation 3', 'http://203.0.113.9/'],
    ['6to4 relay', 'http://192.88.99.1/'],
    ['multicast', 'http://224.0.0.1/'],
    ['reserved', 'http://240.0.0.1/'],
    ['broadcast', 'http://255.255.255.255/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv6 loopback, long', 'http://[0:0:0:0:0:0:0:1]/'],
    ['IPv6 unspecified', 'http://[::]/'],
    ['IPv6 unique local', 'http://[fc00::1]/'],
    ['IPv6 unique local, upper half', 'http://[fdab::1]/'],
    ['IPv6 link-local', 'http://[fe80::1]/'],
    ['IPv6 site-local', 'http://[fec0::1]/'],
    ['IPv6 multicast', 'http://[ff02::1]/'],
    ['IPv6 documentation', 'http://[2001:db8::1]/'],
    ['IPv6 documentation, new', 'http://[3fff::1]/'],
    ['IPv6 discard-only', 'http://[100::1]/'],
    ['IPv6 metadata', 'http://[fd00:ec2::254]/'],
    ['IPv4-mapped loopback', 'http://[::ffff:127.0.0.1]/'],
    ['IPv4-mapped loopback, hexadecimal', 'http://[::ffff:7f00:1]/'],
    ['IPv4-mapped, written out', 'http://[0:0:0:0:0:ffff:10.0.0.1]/'],
    ['IPv4-compatible', 'http://[::127.0.0.1]/'],
    ['IPv4-translated', 'http://[::ffff:0:127.0.0.1]/'],
    ['NAT64 private', 'http://[64:ff9b::10.0.0.1]/'],
    ['NAT64 metadata', 'http://[64:ff9b::a9fe:a9fe]/'],
    ['local NAT64', 'http://[64:ff9b:1::10.0.0.1]/'],
    ['6to4 of a private address', 'http://[2002:a00:1::1]/'],
    ['6to4 of loopback', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/'],
    ['a name for loopback', 'http://localhost/'],
    ['a name for loopback, dot at the end', 'http://localhost./'],
    ['a name for loopback, upper case', 'http://LOCALHOST/'],
    ['a name below localhost', 'http://api.localhost/'],
    ['a name in a private network', 'http://intranet.example/'],
    ['a name, dots at the end', 'http://intranet.example./'],
    ['a name with one public and one private address', 'http://mixed.example/'],
    ['a name for a mapped address', 'http://mapped.example/'],
    ['a name for a unique local address', 'http://six.example/'],
    ['a name for metadata', 'http://metadata.google.internal/computeMetadata/v1/'],
    ['a name that spells an address', 'http://127.0.0.1.nip.example/'],
  ])('is refused: %s', async (_name, address) => {
    await expect(closed.fetch(address)).rejects.toMatchObject({ code: 'FLX_EGRESS_REFUSED', status: 403 });
    await expect(closed.check(address)).rejects.toMatchObject({ code: 'FLX_EGRESS_REFUSED' });
  });

  it.each([
    ['user and password', 'http://user:password@public.example/'],
    ['a user that looks like a host', 'http://public.example@127.0.0.1/'],
    ['a file', 'file:///etc/passwd'],
    ['ftp', 'ftp://public.example/'],
    ['gopher', 'gopher://127.0.0.1:25/_HELO'],
    ['data', 'data:text/plain,hello'],
    ['javascript', 'javascript:alert(1)'],
    ['no host', 'http://'],
    ['no address at all', 'not an address'],
    ['an impossible number', 'http://256.256.256.256/'],
    ['a zone inside an address', 'http://[fe80::1%25eth0]/'],
  ])('is refused: %s', async (_name, address) => {
    const error: unknown = await closed.fetch(address).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'FLX_EGRESS_ADDRESS' });
    expect(String(error)).not.toContain('password@');
  });

  it.each([
    'http://169.254.169.254/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:169.254.169.254]/',
    'http://metadata.google.internal/',
    'http://224.0.0.1/',
  ])('stays refused where private networks are allowed: %s', async (address) => {
    await expect(open.fetch(address)).rejects.toMatchObject({ code: 'FLX_EGRESS_REFUSED' });
  });
});

describe('an address that may be called', () => {
  it.each([
    'http://public.example/',
    'https://public.example./',
    'http://public6.example:8080/',
    'https://93.184.216.34/',
    'http://[2606:2800:220:1::1]/',
    'http://172.32.0.1/',
    'http://100.128.0.1/',
    'http://[64:ff9b::5db8:d822]/',
  ])('passes: %s', async (address) => {
    await expect(closed.check(address)).resolves.toBeUndefined();
  });

  it.each(['http://127.0.0.1/', 'http://intranet.example/', 'http://[fd12::1]/', 'http://[::1]/'])(
    'passes where private networks are allowed: %s',
    async (address) => {
      await expect(open.check(address)).resolves.toBeUndefined();
    },
  );

  it('has the place the registries say', () => {
    expect(['8.8.8.8', '10.1.1.1', '::1', 'fe80::1%eth0', '2001:4860:4860::8888', 'x'].map(placeOfAddress)).toEqual([
      'public',
      'private',
      'loopback',
      'linkLocal',
      'public',
      'reserved',
    ]);
  });
});

describe('a guarded fetch', () => {
  let server: Server;
  let port: number;
  const seen: {
    url: string;
    host: string | undefined;
    authorization: string | undefined;
    method: string | undefined;
    body: string;
  }[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      seen.push({ ...describeRequest(request), body: await readAll(request) });
      const url = new URL(request.url ?? '/', 'http://x');
      const to = url.searchParams.get('to');
      if (to !== null)
        return response.writeHead(Number(url.searchParams.get('status') ?? 302), { location: to }).end('moved');
      if (url.pathname === '/endless') return response.writeHead(302, { location: '/endless' }).end();
      if (url.pathname === '/empty') return response.writeHead(204).end();
      if (url.pathname === '/packed')
        return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'));
      if (url.pathname === '/silent') return undefined;
      return response
        .writeHead(200, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] })
        .end('{"ok":true}');
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  function describeRequest(request: IncomingMessage) {
    return {
      url: request.url ?? '',
      host: request.headers.host,
      authorization: request.headers.authorization,
      method: request.method,
    };
  }
  async function readAll(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  }
  function last() {
    return seen.at(-1);
  }

  it('connects to the address it checked, whatever the name says a moment later', async () => {
    const answers = [['127.0.0.1'], ['169.254.169.254']];
    const rebinding = createGuardedFetch({
      allowPrivateNetworks: true,
      resolve: async () => (answers.shift() ?? []).map((address) => ({ address, family: 4 as const })),
    });
    const response = await rebinding(`http://rebind.example:${port}/once`);
    expect(await response.json()).toEqual({ ok: true });
    expect(last()).toMatchObject({ url: '/once', host: `rebind.example:${port}` });
    expect(answers).toHaveLength(1);
  });

  it.each([
    'http://169.254.169.254/',
    'http://metadata.google.internal/',
    '//0xa9fea9fe/',
    'http://[::ffff:a9fe:a9fe]/',
  ])('checks where a redirect leads: %s', async (to) => {
    const redirected = open.fetch(`http://127.0.0.1:${port}/?to=${encodeURIComponent(to)}`);
    await expect(redirected).rejects.toMatchObject({ code: 'FLX_EGRESS_REFUSED' });
  });

  it('does not follow a redirect to a file, or one that carries a password', async () => {
    for (const to of ['file:///etc/passwd', `http://u:p@127.0.0.1:${port}/`])
      await expect(open.fetch(`http://127.0.0.1:${port}/?to=${encodeURIComponent(to)}`)).rejects.toMatchObject({
        code: 'FLX_EGRESS_ADDRESS',
      });
  });

  it('follows redirects as fetch does, leaving the sign-in behind when the origin changes', async () => {
    const to = `http://localhost:${port}/there`;
    const response = await open.fetch(`http://127.0.0.1:${port}/?to=${encodeURIComponent(to)}`, {
      method: 'POST',
      body: 'text',
      headers: { authorization: 'Bearer x' },
    });
    expect(response.redirected).toBe(true);
    expect(response.url).toBe(to);
    expect(last()).toMatchObject({ method: 'GET', authorization: undefined, body: '' });
    await open.fetch(`http://127.0.0.1:${port}/?status=307&to=/kept`, {
      method: 'POST',
      body: 'text',
      headers: { authorization: 'Bearer x' },
    });
    expect(last()).toMatchObject({ method: 'POST', authorization: 'Bearer x', body: 'text', url: '/kept' });
  });

  it('gives up after too many redirects, and leaves them alone when asked', async () => {
    const endless = `http://127.0.0.1:${port}/endless`;
    await expect(open.fetch(endless)).rejects.toMatchObject({ code: 'FLX_EGRESS_REDIRECTS' });
    expect((await open.fetch(endless, { redirect: 'manual' })).status).toBe(302);
    await expect(open.fetch(endless, { redirect: 'error' })).rejects.toThrow(TypeError);
  });

  it.each([
    ['text', 'text', 'text'],
    ['bytes', new Uint8Array([104, 105]), 'hi'],
    ['fields', new URLSearchParams({ a: '1' }), 'a=1'],
    ['a blob', new Blob(['blob']), 'blob'],
  ])('sends %s', async (_name, body, expected) => {
    await open.fetch(`http://127.0.0.1:${port}/send`, { method: 'POST', body });
    expect(last()).toMatchObject({ method: 'POST', body: expected });
  });

  it('takes a Request, keeps every header, unpacks answers, and gives none where there is none', async () => {
    const response = await open.fetch(new Request(`http://127.0.0.1:${port}/r`, { method: 'PUT', body: 'r' }));
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(last()).toMatchObject({ method: 'PUT', body: 'r' });
    expect(await (await open.fetch(`http://127.0.0.1:${port}/packed`)).text()).toBe('packed');
    expect((await open.fetch(`http://127.0.0.1:${port}/empty`)).body).toBeNull();
  });

  it('stops with the reason of the signal', async () => {
    const stop = new AbortController();
    const silent = open.fetch(`http://127.0.0.1:${port}/silent`, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(silent).rejects.toThrow('enough');
  });

  it('reports a name that does not exist and a port where nobody listens as such', async () => {
    await expect(closed.fetch('http://nowhere.example/')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(open.fetch('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('gives a checked address for connections of another kind', async () => {
    expect(await open.resolveHost('localhost.')).toBe('127.0.0.1');
    await expect(closed.resolveHost('intranet.example')).rejects.toMatchObject({ code: 'FLX_EGRESS_REFUSED' });
  });
});
