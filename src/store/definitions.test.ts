import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../test/support/store.ts';
import { listAudit } from './audit.ts';
import {
  getDefinition,
  getDefinitionVersion,
  listDefinitions,
  listDefinitionVersions,
  putDefinition,
  readWorkspace,
  removeDefinition,
} from './definitions.ts';

describeOnEachStore('definitions', (test) => {
  const put = (name: string, content: object = {}, expectedVersion?: number) => {
    const { store, clock } = test();
    const change = { kind: 'segment' as const, name, author: 'ane', clock, expectedVersion };
    return store.transaction((tx) => putDefinition(tx, { ...change, content: { name, ...content } }));
  };

  it('make a new version with each change, and none when nothing changed', async () => {
    const { store } = test();
    const first = await put('Versions', { displayName: 'One' });
    expect(await put('Versions', { displayName: 'One' })).toEqual(first);
    const second = await put('Versions', { displayName: 'Two' });
    expect([first.version, second.version]).toEqual([1, 2]);
    const versions = await listDefinitionVersions(store.db, { kind: 'segment', name: 'versions' });
    expect(versions.map(({ version, content }) => [version, content.displayName])).toEqual([
      [2, 'Two'],
      [1, 'One'],
    ]);
    const old = await getDefinitionVersion(store.db, { kind: 'segment', name: 'Versions', version: 1 });
    expect(old.content).toEqual({ name: 'Versions', displayName: 'One' });
  });

  it('have the same hash for the same content, whatever the order of its properties', async () => {
    const one = await put('HashOne', { displayName: 'A', description: 'B' });
    const same = await put('HashOne', { description: 'B', displayName: 'A' });
    expect(same).toEqual(one);
  });

  it('refuse a change that was made to an older version', async () => {
    await put('Contested', { displayName: 'One' }, 0);
    await put('Contested', { displayName: 'Two' }, 1);
    const late = put('Contested', { displayName: 'Mine' }, 1);
    await expect(late).rejects.toMatchObject({ code: 'FLX_CONFLICT', status: 409 });
    await expect(put('Contested', {}, 0)).rejects.toMatchObject({ code: 'FLX_CONFLICT' });
  });

  it('let one of two writers at the same moment through', async () => {
    const results = await Promise.allSettled([
      put('Race', { displayName: 'A' }, 0),
      put('Race', { displayName: 'B' }, 0),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('are found whatever the case of the name, and refuse a name that differs only in case', async () => {
    const { store } = test();
    await put('CaseMatters');
    const found = await getDefinition(store.db, { kind: 'segment', name: 'casematters' });
    expect(found?.name).toBe('CaseMatters');
    await expect(put('CASEMATTERS')).rejects.toMatchObject({ code: 'FLX_NAME_TAKEN', status: 409 });
  });

  it('can be removed and made again; the versions go on', async () => {
    const { store, clock } = test();
    await put('Passing');
    const reference = { kind: 'segment' as const, name: 'passing' };
    await store.transaction((tx) => removeDefinition(tx, { ...reference, author: 'ane', clock, expectedVersion: 1 }));
    expect(await getDefinition(store.db, reference)).toBeUndefined();
    const names = (await listDefinitions(store.db, 'segment')).map(({ name }) => name);
    expect(names).not.toContain('Passing');
    const again = await put('PASSING', {}, 0);
    expect(again).toMatchObject({ name: 'PASSING', version: 3, isRemoved: false });
    const gone = store.transaction((tx) =>
      removeDefinition(tx, { kind: 'segment', name: 'Never', author: 'ane', clock }),
    );
    await expect(gone).rejects.toMatchObject({ code: 'FLX_NOT_FOUND', status: 404 });
  });

  it('leave a trace in the audit log of who changed what', async () => {
    const { store } = test();
    const one = await put('Audited', { displayName: 'One' });
    const two = await put('Audited', { displayName: 'Two' });
    const { items } = await listAudit(store.db, { objectKind: 'segment', objectName: 'Audited' });
    expect(items.map(({ actor, action, hashBefore, hashAfter }) => ({ actor, action, hashBefore, hashAfter }))).toEqual(
      [
        { actor: 'ane', action: 'definition.put', hashBefore: one.hash, hashAfter: two.hash },
        { actor: 'ane', action: 'definition.put', hashBefore: undefined, hashAfter: one.hash },
      ],
    );
  });

  it('together are the workspace', async () => {
    const { store, clock } = test();
    const schedule = { isActive: true, times: ['06:00'] };
    await putDefinition(store.db, { kind: 'schedule', name: 'schedule', content: schedule, author: 'ane', clock });
    await put('InWorkspace');
    const workspace = await readWorkspace(store.db);
    expect(workspace.schedule).toEqual(schedule);
    expect(workspace.segments).toContainEqual({ name: 'InWorkspace' });
    expect(workspace.unification).toBeUndefined();
  });
});
