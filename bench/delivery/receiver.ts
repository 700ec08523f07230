import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver in a process of its own: counts what it gets, and tells when all of it is there. */
const ids = new Set<string>();
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    ids.add(String(request.headers['webhook-id']));
    response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', () => process.send?.({ received: ids.size }));
