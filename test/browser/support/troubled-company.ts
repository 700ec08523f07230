import { createServer } from 'node:http';
import { listen } from '../../connector/sign-in-server.ts';
import type { BusyCompany } from './busy-company.ts';

const broken = {
  name: 'Broken',
  displayName: 'Divide by nothing',
  definition: {
    triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
    actions: {
      Divide: { type: 'Compose', inputs: '@div(1, 0)', runAfter: {} },
      After: { type: 'Compose', inputs: 'never', runAfter: { Divide: ['Succeeded'] } },
    },
  },
};

/** Adds a run that fails and a delivery that is given up to what has failed already; gives the id of the run. */
export async function makeTrouble({ company }: BusyCompany): Promise<string> {
  const { app } = company;
  await app.definitions.put({ kind: 'flow', name: 'Broken', definition: broken, changedBy: 'test' });
  const { runId } = await app.flows.run('Broken', {});
  const gone = createServer((request, response) => request.resume().on('end', () => response.writeHead(410).end()));
  const url = await listen(gone);
  const receiver = { displayName: 'Gone desk', trigger: 'FullRefreshCompleted', parameters: {}, url } as const;
  await app.subscriptions.add(receiver, 'test');
  await company.refresh();
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const { items } = await app.deliveries.list({}, { limit: 50 });
    const hasFailed = (await app.runs.get(runId)).status === 'Failed';
    if (hasFailed && items.some(({ status }) => status === 'dead')) {
      gone.close();
      return runId;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Nothing has gone wrong for good.');
}
