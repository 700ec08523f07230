import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startLocalService } from '../../test/support/local-service.ts';
import { runProgram } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-cli-connector-'));
const inFolder = (name: string) => join(folder, name);
const FILE = 'apiDefinition.swagger.json';

const definition = JSON.stringify({
  swagger: '2.0',
  info: { title: 'Orchard Ledger', version: '1' },
  host: 'ledger.example',
  schemes: ['https'],
  paths: {
    '/trees': { get: { operationId: 'ListTrees', responses: { 200: { description: 'Trees' } } } },
    '/trees/new': {
      get: { operationId: 'OnTree', 'x-ms-trigger': 'batch', responses: { 200: { description: 'New trees' } } },
    },
  },
});
const properties = JSON.stringify({
  properties: { iconBrandColor: '#107c10', connectionParameters: { key: { type: 'securestring' } } },
});

let service: LocalService;

async function fluxu(words: readonly string[], more: Readonly<Record<string, string>> = {}) {
  let [stdout, stderr] = ['', ''];
  const code = await runProgram(words, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    environment: { FLUXU_HOME: inFolder('home'), ...more },
    stopRequested: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

const json = async (words: readonly string[], more?: Readonly<Record<string, string>>) => {
  const { code, stdout } = await fluxu([...words, '--json'], more);
  return { code, result: JSON.parse(stdout) };
};
const connector = (...words: string[]) => json(['connector', ...words]);
const namesListed = async () => (await connector('list')).result.map(({ name }: { name: string }) => name);

beforeAll(async () => {
  service = await startLocalService();
  service.answer(({ url }) => (url.startsWith(`/${FILE}`) ? { body: definition } : { status: 404 }));
  for (const name of ['ledger', 'empty', 'workspace/connections']) mkdirSync(inFolder(name), { recursive: true });
  writeFileSync(inFolder(`ledger/${FILE}`), definition);
  writeFileSync(inFolder('ledger/apiProperties.json'), properties);
  writeFileSync(inFolder('ledger.zip'), zipSync({ [FILE]: Buffer.from(definition) }));
  writeFileSync(inFolder('broken.json'), '{broken');
  writeFileSync(inFolder('nothing.json'), '{"swagger":"2.0","paths":{}}');
  writeFileSync(
    inFolder('workspace/connections/Books.json'),
    JSON.stringify({ name: 'Books', connector: 'books', parameters: {} }),
  );
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('fluxu connector add', () => {
  it.each([
    ['a folder', () => inFolder('ledger')],
    ['a zip', () => inFolder('ledger.zip')],
    ['a definition alone', () => inFolder(`ledger/${FILE}`)],
    ['an address', () => `${service.url}/${FILE}?key=secret-of-the-address`],
  ])('takes %s, and the connector is listed until it is removed', async (_what, source) => {
    const added = await json(['connector', 'add', source()], { FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' });
    expect(added).toMatchObject({
      code: 0,
      result: { connector: { name: 'orchardledger', title: 'Orchard Ledger', actions: 1, triggers: 1 } },
    });
    expect(JSON.stringify(added.result)).not.toContain('secret-of-the-address');
    expect(await namesListed()).toContain('orchardledger');
    expect(await connector('remove', 'orchardledger')).toEqual({ code: 0, result: { removed: 'orchardledger' } });
    expect(await namesListed()).not.toContain('orchardledger');
  });

  it('takes the name it is given, and tells people what was added', async () => {
    const { code, stdout } = await fluxu(['connector', 'add', inFolder('ledger'), '--name', 'books']);
    expect([code, stdout.split('\n')[0]]).toEqual([0, "Added Orchard Ledger as 'books': 1 actions, 1 triggers."]);
    expect((await fluxu(['connector', 'list'])).stdout).toMatch(/^books +Orchard Ledger +1 +1 +ledger$/m);
  });
});

describe('fluxu connector', () => {
  it.each<[string, number, string, () => string[]]>([
    ['a folder that is not there', 3, 'FLX_CONNECTOR_NOT_FOUND', () => ['add', inFolder('nowhere')]],
    ['a folder without a definition', 3, 'FLX_CONNECTOR_NOT_FOUND', () => ['add', inFolder('empty')]],
    ['a file that is no definition', 1, 'FLX_CONNECTOR_UNREADABLE', () => ['add', inFolder('broken.json')]],
    ['a definition without operations', 1, 'FLX_CONNECTOR_UNREADABLE', () => ['add', inFolder('nothing.json')]],
    ['a name with other characters', 1, 'FLX_CONNECTOR_NAME', () => ['add', inFolder('ledger'), '--name', 'a b']],
    ['a name that is taken', 1, 'FLX_CONNECTOR_NAME', () => ['add', inFolder('ledger'), '--name', 'teams']],
    ['an address in a private network', 4, 'FLX_EGRESS_', () => ['add', `${service.url}/${FILE}`]],
    ['no source', 2, 'FLX_CLI_USAGE', () => ['add']],
    ['a connector to remove that is not there', 3, 'FLX_CALL_UNKNOWN_CONNECTOR', () => ['remove', 'orchard']],
    ['a connector to remove that comes with Fluxu', 5, 'FLX_CONNECTOR_BUILT_IN', () => ['remove', 'teams']],
  ])('with %s ends with code %i and %s', async (_what, exitCode, code, words) => {
    const { code: given, result } = await connector(...words());
    expect([given, result.error?.code]).toEqual([exitCode, expect.stringContaining(code)]);
  });

  it('does not remove what a connection uses', async () => {
    await fluxu(['connector', 'add', inFolder('ledger'), '--name', 'books']);
    expect((await fluxu(['apply', inFolder('workspace')])).code).toBe(0);
    expect(await connector('remove', 'books')).toMatchObject({
      code: 5,
      result: { error: { code: 'FLX_CONNECTOR_IN_USE', message: expect.stringContaining('Books') } },
    });
  });
});
