import { openApp } from '../../src/app/create.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { readSettings } from '../../src/base/settings.ts';
import { type BenchMode, benchWorkspace } from './workspace.ts';

/** One refresh to measure. */
export interface RefreshTask {
  readonly folder: string;
  readonly load: 'full' | 'incremental';
  readonly mode: BenchMode;
  readonly memoryLimit: string;
}

/** What one refresh took. */
export interface RefreshFigures {
  readonly seconds: number;
  /** Processor time of all threads: what is left of `seconds` on a machine that does other things too. */
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
  readonly profiles: number;
  readonly stages: readonly { readonly name: string; readonly seconds: number }[];
}

async function measure({ folder, load, mode, memoryLimit }: RefreshTask): Promise<RefreshFigures> {
  const environment = { FLUXU_HOME: `${folder}/home`, FLUXU_MEMORY_LIMIT: memoryLimit };
  const settings = readSettings(environment);
  const app = await openApp({ settings, environment, baseFolder: folder, logger: silentLogger });
  await app.definitions.apply({ workspace: benchWorkspace(load, mode) }, 'bench');
  const started = systemClock.monotonicSeconds();
  const before = process.cpuUsage();
  const { jobId } = await app.refreshes.submit({ scope: { kind: 'full' }, submittedBy: 'bench' });
  const job = await app.refreshes.wait(jobId);
  const seconds = systemClock.monotonicSeconds() - started;
  const used = process.cpuUsage(before);
  const processorSeconds = (used.user + used.system) / 1e6;
  if (job.status !== 'successful')
    throw new Error(
      JSON.stringify(
        job.tasks.filter((task) => task.error),
        null,
        2,
      ),
    );
  const stages = job.tasks.map((task) => ({ name: task.taskId, seconds: task.seconds ?? 0 }));
  const slow = job.tasks.flatMap((task) => task.stages).filter((stage) => stage.seconds > seconds * 0.02);
  const inTasks = job.tasks.reduce((last, task) => Math.max(last, Date.parse(task.endedAt ?? '')), 0);
  const publish = (Date.parse(job.endedAt ?? '') - inTasks) / 1000;
  const profiles = (await app.entities.list()).find(({ name }) => name === 'Customer')?.rowCount ?? 0;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  await app.close();
  return {
    seconds,
    processorSeconds,
    peakMegabytes,
    profiles,
    stages: [...stages, { name: 'publish', seconds: publish }, ...slow],
  };
}

process.stdout.write(JSON.stringify(await measure(JSON.parse(process.argv[2] ?? '{}') as RefreshTask)));
