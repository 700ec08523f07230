import { join } from 'node:path';
import { matchFiles } from '../../src/app/match/match-files.ts';
import { systemClock } from '../../src/base/clock.ts';
import { writeCustomers } from './customers.ts';

/** Generates customers, matches them, and prints what it took; a process of its own, so that its memory is its own. */
const { folder, rows, memoryLimit } = JSON.parse(process.argv[2] ?? '{}') as {
  folder: string;
  rows: number;
  memoryLimit: string;
};
const files = await writeCustomers(folder, rows);
const before = process.cpuUsage();
const stages: { readonly name: string; readonly seconds: number; readonly peakBytes: number }[] = [];
const result = await matchFiles(
  {
    files,
    key: 'id',
    plan: { columns: { truth: null } },
    out: join(folder, 'clusters.csv'),
    threads: 0,
    memoryLimit,
    hasReport: false,
  },
  {
    clock: systemClock,
    onStage: ({ name, seconds }) => stages.push({ name, seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }),
  },
);
const { user, system } = process.cpuUsage(before);
const { seconds, peakMemoryBytes, pairsCompared, clusters } = result;
process.stdout.write(
  JSON.stringify({ stages, seconds, cpuSeconds: (user + system) / 1e6, peakMemoryBytes, pairsCompared, clusters }),
);
