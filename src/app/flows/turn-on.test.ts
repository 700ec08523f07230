import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../base/settings.ts';
import { openApp } from '../create.ts';
import type { OpenedApp } from '../opened-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-turn-on-'));
let app: OpenedApp;
beforeAll(async () => {
  app = await openApp({ settings: readSettings({ FLUXU_HOME: folder }), environment: {} });
  const Post = { name: 'Post', displayName: 'Post', connector: 'smtp', parameters: {} };
  await app.definitions.put({ kind: 'connection', name: 'Post', definition: Post, changedBy: 'test' });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const call = (api: string) => ({
  type: 'OpenApiConnection',
  inputs: { host: { apiId: `/apis/${api}`, connectionName: api, operationId: 'Do' } },
});
const inScope = (name: string, step: object) => ({ Scope: { type: 'Scope', actions: { [name]: step } } });

async function turnOn(actions: object, more: object = {}) {
  const flow = { name: 'Teller', definition: { triggers: { When: { type: 'Request' } }, actions }, ...more };
  const put = (state: string) =>
    app.definitions.put({ kind: 'flow', name: 'Teller', definition: { ...flow, state }, changedBy: 'test' });
  await put('stopped');
  return put('started');
}

describe('turning a flow on', () => {
  it.each([
    ['a step that lacks a connection', { Tell_her: call('shared_smtp') }, "'Tell her'"],
    ['one inside of a scope', inScope('Tell', call('shared_smtp')), "'Tell'"],
    ['one that is called inputs', { inputs: call('shared_smtp') }, "'inputs'"],
    ['several', { A: call('shared_smtp'), ...inScope('B', call('shared_teams')) }, "'A', 'B'"],
  ])('is refused for %s', async (_title, actions, steps) => {
    await expect(turnOn(actions)).rejects.toMatchObject({
      code: 'FLX_FLOW_NOT_CONNECTED',
      message: `The flow 'Teller' stays off: these steps lack a connection: ${steps}.`,
    });
    expect((await app.definitions.get('flow', 'Teller')).definition).toMatchObject({ state: 'stopped' });
  });

  it.each([
    ['no step goes through a connection', { Say: { type: 'Compose', inputs: 'x' } }, {}],
    ['it is our own insights', { Get: call('shared_customerinsights') }, {}],
    ['the flow names one', { Tell: call('shared_smtp') }, { connections: { shared_smtp: 'Post' } }],
    ['one has the name of the reference', { Tell: call('Post') }, {}],
    ['one has that name in another case', { Tell: call('post') }, {}],
  ])('is done where %s', async (_title, actions, more) => {
    expect((await turnOn(actions, more)).definition).toMatchObject({ state: 'started' });
  });

  it('is refused, too, where a configuration is applied that turns it on, unless that brings the connection along', async () => {
    const flow = {
      name: 'Applied',
      definition: { triggers: { When: { type: 'Request' } }, actions: { Tell: call('Later') } },
    };
    const apply = (state: string, connections: readonly object[] = []) =>
      app.definitions.apply({ workspace: { flows: [{ ...flow, state }], connections } }, 'test');
    await apply('stopped');
    await expect(apply('started')).rejects.toMatchObject({ code: 'FLX_FLOW_NOT_CONNECTED' });
    await apply('started', [{ name: 'Later', displayName: 'Later', connector: 'smtp', parameters: {} }]);
    expect((await app.definitions.get('flow', 'Applied')).definition).toMatchObject({ state: 'started' });
  });
});
