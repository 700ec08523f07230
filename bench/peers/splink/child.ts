import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dropValues, loadSources, MATCH_RID } from '../../../src/app/match/load.ts';
import { matchFiles } from '../../../src/app/match/match-files.ts';
import type { MatchRequest } from '../../../src/app/match/request.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { duckdbEngine } from '../../../src/engines/duckdb/engine.ts';
import type { EngineSession } from '../../../src/sql/engine.ts';
import { id, join as joined, sql } from '../../../src/sql/sql.ts';
import { DEFAULT_LISTS, makeStandardTable } from '../../../src/unify/probability/standard/stage.ts';
import { CLUSTER_TABLE } from './components.ts';
import { clusterPairs, PREDICT_TABLE, predictPairs } from './linker.ts';
import type { SplinkFigures, SplinkTask } from './task.ts';

const task = JSON.parse(process.argv[2] ?? '{}') as SplinkTask;
const out = join(task.folder, `clusters-${task.side}.csv`);
const request: MatchRequest = {
  files: task.files,
  key: task.key,
  plan: task.truth === undefined ? {} : { columns: { [task.truth]: null } },
  out,
  threads: 0,
  memoryLimit: '4GB',
  hasReport: false,
};
const [startedSeconds, startedCpu] = [systemClock.monotonicSeconds(), process.cpuUsage()];
process.stdout.write(JSON.stringify(await (task.side === 'fluxu' ? runFluxu() : runSplink())));

/** Time since the start, on the clock and of all threads of this process. */
function timeSpent(): Pick<SplinkFigures, 'seconds' | 'cpuSeconds'> {
  const { user, system } = process.cpuUsage(startedCpu);
  return { seconds: systemClock.monotonicSeconds() - startedSeconds, cpuSeconds: (user + system) / 1e6 };
}

/** Ours, and the rules in use that left out no block: those that the other side can have too. */
async function runFluxu(): Promise<SplinkFigures> {
  const { pairsCompared, blocking } = await matchFiles(request, { clock: systemClock });
  const spent = timeSpent();
  const whole = blocking.filter(({ isUsed, skippedBlocks }) => isUsed && skippedBlocks === 0);
  return { ...spent, pairs: pairsCompared, rules: whole.map(({ rule }) => rule), f1: await f1OfClusters() };
}

/** Reads and standardises files as ours does; all after that are the other side's statements. */
async function runSplink(): Promise<SplinkFigures> {
  const workFolder = join(task.folder, 'splink');
  const session = await duckdbEngine.open({ workFolder, memoryLimit: request.memoryLimit, threads: request.threads });
  try {
    const { sources } = await loadSources(session, request, { clock: systemClock, workFolder });
    const standard = sources.map((source) => ({ ...source, rid: MATCH_RID }));
    const columns = await makeStandardTable(session, standard, DEFAULT_LISTS);
    await dropValues(session, sources);
    await predictPairs(session, columns, task);
    const tables = sources.map(({ keyTable }) => keyTable);
    const [first = 0.5, ...others] = task.thresholds;
    await saveClusters(session, tables, first);
    const spent = timeSpent();
    let f1 = await f1OfClusters();
    for (const threshold of others) {
      await saveClusters(session, tables, threshold);
      f1 = Math.max(f1, await f1OfClusters());
    }
    return { ...spent, pairs: await session.rowCount(PREDICT_TABLE), rules: task.rules, f1 };
  } finally {
    await session.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function saveClusters(session: EngineSession, keyTables: readonly string[], threshold: number): Promise<void> {
  await clusterPairs(session, threshold);
  const keyed = keyTables.map((table) => sql`select ${id(MATCH_RID)} as rid, key from ${id(table)}`);
  await session.saveFile(
    sql`select key, cluster as cluster_id from (${joined(keyed, ' union all ')}) as record join ${id(CLUSTER_TABLE)} as member using (rid)`,
    out,
    'csv',
  );
}

/** F1 of the clusters that were saved, over pairs of records. */
async function f1OfClusters(): Promise<number> {
  const workFolder = join(task.folder, 'truth');
  const session = await duckdbEngine.open({ workFolder, memoryLimit: request.memoryLimit, threads: request.threads });
  const truth = task.truth === undefined ? sql`split_part(trim(${id(task.key)}), '-', 2)` : id(task.truth);
  const files = joined(task.files.map((file) => sql`${file}`));
  const pairs = (by: string) =>
    sql`(select sum(n * (n - 1) / 2) from (select count(*) as n from labelled group by ${id(by)}))`;
  const f1 = await session.value(
    sql`with labelled as (select truth, cluster, truth || '/' || cluster as part from (select trim(${id(task.key)}) as key, ${truth} as truth from read_csv([${files}], all_varchar = true)) as own
        join (select trim(key) as key, cluster_id as cluster from read_csv(${out}, all_varchar = true)) as found on found.key = own.key)
      select cast(2 * ${pairs('part')} / (${pairs('truth')} + ${pairs('cluster')}) as double)`,
  );
  await session.close();
  await rm(workFolder, { recursive: true, force: true });
  return Number(f1);
}
