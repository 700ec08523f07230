import { expect, it } from 'vitest';
import { runStep } from '../../../test/support/action-call.ts';
import { startLocalService } from '../../../test/support/local-service.ts';
import { createForeignConnector } from '../connectors/index.ts';
import { openApiConnection } from './connection.ts';

it('gathers pages of a connector, as many as an expression says', async () => {
  const service = await startLocalService();
  service.answer(({ url }) => {
    const page = Number(new URL(url, service.url).searchParams.get('page'));
    return { body: { value: [2 * page, 2 * page + 1], nextLink: `${service.url}/items?page=${page + 1}` } };
  });
  const list = {
    operationId: 'List',
    'x-ms-pageable': { nextLinkName: 'nextLink' },
    responses: { 200: { description: 'ok' } },
  };
  const definition = {
    swagger: '2.0',
    info: { title: 'Items', version: '1' },
    host: new URL(service.url).host,
    schemes: ['http'],
    paths: { '/items': { get: list } },
  };
  const { connector } = createForeignConnector('items', { definition });
  const outcome = await runStep({
    kind: openApiConnection,
    definition: {
      inputs: { host: { connectionName: 'a', operationId: 'List' }, parameters: {} },
      runtimeConfiguration: { paginationPolicy: { minimumItemCount: '@add(2, 1)' } },
    },
    effects: { connection: async () => ({ connector, values: {} }) },
  });
  expect(outcome).toMatchObject({ status: 'Succeeded', outputs: { body: { value: [0, 1, 2, 3] } } });
  await service.close();
});
