import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { writeArchive } from '../../base/archive.ts';
import { type FluxuError, isFluxuError } from '../../base/errors.ts';
import { DEFINITION_KINDS, type DefinitionKind, emptyWorkspace, type Workspace } from '../../model/definition.ts';
import { readOneFile, writeOneFile } from './one-file.ts';
import { isEmptyPlan, planWorkspace } from './plan.ts';
import { readWorkspaceFolder } from './read.ts';
import { publishedSchema } from './schema.ts';
import { hideSecrets, keepSecrets } from './secret.ts';
import { writeWorkspaceFolder } from './write.ts';

const DEMO = join(import.meta.dirname, '../../../demo/workspace');

const order = `
name: Shop
kind: csv
options: { folder: ./data }
entities:
  - name: Order
    primaryKey: OrderId
    attributes:
      - { name: Amount, type: decimal }
      - { name: Status, type: string }
    options: { path: orders.csv }
`;
const revenue = {
  name: 'Revenue',
  kind: 'business',
  entity: 'Shop_Order',
  calculations: [{ name: 'Total', function: 'count' }],
};
const definition = {
  $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
  triggers: {},
  actions: {},
};

async function folderOf(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxu-workspace-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return folder;
}

async function read(files: Readonly<Record<string, unknown>>): Promise<Workspace> {
  return readWorkspaceFolder(await folderOf(files));
}

async function problemsOf(files: Readonly<Record<string, unknown>>): Promise<readonly FluxuError[]> {
  const error: unknown = await read(files).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isFluxuError(error) ? error.problems : [];
}

