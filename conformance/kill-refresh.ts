import { type Kill, runCrashes } from '../test/crash/run.ts';
import type { ConformanceTable } from './table.ts';

const RANDOM_KILLS = 100;
/** Longest time that a process works before it is killed: two refreshes and their deliveries. */
const LONGEST_MILLISECONDS = 2500;
/** Commits of a start and of a refresh with its deliveries; every third of them is a point at which the process dies. */
const COMMIT_POINTS = { from: 20, to: 200, step: 3 };

/** kill -9 at random moments and at the commits of refresh, trigger and delivery. */
export async function runKillConformance(): Promise<ConformanceTable> {
  const kills = [...randomKills(Number(process.env['KILLS'] ?? RANDOM_KILLS)), ...pointKills()];
  const report = await runCrashes({ kills, onKill: (done) => process.stderr.write(`\r${done}/${kills.length} kills`) });
  process.stderr.write('\r');
  for (const problem of report.problems) console.error(problem);
  const counted = (category: string, passed: number, total: number) => ({ category, passed, total, floor: 1 });
  return {
    subject: 'kill -9',
    rows: [
      counted('processes killed while at work', report.killed, kills.length),
      counted(`${report.published} refreshes published, ${report.interrupted} interrupted and named`, 1, 1),
      counted('events made once, kept, and delivered', report.occurrences, report.occurrences),
      counted('promises kept', report.problems.length === 0 ? 1 : 0, 1),
    ],
  };
}

function randomKills(count: number): Kill[] {
  return Array.from({ length: count }, () => ({ afterMilliseconds: Math.random() * LONGEST_MILLISECONDS }));
}

function pointKills(): Kill[] {
  const { from, to, step } = COMMIT_POINTS;
  const count = Math.ceil((to - from) / step);
  return Array.from({ length: count }, (_, index) => ({
    at: { number: from + index * step, side: index % 2 === 0 ? 'before' : 'after' },
  }));
}
