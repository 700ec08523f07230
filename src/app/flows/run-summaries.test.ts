import { expect, it } from 'vitest';
import { createTestEngine, flowOf } from '../../../test/support/flow-engine.ts';
import { describeOnEachStore } from '../../../test/support/store.ts';
import { listRuns } from '../../flows/history/list-runs.ts';
import { FlowDefinitions } from './flow-definitions.ts';
import { type RunSources, summarizeRuns } from './run-summaries.ts';

const statics = { name: 'Say0', staticResultOptions: 'Enabled' };
const flowSaying = (inputs: string) =>
  flowOf(
    { Say: { type: 'Compose', inputs, runtimeConfiguration: { staticResult: statics } } },
    { staticResults: { Say0: { status: 'Succeeded', outputs: 'fixed' } } },
  );

describeOnEachStore('a page of runs', (test) => {
  /** Runs twice what says each text, and lists all runs from a process that knows no version yet. */
  const startAndList = async (...texts: readonly string[]) => {
    const { engine, start } = createTestEngine(test());
    for (const text of [...texts, ...texts]) await start(flowSaying(text));
    await engine.settle();
    await engine.stop();
    return (await listRuns(test().store.db, {}, { limit: 100 })).items;
  };
  const definitions = () => new FlowDefinitions(test().store);

  it('reads each version of a flow once, and marks every run of it', async () => {
    const runs = await startAndList('one', 'two');
    const { engine } = createTestEngine(test());
    const read: string[] = [];
    const findVersion: RunSources['engine']['findVersion'] = (flow, hash) => {
      read.push(hash);
      return engine.findVersion(flow, hash);
    };
    const told = await summarizeRuns({ engine: { findVersion }, definitions: definitions() }, runs);
    expect(told.map(({ runId, staticResults }) => [runId, staticResults])).toEqual(
      runs.map(({ runId }) => [runId, ['Say']]),
    );
    expect(runs.length).toBeGreaterThanOrEqual(4);
    expect(read.sort()).toEqual([...new Set(runs.map(({ version }) => version))].sort());
  });

  it('tells runs of a version that is no longer kept without its mark', async () => {
    const runs = await startAndList('three');
    const { engine, journal } = createTestEngine(test());
    await journal.db.deleteFrom('flow_version').execute();
    const told = await summarizeRuns({ engine, definitions: definitions() }, runs);
    expect(told.map(({ runId }) => runId)).toEqual(runs.map(({ runId }) => runId));
    expect(told.filter(({ staticResults }) => staticResults !== undefined)).toEqual([]);
  });

  it('tells runs of a version that cannot be compiled any more without its mark', async () => {
    const runs = await startAndList('four');
    const { engine, journal } = createTestEngine(test());
    const lost = { Say: { type: 'Compose', inputs: 1, runAfter: { Gone: ['Succeeded'] } } };
    const content = JSON.stringify({ definition: flowOf(lost).definition });
    await journal.db.updateTable('flow_version').set({ content }).execute();
    const told = await summarizeRuns({ engine, definitions: definitions() }, runs);
    expect(told.map(({ runId }) => runId)).toEqual(runs.map(({ runId }) => runId));
    expect(told.every(({ staticResults }) => staticResults === undefined)).toBe(true);
  });

  it('hides no fault of the store', async () => {
    const runs = await startAndList('five');
    const { engine, journal } = createTestEngine(test());
    await journal.db.schema.dropTable('flow_version').execute();
    await expect(summarizeRuns({ engine, definitions: definitions() }, runs)).rejects.toThrow(/flow_version/);
  });
});
