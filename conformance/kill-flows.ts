import { crashFlows } from '../test/flow-crash/run.ts';
import { createTestDatabase } from '../test/support/postgres.ts';
import type { ConformanceTable } from './table.ts';

const KILLS = 200;
const RUNS = 1000;
const LONGEST_MILLISECONDS = 2500;

/** kill -9 at random moments under many running flows: one process on SQLite, two on PostgreSQL. */
export async function runFlowKillConformance(): Promise<ConformanceTable> {
  const kills = Number(process.env['KILLS'] ?? KILLS);
  const runs = Number(process.env['RUNS'] ?? RUNS);
  const rows = [];
  for (const [title, processes, state] of [
    ['SQLite', 1, ''],
    ['two processes on PostgreSQL', 2, await createTestDatabase()],
  ] as const) {
    const onKill = (done: number) => process.stderr.write(`\r${title}: ${done}/${kills} kills`);
    const longestMilliseconds = LONGEST_MILLISECONDS;
    const report = await crashFlows({
      state,
      processes,
      runs,
      kills,
      longestMilliseconds,
      random: Math.random,
      onKill,
    });
    process.stderr.write('\r');
    for (const problem of report.problems.slice(0, 20)) console.error(problem);
    rows.push(
      { category: `${title}: runs that ended as they should`, passed: report.succeeded, total: runs, floor: 1 },
      { category: `${title}: promises kept`, passed: report.problems.length === 0 ? 1 : 0, total: 1, floor: 1 },
      { category: `${title}: steps repeated, with the same key`, passed: report.repeated, total: report.repeated },
    );
  }
  return { subject: 'kill -9 under running flows', rows };
}
