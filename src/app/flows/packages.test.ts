import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../base/settings.ts';
import { runProgram } from '../../cli/program.ts';
import { createHttpServer, type HttpServer } from '../../http/server.ts';
import { openApp } from '../create.ts';
import type { OpenedApp } from '../opened-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-packages-'));
const environment = { FLUXU_HOME: join(folder, 'home') };
const flow = {
  $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
  contentVersion: '1.0.0.0',
  triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
  actions: {
    Post: {
      type: 'OpenApiConnection',
      inputs: {
        host: {
          connectionName: 'shared_teams',
          operationId: 'Post',
          apiId: '/providers/Microsoft.PowerApps/apis/shared_teams',
        },
        parameters: { z: 1, a: 2 },
      },
      runAfter: {},
    },
  },
};
const file = join(folder, 'Tell the team.json');
writeFileSync(file, JSON.stringify(flow));

async function fluxu(...words: string[]): Promise<{ code: number; json: unknown; stderr: string }> {
  let [stdout, stderr] = ['', ''];
  const code = await runProgram([...words, '--json'], {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    environment,
    stopRequested: new AbortController().signal,
  });
  return { code, json: stdout ? JSON.parse(stdout) : undefined, stderr };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('fluxu flow import and export', () => {
  it('keeps a flow, stopped, and says which connection it lacks', async () => {
    const { code, json } = await fluxu('flow', 'import', file);
    expect(code).toBe(0);
    expect(json).toMatchObject([
      {
        flow: 'Tell_the_team',
        result: 'created',
        state: 'stopped',
        missingConnections: [{ reference: 'shared_teams', connector: 'shared_teams' }],
      },
    ]);
  });

  it('changes nothing when the same file comes again', async () => {
    expect((await fluxu('flow', 'import', file)).json).toMatchObject([{ result: 'unchanged', version: 1 }]);
  });

  it('keeps the order of keys, and writes the file back as it came', async () => {
    const out = join(folder, 'out.json');
    expect((await fluxu('flow', 'export', 'Tell_the_team', '--format', 'definition', '--out', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(JSON.stringify(flow));
  });

  it.each<[string, string[], number, string]>([
    ['a flow that is not there', ['flow', 'export', 'Nobody', '--format', 'arm', '--out', 'x'], 3, 'FLX_NOT_FOUND'],
    ['another format', ['flow', 'export', 'Tell_the_team', '--format', 'pdf', '--out', 'x'], 2, 'FLX_CLI_FLOW_FORMAT'],
    [
      'a reference that no flow has',
      ['flow', 'import', file, '--connection', 'shared_x=Y'],
      1,
      'FLX_PACKAGE_CONNECTION',
    ],
    ['a file that is not there', ['flow', 'import', join(folder, 'none.json')], 3, 'FLX_CLI_FILE'],
  ])('refuses %s', async (_title, words, code, error) => {
    const result = await fluxu(...words);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(error);
  });
});

describe('import and export over HTTP', () => {
  let app: OpenedApp;
  let server: HttpServer;
  let address: string;
  beforeAll(async () => {
    app = await openApp({ settings: readSettings({ FLUXU_HOME: join(folder, 'server') }), environment: {} });
    server = await createHttpServer(app, { access: 'open', webRoot: folder, version: '0' });
    address = await server.listen();
  });
  afterAll(async () => {
    await server.close();
    await app.close();
  });

  it('takes a file in base64 and gives a package back', async () => {
    const body = JSON.stringify({
      fileName: 'a/Notify.json',
      content: Buffer.from(JSON.stringify(flow)).toString('base64'),
    });
    const answer = await fetch(`${address}/api/flows/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(await answer.json()).toMatchObject({ items: [{ flow: 'Notify', result: 'created' }] });
    const exported = await fetch(`${address}/api/flows/Notify/export?format=package`);
    expect(exported.headers.get('content-type')).toBe('application/zip');
    expect(exported.headers.get('content-disposition')).toContain('Notify.zip');
    expect(
      Buffer.from(await exported.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });
});