async function told(files: Readonly<Record<string, unknown>>): Promise<string[]> {
  const problems = await problemsOf(files);
  return problems.map(({ code, place }) => `${code} ${place?.file}#${place?.pointer ?? ''} line ${place?.line}`);
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('a workspace folder', () => {
  it('is read from JSON and YAML, single files and lists', async () => {
    const workspace = await read({
      'sources/shop.yaml': order,
      'measures/Revenue.json': { $schema: '../schemas/measure.schema.json', ...revenue },
      'segments/all.yml': '- { name: First, rules: [{}] }\n- { name: Second, rules: [{}] }\n',
      'schedule.yaml': 'times: [06:00]\nisActive: true\n',
      'README.md': 'Not a definition.',
      'docs/notes.json': '{',
    });
    expect(workspace.dataSources.map(({ name }) => name)).toEqual(['Shop']);
    expect(workspace.measures).toEqual([revenue]);
    expect(workspace.segments.map(({ name }) => name)).toEqual(['First', 'Second']);
    expect(workspace.schedule).toEqual({ times: ['06:00'], isActive: true });
  });

  it('gives a definition without a name that of its file', async () => {
    const { name: _name, ...nameless } = revenue;
    const workspace = await read({ 'sources/shop.yaml': order, 'measures/Income.json': nameless });
    expect(workspace.measures[0]?.name).toBe('Income');
  });

  it.each([
    [
      'our own shape',
      'flows/Notify.json',
      { name: 'Tell', state: 'stopped', definition },
      { name: 'Tell', state: 'stopped', definition },
    ],
    ['a bare definition', 'flows/Notify.json', definition, { name: 'Notify', definition }],
    [
      'a workflow.json in a folder',
      'flows/Notify/workflow.json',
      { definition, kind: 'Stateful' },
      { name: 'Notify', definition },
    ],
    [
      'a definition with our properties beside it',
      'flows/Notify.json',
      { definition, state: 'stopped' },
      { name: 'Notify', definition, state: 'stopped' },
    ],
  ])('reads a flow from %s', async (_title, file, content, expected) => {
    expect((await read({ [file]: content })).flows).toEqual([expected]);
  });

  it('puts a unification together from its parts', async () => {
    const { unification } = await read({
      'sources/shop.yaml': order,
      'unification/entities.yaml': 'entities: [{ entity: Shop_Order, primaryKey: OrderId }]',
      'unification/lists.json': { bypass: ['n/a'] },
    });
    expect(unification).toEqual({ entities: [{ entity: 'Shop_Order', primaryKey: 'OrderId' }], bypass: ['n/a'] });
  });

  it('reads the workspace of the demo', async () => {
    const workspace = await readWorkspaceFolder(DEMO);
    expect(workspace.flows.length).toBeGreaterThan(0);
    expect(workspace.unification).toBeDefined();
  });

  it('that is not there is a clear error', async () => {
    await expect(readWorkspaceFolder('/nowhere/at/all')).rejects.toMatchObject({ code: 'FLX_WORKSPACE_FOLDER' });
  });
});

describe('a workspace with faults', () => {
  it('tells all of them at once, with file, pointer and line', async () => {
    const found = await told({
      'sources/shop.yaml': order,
      'measures/Broken.json': '{\n  "name": "Broken",\n}',
      'segments/odd.yaml':
        'name: Odd\nrules:\n  - condition:\n      operator: inSegment\n      segment: Lost\ncolour: red\n',
      'segments/more.yaml':
        '- name: More\n  rules:\n    - condition:\n        operator: inSegment\n        segment: Mor\n',
      'triggers/T.yaml':
        'name: Watch\ntrigger: SegmentThresholdCrossed\nparameters:\n  segment: More\n  threshold: ten\n',
      'segmets/x.yaml': 'name: Xxx',
    });
    expect(found).toEqual([
      'FLX_WORKSPACE_NAME segmets# line undefined',
      'FLX_WORKSPACE_SYNTAX measures/Broken.json# line 3',
      'FLX_UNKNOWN_PROPERTY segments/odd.yaml#/colour line 6',
      'FLX_INVALID_VALUE triggers/T.yaml#/parameters/threshold line 5',
    ]);
  });

  it.each([
    ['a YAML fault', { 'segments/a.yaml': 'name: Abc\nrules: [\n' }, 'FLX_WORKSPACE_SYNTAX segments/a.yaml# line 3'],
    ['a text where an object belongs', { 'segments/a.yaml': 'hello' }, 'FLX_WORKSPACE_SHAPE segments/a.yaml# line 1'],
    ['a list where there is one', { 'schedule.json': [{}] }, 'FLX_WORKSPACE_SHAPE schedule.json# line 1'],
    [
      'a part told twice',
      { 'schedule/a.yaml': 'isActive: true', 'schedule/b.yaml': 'isActive: false' },
      'FLX_WORKSPACE_TWICE schedule/b.yaml#/isActive line 1',
    ],
    [
      'a name twice but for case',
      { 'segments/a.yaml': '- {name: Abc, rules: [{}]}\n- {name: ABC, rules: [{}]}' },
      'FLX_DUPLICATE_NAME segments/a.yaml#/1/name line 2',
    ],
    [
      'a segment that is not there',
      { 'segments/a.yaml': 'name: Abc\nrules:\n- condition:\n    operator: inSegment\n    segment: Lost' },
      'FLX_UNKNOWN_SEGMENT segments/a.yaml#/rules/0/condition/segment line 5',
    ],
    [
      'a circle',
      { 'segments/a.yaml': 'name: Abc\nrules:\n- condition: { operator: inSegment, segment: Abc }' },
      'FLX_CYCLE segments/a.yaml# line 1',
    ],
    [
      'an entity that is not there',
      { 'measures/R.json': revenue },
      'FLX_UNKNOWN_ENTITY measures/R.json#/entity line 4',
    ],
    [
      'a relationship between nothing',
      {
        'relationships/r.yaml':
          'name: Rel\nfromEntity: Shop_Order\nfromAttribute: a\ntoEntity: Shop_Ordr\ntoAttribute: b',
        'sources/shop.yaml': order,
      },
      'FLX_UNKNOWN_ENTITY relationships/r.yaml#/toEntity line 4',
    ],
    [
      'a kind of source that is not there',
      { 'sources/s.yaml': order.replace('csv', 'cvs') },
      'FLX_SOURCE_KIND sources/s.yaml#/kind line 3',
    ],
    [
      'an option that the kind does not have',
      { 'sources/s.yaml': order.replace('options: {', 'options: { colour: red,') },
      'FLX_UNKNOWN_PROPERTY sources/s.yaml#/options/colour line 4',
    ],
    [
      'a unification of an entity that is not there',
      { 'unification.yaml': 'entities:\n  - entity: Lost_Entity\n    primaryKey: Id' },
      'FLX_UNKNOWN_ENTITY unification.yaml#/entities/0/entity line 2',
    ],
    [
      'a time zone that is not there',
      { 'schedule.yaml': 'timeZone: Mars/Olympus' },
      'FLX_SCHEDULE_TIME_ZONE schedule.yaml#/timeZone line 1',
    ],
    [
      'a trigger on a source that is not there',
      { 'triggers/t.yaml': 'name: Abc\ntrigger: DataSourceRefreshFailed\nparameters: { dataSource: Lost }' },
      'FLX_REFERENCE triggers/t.yaml#/parameters/dataSource line 3',
    ],
    [
      'a trigger on a measure about customers',
      {
        'sources/s.yaml': order,
        'measures/m.json': { ...revenue, kind: 'business', dimensions: [{ attribute: 'Status' }] },
        'triggers/t.yaml':
          'name: Abc\ntrigger: MeasureThresholdCrossed\nparameters: { measure: Revenue, threshold: 1 }',
      },
      'FLX_TRIGGER_MEASURE triggers/t.yaml#/parameters/measure line 3',
    ],
    [
      'a flow over a connection that is not there',
      { 'flows/F.json': { name: 'Fff', definition, connections: { shared_teams: 'Lost' } } },
      'FLX_REFERENCE flows/F.json#/connections/shared_teams line 9',
    ],
  ])('tells of %s', async (_title, files, expected) => {
    expect(await told(files)).toEqual([expected]);
  });

  it('suggests the nearest name', async () => {
    const [problem] = await problemsOf({
      'segments/a.yaml':
        '- {name: Loyal, rules: [{}]}\n- name: Other\n  rules: [{condition: {operator: inSegment, segment: Loyl}}]',
    });
    expect(problem?.mend).toBe("Did you mean 'Loyal'?");
  });
});

describe('the difference between two workspaces', () => {
  const base: Workspace = {
    ...emptyWorkspace,
    segments: [
      { name: 'Stays', rules: [{}] },
      { name: 'Changes', displayName: 'Old', rules: [{ condition: { operator: 'isNull', attribute: 'a' } }] },
      { name: 'Goes', rules: [{}] },
    ],
    schedule: { isActive: true },
  };

  it('is typed, with the places that change', () => {
    const plan = planWorkspace(base, {
      ...base,
      segments: [
        { name: 'New', rules: [{}] },
        { name: 'Changes', state: 'draft', rules: [{ condition: { operator: 'isNull', attribute: 'b/c' } }, {}] },
        { name: 'Stays', rules: [{}] },
      ],
    });
    expect(plan.create).toEqual([{ kind: 'segment', name: 'New', definition: { name: 'New', rules: [{}] } }]);
    expect(plan.remove.map(({ name }) => name)).toEqual(['Goes']);
    expect(plan.unchanged.map(({ name }) => name)).toEqual(['Stays', 'schedule']);
    expect(plan.update.map(({ name, differences }) => [name, differences])).toEqual([
      [
        'Changes',
        [
          { pointer: '/displayName', from: 'Old' },
          { pointer: '/rules/0/condition/attribute', from: 'a', to: 'b/c' },
          { pointer: '/rules/1', to: {} },
          { pointer: '/state', to: 'draft' },
        ],
      ],
    ]);
  });

  it('is none between a workspace and itself with its keys in another order', () => {
    const turned = {
      ...base,
      segments: base.segments.map((segment) => Object.fromEntries(Object.entries(segment).reverse())),
    };
    expect(isEmptyPlan(planWorkspace(base, turned as unknown as Workspace))).toBe(true);
  });
});

describe('writing a workspace', () => {
  it('and reading it again gives no difference, in either format', async () => {
    const workspace = await readWorkspaceFolder(DEMO);
    for (const format of ['json', 'yaml'] as const) {
      const folder = await folderOf({});
      await writeWorkspaceFolder(workspace, folder, { format, withSchemas: true });
      expect(isEmptyPlan(planWorkspace(workspace, await readWorkspaceFolder(folder)))).toBe(true);
      expect(await writeWorkspaceFolder(workspace, folder, { format })).toEqual({ written: [], removed: [] });
    }
  });

  it('writes keys in the order of the schema, whatever order they came in', async () => {
    const folder = await folderOf({});
    const segment = {
      rules: [{ condition: { value: 1, operator: 'equals' as const, attribute: 'a' }, name: 'One' }],
      description: 'd',
      name: 'Abc',
    };
    await writeWorkspaceFolder({ ...emptyWorkspace, segments: [segment] }, folder);
    expect(await readFile(join(folder, 'segments/Abc.yaml'), 'utf8')).toBe(
      'name: Abc\ndescription: d\nrules:\n  - name: One\n    condition:\n      value: 1\n      operator: equals\n      attribute: a\n',
    );
  });

  it('leaves definitions where they are and touches only files that change', async () => {
    const folder = await folderOf({
      'segments/mine.yaml': '# kept\nname: Mine\nrules: [{}]\n',
      'segments/list.json': [
        { name: 'Aaa', rules: [{}] },
        { name: 'Bbb', rules: [{}] },
      ],
      'segments/gone.yaml': 'name: Gone\nrules: [{}]\n',
      'flows/Tell.json': definition,
    });
    const before = await readWorkspaceFolder(folder);
    const [mine, aaa] = [
      { name: 'Mine', rules: [{}] },
      { name: 'Aaa', state: 'draft' as const, rules: [{}] },
    ];
    const wanted = { ...before, segments: [mine, aaa, { name: 'List', rules: [{}] }] };
    expect(await writeWorkspaceFolder(wanted, folder)).toEqual({
      written: ['segments/list.json', 'segments/List.yaml'],
      removed: ['segments/gone.yaml'],
    });
    expect(await readFile(join(folder, 'segments/mine.yaml'), 'utf8')).toContain('# kept');
    expect(isEmptyPlan(planWorkspace(await readWorkspaceFolder(folder), wanted))).toBe(true);
  });

  it('gathers a definition in parts in one file when it changes', async () => {
    const folder = await folderOf({ 'schedule/a.yaml': 'isActive: true', 'schedule/b.yaml': 'timeZone: UTC' });
    await writeWorkspaceFolder({ ...emptyWorkspace, schedule: { isActive: false, timeZone: 'UTC' } }, folder);
    expect(await listFiles(folder)).toEqual(['schedule/a.yaml']);
    expect((await readWorkspaceFolder(folder)).schedule).toEqual({ isActive: false, timeZone: 'UTC' });
  });

  it('refuses to write over files it cannot read', async () => {
    const folder = await folderOf({ 'segments/bad.json': '{' });
    await expect(writeWorkspaceFolder(emptyWorkspace, folder)).rejects.toMatchObject({ code: 'FLX_INVALID' });
  });
});

describe('a workspace as one file', () => {
  const textOf = (text: string) => readOneFile('workspace.yaml', Buffer.from(text));
  const problemsIn = async (reading: Promise<unknown>) => {
    const error: unknown = await reading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!isFluxuError(error)) throw error;
    return [error, ...error.problems].map(({ code, place }) => `${code} ${place?.file} line ${place?.line}`);
  };

  it.each(['yaml', 'zip'] as const)('is read back from %s without a difference', async (format) => {
    const workspace = await readWorkspaceFolder(DEMO);
    const { fileName, bytes } = writeOneFile(workspace, format);
    const again = { ...emptyWorkspace, ...(await readOneFile(fileName, bytes)) } as Workspace;
    expect(isEmptyPlan(planWorkspace(workspace, again))).toBe(true);
  });

  it('is read from a zip of the folder itself, and hidden files are passed over', async () => {
    const zip = writeArchive({ 'mine/measures/Revenue.json': JSON.stringify(revenue), '__MACOSX/mine/._x.json': '' });
    expect(await readOneFile('mine.zip', zip)).toEqual({ measures: [revenue] });
  });

  it('tells every fault with file and line', async () => {
    const text = 'measures:\n  - name: Revenue\n    kind: business\n    calculations: x\nsegmints: []\n';
    expect(await problemsIn(textOf(text))).toEqual([
      'FLX_INVALID workspace.yaml line undefined',
      'FLX_WORKSPACE_NAME workspace.yaml line 5',
      'FLX_MISSING_PROPERTY workspace.yaml line 2',
      'FLX_INVALID_VALUE workspace.yaml line 4',
    ]);
    const zip = writeArchive({ 'measures/Revenue.yaml': 'kind: busines' });
    expect(await problemsIn(readOneFile('w.zip', zip))).toContain('FLX_INVALID_VALUE measures/Revenue.yaml line 1');
  });

  it.each([
    ['half a zip', writeArchive({ 'measures/a.json': '{}' }).slice(0, 20), 'FLX_WORKSPACE_ARCHIVE'],
    ['a zip of something else', writeArchive({ 'readme.json': '{}' }), 'FLX_WORKSPACE_ARCHIVE'],
    ['a list', Buffer.from('- 1'), 'FLX_WORKSPACE_SHAPE'],
    ['broken YAML', Buffer.from('a: [1'), 'FLX_WORKSPACE_SYNTAX'],
  ])('is refused when it is %s', async (_title, content, code) => {
    await expect(readOneFile('workspace.yaml', content)).rejects.toMatchObject({ code });
  });
});

