import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { openApp } from '../../src/app/create.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { readSettings } from '../../src/base/settings.ts';
import { createHttpServer } from '../../src/http/server.ts';
import type { Bench } from '../bench.ts';
import type { BenchRow } from '../table.ts';
import { measureCanvas } from './canvas.ts';
import { lists, measureList } from './lists.ts';
import { writeRecords } from './records.ts';
import { multiplyRuns } from './runs.ts';
import { webWorkspace, writeCustomers } from './workspace.ts';

const CUSTOMERS = 1_000_000;
const FLOWS = 500;
const RUNS = 100_000;
const ACTIONS = 300;
const ADMINISTRATOR = { email: 'ane@example.org', password: 'lau hitz elkarrekin' };
const ROOT = join(import.meta.dirname, '..', '..');

/** What people wait for in the pages of a large company; sizes: customers, runs. */
export const webBench: Bench = {
  summary:
    'pages over 1 M customers, 500 flows, 100,000 runs, deliveries and entries of the audit log: lists at the API, canvas of 300 actions in Chromium',
  isOnRequest: true,
  run: async ({ folder, say, sizes: [customers = CUSTOMERS, runs = RUNS] = [] }) => {
    say('pages');
    const built = spawnSync(process.execPath, [join(ROOT, 'scripts/build-web.mjs')], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
    say('customers and flows');
    await writeCustomers(folder, customers);
    await fillApp(folder);
    say('runs');
    await multiplyRuns(join(folder, 'home'), runs);
    say('audit log and deliveries');
    await writeRecords(join(folder, 'home'), runs);
    const app = await open(folder);
    const server = await createHttpServer(app, {
      access: app.access,
      webRoot: join(ROOT, 'dist/web'),
      version: 'bench',
    });
    const address = await server.listen();
    await app.access.ensureAdministrator({ ...ADMINISTRATOR, displayName: 'Ane' });
    const cookie = await signIn(address);
    try {
      const rows: BenchRow[] = [];
      for (const list of lists()) {
        say(list.name);
        for (const [given, value] of Object.entries(await measureList(address, list, cookie))) {
          const name = given === '{}' ? list.name : `${list.name}, ${given}`;
          rows.push({ name: `${name}: p95`, value, unit: 'ms', target: '≤ 150 ms' });
        }
      }
      say('canvas');
      const { fromPage, fromAddress } = await measureCanvas(address, cookie);
      const canvas = `canvas of ${ACTIONS} actions`;
      rows.push({ name: `${canvas}, from the page of the flow`, value: fromPage, unit: 's', target: '≤ 1 s' });
      rows.push({ name: `${canvas}, from its address`, value: fromAddress, unit: 's', target: '≤ 1 s' });
      return rows;
    } finally {
      await server.close();
      await app.close();
    }
  },
};

/** The cookie of a session of the administrator. */
async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMINISTRATOR),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

function open(folder: string) {
  const environment = { FLUXU_HOME: join(folder, 'home') };
  return openApp({ settings: readSettings(environment), environment, baseFolder: folder, logger: silentLogger });
}

/** Publishes the customers and runs every flow once. */
async function fillApp(folder: string): Promise<void> {
  const app = await open(folder);
  try {
    await app.definitions.apply({ workspace: webWorkspace(FLOWS, ACTIONS) }, 'bench');
    const { jobId } = await app.refreshes.submit({ scope: { kind: 'full' }, submittedBy: 'bench' });
    const job = await app.refreshes.wait(jobId);
    if (job.status !== 'successful') throw new Error(JSON.stringify(job.tasks.filter((task) => task.error)));
    await app.start();
    const flows = await app.flows.list();
    await Promise.all(flows.map(({ name }) => app.flows.run(name, { body: { name } })));
    while ((await app.runs.list({ status: 'Running' }, { limit: 1 })).items.length > 0)
      await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    await app.close();
  }
}
