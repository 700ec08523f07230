import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startLocalService } from '../../test/support/local-service.ts';
import { openApp } from '../app/create.ts';
import { silentLogger } from '../base/logger.ts';
import { readSettings } from '../base/settings.ts';
import { runProgram } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-cli-subscription-'));
const environment = { FLUXU_HOME: join(folder, 'home'), FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' };
let receiver: LocalService;
let subscriptionId: string;

async function fluxu(...words: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const code = await runProgram(words, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    environment,
    stopRequested: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

async function subscription(...words: readonly string[]) {
  const { code, stdout } = await fluxu('subscription', ...words, '--json');
  return { code, result: JSON.parse(stdout) };
}

beforeAll(async () => {
  receiver = await startLocalService();
  const app = await openApp({ settings: readSettings(environment), environment, logger: silentLogger });
  const input = { displayName: 'Orders', trigger: 'FullRefreshCompleted', parameters: {}, url: `${receiver.url}/hook` };
  const added = await app.subscriptions.add(input as Parameters<typeof app.subscriptions.add>[0], 'test');
  subscriptionId = added.subscription.subscriptionId;
  await app.close();
});
afterAll(async () => {
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('fluxu subscription', () => {
  it('lists and shows them, by id and by name', async () => {
    expect(await subscription('list')).toMatchObject({ code: 0, result: [{ subscriptionId, state: 'active' }] });
    expect((await subscription('list', '--state', 'ended')).result).toEqual([]);
    for (const name of [subscriptionId, 'Orders'])
      expect((await subscription('show', name)).result).toMatchObject({ subscriptionId, displayName: 'Orders' });
    const { stdout } = await fluxu('subscription', 'list');
    expect(stdout).toMatch(/^ID +NAME +TRIGGER +TO +STATE +WAITING +DEAD/);
    expect(stdout).toContain(new URL(receiver.url).host);
  });

  it('sends a test and tells how it ended', async () => {
    expect(await subscription('test', 'Orders')).toMatchObject({ code: 0, result: { status: 'delivered' } });
    expect(JSON.parse(receiver.received.at(-1)?.body ?? '')).toMatchObject({ isTest: true });
  });

  it.each([
    ['all', 1],
    ['none', 0],
  ])('lets deliveries wait, and with --missed %s sends %i of one that was missed', async (missed, sent) => {
    expect((await subscription('pause', 'Orders')).result).toMatchObject({ state: 'paused' });
    const before = receiver.received.length;
    expect((await subscription('test', 'Orders')).result).toMatchObject({ status: 'pending' });
    const resumed = await subscription('resume', 'Orders', '--missed', missed);
    expect(resumed).toMatchObject({ code: 0, result: { state: 'active', counts: { waiting: 0 } } });
    expect(receiver.received.length - before).toBe(sent);
  });

  it('sends a range once more, under the same ids', async () => {
    const ids = () => receiver.received.map(({ headers }) => headers['webhook-id']);
    const [known, before] = [new Set(ids()), ids().length];
    const range = ['--from', '2020-01-01T00:00:00Z', '--until', '2100-01-01T00:00:00Z'];
    const { result } = await subscription('replay', 'Orders', ...range, '--status', 'delivered');
    expect(result.replayed).toBe(known.size);
    expect(new Set(ids().slice(before))).toEqual(known);
    expect((await subscription('replay', 'Orders', '--until', '2020-01-01T00:00:00Z')).result).toEqual({ replayed: 0 });
  });

  it('makes a new secret, and signs with both while they overlap', async () => {
    const { result } = await subscription('rotate', 'Orders', '--overlap-hours', '2');
    expect(result.secret).toMatch(/^whsec_/);
    await subscription('test', 'Orders');
    expect(String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(2);
  });

  it.each<[string, number, string, string[]]>([
    ['no choice of what was missed', 2, 'FLX_CLI_USAGE', ['resume', 'Orders']],
    ['an unknown choice', 2, 'FLX_CLI_USAGE', ['resume', 'Orders', '--missed', 'some']],
    ['a subscription that is not paused', 5, 'FLX_SUBSCRIPTION_STATE', ['resume', 'Orders', '--missed', 'all']],
    ['a name nobody has', 3, 'FLX_SUBSCRIPTION_UNKNOWN', ['show', 'Nobody']],
    ['a time that is none', 2, 'FLX_CLI_USAGE', ['replay', 'Orders', '--from', 'yesterday']],
    ['too long an overlap', 2, 'FLX_CLI_USAGE', ['rotate', 'Orders', '--overlap-hours', '721']],
  ])('with %s ends with code %i and %s', async (_what, exitCode, code, words) => {
    const given = await subscription(...words);
    expect([given.code, given.result.error?.code]).toEqual([exitCode, code]);
  });

  it('removes one, whose history stays', async () => {
    expect(await subscription('remove', 'Orders')).toEqual({ code: 0, result: { removed: subscriptionId } });
    expect((await subscription('show', 'Orders')).result).toMatchObject({ state: 'ended' });
    expect(await subscription('test', 'Orders')).toMatchObject({ code: 5 });
  });
});
