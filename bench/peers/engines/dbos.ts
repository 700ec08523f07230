// A workflow of which every step is kept before the next one begins.
import { DBOS } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import { measurePeer, PAYLOAD, readTask, report } from '../task.ts';

const task = readTask();
const pool = new pg.Pool({ connectionString: task.postgres, max: 20 });
DBOS.setConfig({ name: 'bench', systemDatabaseUrl: task.postgres, systemDatabasePool: pool, logLevel: 'error' });
const workflow = DBOS.registerWorkflow(
  async (input: typeof PAYLOAD) => {
    for (let step = 0; step < task.steps; step++)
      await DBOS.runStep(async () => ({ isDone: true, ...input }), { name: `step-${step}` });
  },
  { name: 'steps' },
);
await DBOS.launch();
const run = async () => (await DBOS.startWorkflow(workflow)(PAYLOAD)).getResult();
report(await measurePeer(task, run));
