import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../base/settings.ts';
import { runProgram } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-cli-'));
const environment = { FLUXU_HOME: join(folder, 'home') };
const inFolder = (name: string) => join(folder, name);
writeFileSync(inFolder('broken.json'), '{broken');
writeFileSync(inFolder('outputs.json'), '{}');
writeFileSync(inFolder('people.csv'), 'Id,Name\n1,Ane\n');
writeFileSync(
  inFolder('flow.json'),
  JSON.stringify({ definition: { triggers: { T: { type: 'Request' } }, actions: {} } }),
);

async function fluxu(
  ...given: readonly (string | AbortSignal)[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const words = given.filter((word) => typeof word === 'string');
  const stop = given.find((word) => typeof word !== 'string');
  let [stdout, stderr] = ['', ''];
  const code = await runProgram(words, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    environment,
    stopRequested: stop ?? new AbortController().signal,
  });
  return { code, stdout, stderr };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nowhere = inFolder('nowhere/file');

describe('a command line that cannot be done', () => {
  it.each<[string, number, string, string[]]>([
    ['an unknown command', 2, 'FLX_CLI_USAGE', ['fly']],
    ['a missing option', 2, 'FLX_CLI_USAGE', ['evaluate']],
    ['a count that is no number', 2, 'FLX_CLI_USAGE', ['refresh', 'list', '--limit', 'many']],
    ['a count below one', 2, 'FLX_CLI_USAGE', ['refresh', 'list', '--limit', '0']],
    ['a threshold that is no number', 2, 'FLX_CLI_USAGE', ['trigger', 'backtest', 'T', '--threshold', 'high']],
    ['two scopes of a refresh', 2, 'FLX_CLI_USAGE', ['refresh', 'run', '--source', 'Shop', '--unify']],
    ['weights learned by one segment', 2, 'FLX_CLI_USAGE', ['refresh', 'run', '--learn', '--segment', 'Loyal']],
    ['a backtest of nothing', 2, 'FLX_CLI_WATCHER', ['trigger', 'backtest']],
    ['an unknown ending', 2, 'FLX_CLI_FORMAT', ['entity', 'export', 'Customer', '--out', inFolder('a.xlsx')]],
    ['a file that is not there', 3, 'FLX_CLI_FILE', ['evaluate', '--cases', nowhere]],
    ['a file to match that is not there', 3, 'FLX_CLI_FILE', ['match', nowhere, '--key', 'Id']],
    [
      'a plan that is not there',
      3,
      'FLX_CLI_FILE',
      ['match', inFolder('people.csv'), '--key', 'Id', '--plan', nowhere],
    ],
    [
      'a folder to write to that cannot be',
      3,
      'FLX_CLI_OUT',
      ['entity', 'export', 'Customer', '--out', inFolder('people.csv/a.csv')],
    ],
    ['a folder to pull to that is a file', 1, 'FLX_WORKSPACE_UNWRITABLE', ['pull', inFolder('people.csv')]],
    ['cases that are no JSON', 1, 'FLX_FLOW_JSON', ['evaluate', '--cases', inFolder('broken.json')]],
    ['an unknown entity', 3, 'FLX_ENTITY_UNKNOWN', ['entity', 'export', 'Nothing', '--out', inFolder('a.csv')]],
  ])('%s ends with code %i and %s', async (_what, exitCode, code, words) => {
    const { code: given, stdout, stderr } = await fluxu(...words, '--json');
    expect(given).toBe(exitCode);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code, mend: expect.any(String) } });
    expect(stderr).not.toBe('');
  });

  it('says of a file that is not there beside what it says of the others', async () => {
    const { code, stdout } = await fluxu('flow', 'check', inFolder('flow.json'), nowhere, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([
      { file: inFolder('flow.json'), runnable: true },
      { file: nowhere, diagnostics: [{ code: 'FLX_CLI_FILE' }], runnable: false },
    ]);
  });

  it('cuts a run off when asked to stop', async () => {
    const wait = { type: 'Wait', inputs: { interval: { count: 1, unit: 'Hour' } } };
    const triggers = { manual: { type: 'Request' } };
    writeFileSync(inFolder('slow.json'), JSON.stringify({ definition: { triggers, actions: { Wait: wait } } }));
    const words = ['flow', 'run', inFolder('slow.json'), '--trigger', inFolder('outputs.json'), '--json'];
    const { code, stdout } = await fluxu(...words, AbortSignal.timeout(200));
    expect(code).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'FLX_FLOW_CUT_OFF' } });
  });

  it.each([
    ['bench', ['bench', 'nothing']],
    ['shell', ['completion', 'tcsh']],
  ])('names those there are when a %s is unknown', async (_what, words) => {
    expect(await fluxu(...words)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Use one of: '),
    });
  });

  it('prints nothing to standard output without --json', async () => {
    expect(await fluxu('refresh', 'show', 'nothing')).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('fluxu flow run', () => {
  it.each([
    ['broken.json', 'outputs.json', /at {2}.*broken\.json/],
    ['flow.json', 'broken.json', /at {2}the trigger's outputs/],
  ])('says where text is no JSON: flow %s, trigger %s', async (flow, trigger, place) => {
    const { code, stderr } = await fluxu('flow', 'run', inFolder(flow), '--trigger', inFolder(trigger));
    expect(code).toBe(1);
    expect(stderr).toMatch(place);
  });

  it('names the steps whose static results were on', async () => {
    const configuration = (staticResultOptions: string) => ({ staticResult: { name: 'Fixed', staticResultOptions } });
    const call = { type: 'Http', inputs: { method: 'GET', uri: 'https://shop.invalid' } };
    const definition = {
      triggers: { manual: { type: 'Request' } },
      actions: {
        Call: { ...call, runtimeConfiguration: configuration('Enabled') },
        Say: { type: 'Compose', inputs: '', runtimeConfiguration: configuration('Disabled') },
      },
      staticResults: { Fixed: { status: 'Succeeded', outputs: {} } },
    };
    writeFileSync(inFolder('static.json'), JSON.stringify({ definition }));
    const words = ['flow', 'run', inFolder('static.json'), '--trigger', inFolder('outputs.json')];
    const { code, stdout } = await fluxu(...words, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'Succeeded', staticResults: ['Call'] });
    expect(await fluxu(...words)).toMatchObject({ stdout: expect.stringContaining('Static results: Call') });
  });
});

describe('a match of a file with one broken line', () => {
  it('counts in the singular', async () => {
    writeFileSync(inFolder('one.csv'), 'Id,Name\n1,Ane Agirre\n2,Jon Ibarra,x,y\n');
    const { code, stdout, stderr } = await fluxu('match', inFolder('one.csv'), '--key', 'Id');
    expect([code, stderr, stdout]).toEqual([
      0,
      expect.stringContaining(`Left out 1 line of '${inFolder('one.csv')}' from which no row can be read: line 3: `),
      expect.stringMatching(/^1 row, 0 pairs compared, 1 cluster in/m),
    ]);
  });
});

describe('a memory limit of one match', () => {
  it.each(['100MB', '0.2 GB', '255000kb', '240MiB', '50%', 'lots'])(
    'is refused with the least that works: %s',
    async (memory) => {
      const { code, stderr } = await fluxu('match', inFolder('people.csv'), '--key', 'Id', '--memory', memory);
      expect(code).toBe(1);
      expect(stderr).toContain(`FLX_SETTING_INVALID  --memory is '${memory}', but must be a size of 256MB or more`);
    },
  );

  it.each(['256MB', '245MiB', '1GB'])('is taken, and the work is done: %s', async (memory) => {
    const { code, stdout } = await fluxu('match', inFolder('people.csv'), '--key', 'Id', '--memory', memory);
    expect(code).toBe(0);
    expect(stdout).toContain('1 row, 0 pairs compared, 1 cluster ');
  });
});

describe('a setting that cannot be', () => {
  it.each([
    ['FLUXU_PORT', 'seven'],
    ['FLUXU_LOG_LEVEL', 'loud'],
    ['FLUXU_MEMORY_LIMIT', 'lots'],
    ['FLUXU_MEMORY_LIMIT', '100MB'],
    ['FLUXU_ROLE', 'all of them'],
  ])('is refused by its name: %s', (variable, value) => {
    const invalid = expect.objectContaining({ code: 'FLX_SETTING_INVALID', mend: expect.stringContaining(variable) });
    expect(() => readSettings({ ...environment, [variable]: value })).toThrow(invalid);
  });
});

describe('completion in bash', () => {
  it.each([
    ['a subcommand', 'refresh ru', 'run'],
    ['an option after an argument', 'entity export Customer --o', '--out'],
    ['an option after the value of another', 'refresh run --source Shop --w', '--wait'],
  ])('knows %s', async (_what, line, completed) => {
    const { stdout } = await fluxu('completion', 'bash');
    const words = `fluxu ${line}`.split(' ');
    const call = `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _fluxu; echo "\${COMPREPLY[@]}"`;
    expect(execFileSync('bash', ['-c', `${stdout}\n${call}`], { encoding: 'utf8' })).toBe(`${completed}\n`);
  });
});

describe('fluxu --version', () => {
  it('prints the version alone', async () => {
    expect(await fluxu('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});
