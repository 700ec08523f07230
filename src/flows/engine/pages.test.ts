import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestEngine, flowOf } from '../../../test/support/flow-engine.ts';
import { type LocalService, startLocalService } from '../../../test/support/local-service.ts';
import { openTestStore } from '../../../test/support/store.ts';

let opened: Awaited<ReturnType<typeof openTestStore>>;
let service: LocalService;
beforeAll(async () => {
  opened = await openTestStore();
  service = await startLocalService();
});
afterAll(async () => {
  await service.close();
  await opened.close();
});

it('gathers pages in a run, as many as an expression of the run says', async () => {
  service.answer(({ url }) => {
    const page = Number(new URL(url, service.url).searchParams.get('page'));
    return { body: { value: [2 * page, 2 * page + 1], nextLink: `${service.url}/items?page=${page + 1}` } };
  });
  const { engine, start, read } = createTestEngine(opened);
  const flow = flowOf({
    Items: {
      type: 'Http',
      inputs: { method: 'GET', uri: `${service.url}/items` },
      runtimeConfiguration: { paginationPolicy: { minimumItemCount: "@triggerBody()?['wanted']" } },
    },
  });
  const runId = await start(flow, { outputs: { body: { wanted: 5 } } });
  await engine.settle();
  const { run, steps } = await read(runId);
  expect(run.status).toBe('Succeeded');
  expect(JSON.parse(steps[0]?.outputs ?? 'null')).toMatchObject({ body: { value: [0, 1, 2, 3, 4, 5] } });
  await engine.stop();
});
