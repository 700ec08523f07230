import { describe, expect, it } from 'vitest';
import { emptyWorkspace, type Workspace } from '../../model/definition.ts';
import type { RefreshScope } from '../../model/refresh.ts';
import { buildGraph } from './build.ts';
import type { DefinitionUse } from './use.ts';

const uses: Record<string, Partial<DefinitionUse>> = {
  Spend: { entities: ['Shop_Purchases', 'AlternateKey', 'Customer'] },
  HighValue: { measures: ['Spend'], entities: ['Customer'] },
  Vip: { segments: ['HighValue'], entities: ['Customer'] },
  Everyone: { entities: ['Customer'] },
};

const workspace: Workspace = {
  ...emptyWorkspace,
  dataSources: [
    { name: 'Crm', kind: 'csv', options: {}, entities: [{ name: 'Contact' }] },
    { name: 'Shop', kind: 'csv', options: {}, entities: [{ name: 'Purchases' }] },
    { name: 'Asleep', kind: 'csv', options: {}, entities: [{ name: 'Rows' }], isActive: false },
  ],
  unification: { entities: [{ entity: 'Crm_Contact', primaryKey: 'Id' }] },
  measures: [
    {
      name: 'Spend',
      kind: 'customerAttribute',
      entity: 'Shop_Purchases',
      calculations: [{ name: 'Spend', function: 'count' }],
    },
  ],
  segments: [
    { name: 'HighValue' },
    { name: 'Vip' },
    { name: 'Everyone' },
    { name: 'Draft', state: 'draft' },
    { name: 'Over', endDate: '2026-11-22' },
  ],
};

function graph(scope: RefreshScope, missing: readonly string[] = []) {
  const nodes = buildGraph({
    workspace,
    scope,
    today: '2026-11-23',
    needsRun: (taskId) => missing.includes(taskId),
    useOfActivity: ({ entity }) => [entity],
    useOf: ({ name }) => ({ entities: [], measures: [], segments: [], ...uses[name] }),
  });
  return Object.fromEntries(nodes.map((node) => [node.taskId, node.selectionReason]));
}

describe('the tasks of a refresh', () => {
  it('cover everything active in a full refresh', () => {
    expect(Object.keys(graph({ kind: 'full' }))).toEqual([
      'ingestion:Crm',
      'ingestion:Shop',
      'map',
      'match',
      'merge',
      'measures:Spend',
      'segmentation:HighValue',
      'segmentation:Vip',
      'segmentation:Everyone',
    ]);
  });

  it.each<[string, RefreshScope, Record<string, string>]>([
    [
      'one source takes along only what depends on it',
      { kind: 'source', name: 'shop' },
      {
        'ingestion:Shop': 'requested',
        'measures:Spend': 'upstreamRerunning',
        'segmentation:HighValue': 'upstreamRerunning',
        'segmentation:Vip': 'upstreamRerunning',
      },
    ],
    [
      'one segment takes along the segments built on it',
      { kind: 'segment', name: 'HighValue' },
      { 'segmentation:HighValue': 'requested', 'segmentation:Vip': 'upstreamRerunning' },
    ],
    [
      'unification takes along everything about customers',
      { kind: 'unify' },
      {
        map: 'requested',
        match: 'requested',
        merge: 'requested',
        'measures:Spend': 'dependsOnMerge',
        'segmentation:HighValue': 'dependsOnMerge',
        'segmentation:Vip': 'dependsOnMerge',
        'segmentation:Everyone': 'dependsOnMerge',
      },
    ],
  ])('%s', (_title, scope, expected) => {
    expect(graph(scope)).toEqual(expected);
  });

  it('take along what they need and never succeeded', () => {
    expect(graph({ kind: 'segment', name: 'Vip' }, ['segmentation:HighValue', 'measures:Spend'])).toEqual({
      'measures:Spend': 'firstRun',
      'segmentation:HighValue': 'firstRun',
      'segmentation:Vip': 'requested',
    });
  });

  it.each<[RefreshScope, string]>([
    [{ kind: 'source', name: 'Asleep' }, 'FLX_REFRESH_TARGET'],
    [{ kind: 'segment', name: 'Draft' }, 'FLX_REFRESH_TARGET'],
    [{ kind: 'measure', name: 'Nothing' }, 'FLX_REFRESH_TARGET'],
  ])('refuse %o', (scope, code) => {
    expect(() => graph(scope)).toThrow(expect.objectContaining({ code }));
  });
});