describe('secrets', () => {
  const workspace: Workspace = {
    ...emptyWorkspace,
    connections: [
      {
        name: 'Mail',
        connector: 'smtp',
        parameters: { host: 'mail.example.org', password: 'hunter2', token: '${env:TOKEN}' },
      },
      {
        name: 'Team',
        connector: 'teams',
        parameters: { webhookUrl: 'https://example.org/hook/s3cr3t', nested: { keys: [{ apiKey: 'k' }] } },
      },
    ],
    dataSources: [
      {
        name: 'Shop',
        kind: 'postgresql',
        options: { host: 'db', password: '${file:/run/secrets/db}', address: 'postgres://me:pw@db/shop' },
        entities: [{ name: 'Order' }],
      },
    ],
  };

  it('are never written, and references to them stay as they are', async () => {
    const folder = await folderOf({});
    await writeWorkspaceFolder(workspace, folder);
    const texts = await Promise.all((await listFiles(folder)).map((file) => readFile(join(folder, file), 'utf8')));
    expect(texts.join('\n')).not.toMatch(/hunter2|s3cr3t|me:pw|apiKey: k/);
    expect(texts.join('\n')).toMatch(/\$\{env:TOKEN\}.*\$\{kept\}.*\$\{file:\/run\/secrets\/db\}/s);
  });

  it('come back from what the server keeps, so that pull and apply change nothing', () => {
    const { workspace: kept, problems } = keepSecrets(hideSecrets(workspace), workspace);
    expect([kept, problems]).toEqual([workspace, []]);
  });

  it('are masked where a plan tells what changes, and kept where it does not', () => {
    const [mail, team] = hideSecrets(workspace).connections;
    if (!mail || !team) throw new Error('There are two connections.');
    const changed = { ...mail, parameters: { ...mail.parameters, host: 'new.example.org', token: 'open' } };
    const plan = planWorkspace(workspace, { ...hideSecrets(workspace), connections: [changed, team] });
    expect(plan.update.map(({ definition, differences }) => [definition, differences])).toEqual([
      [
        { ...mail, parameters: { host: 'new.example.org', password: 'hunter2', token: 'open' } },
        [
          { pointer: '/parameters/host', from: 'mail.example.org', to: 'new.example.org' },
          { pointer: '/parameters/token', from: '${env:TOKEN}', to: '***' },
        ],
      ],
    ]);
    expect(() => planWorkspace(emptyWorkspace, hideSecrets(workspace))).toThrow(
      expect.objectContaining({ code: 'FLX_INVALID' }),
    );
  });

  it('that nobody keeps are a problem with its place', () => {
    const { problems } = keepSecrets(hideSecrets(workspace), emptyWorkspace);
    expect(problems.map(({ kind, name, problem }) => [kind, name, problem.code, problem.place?.pointer])).toEqual([
      ['connection', 'Mail', 'FLX_WORKSPACE_SECRET', '/parameters/password'],
      ['connection', 'Team', 'FLX_WORKSPACE_SECRET', '/parameters/webhookUrl'],
      ['connection', 'Team', 'FLX_WORKSPACE_SECRET', '/parameters/nested/keys/0/apiKey'],
      ['dataSource', 'Shop', 'FLX_WORKSPACE_SECRET', '/options/address'],
    ]);
  });
});

describe('published schemas', () => {
  it.each(Object.keys(DEFINITION_KINDS) as DefinitionKind[])(
    'of %s are JSON Schema by which others can check files',
    async (kind) => {
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(publishedSchema(kind));
      const { folder } = DEFINITION_KINDS[kind];
      for (const file of await readdir(join(DEMO, folder))) {
        const value: unknown = JSON.parse(await readFile(join(DEMO, folder, file), 'utf8'));
        expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
      }
      expect(validate({ $schema: 'x', colour: 'red' })).toBe(false);
    },
  );
});
