import { type Connector, createForeignConnector } from '../../src/flows/connectors/index.ts';

/** A connector of a service at `serviceUrl` that tells of orders: polled, by webhook, and by a notification with a fetch. */
export function createOrdersConnector(serviceUrl: string): Connector {
  const swagger = {
    swagger: '2.0',
    info: { title: 'Orders', version: '1' },
    host: new URL(serviceUrl).host,
    basePath: '/',
    schemes: ['http'],
    paths: {
      '/poll': {
        get: {
          operationId: 'OnOrders',
          'x-ms-trigger': 'batch',
          parameters: [{ name: 'shop', in: 'query', type: 'string' }],
          responses: { 200: { description: 'ok', schema: { type: 'array', items: { type: 'object' } } } },
        },
      },
      '/orders/{id}': {
        get: {
          operationId: 'OnOrderTold',
          'x-ms-trigger': 'single',
          'x-ms-notification': { operationId: 'OnOrder' },
          parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }],
          responses: { 200: { description: 'ok', schema: { type: 'object' } } },
        },
      },
      '/subscribe': {
        'x-ms-notification-content': { schema: { type: 'object' } },
        post: {
          operationId: 'OnOrder',
          'x-ms-trigger': 'single',
          parameters: [
            {
              name: 'body',
              in: 'body',
              schema: { type: 'object', properties: { url: { type: 'string', 'x-ms-notification-url': true } } },
            },
          ],
          responses: { 201: { description: 'ok' } },
        },
      },
    },
  };
  return createForeignConnector('orders', { definition: swagger }).connector;
}
