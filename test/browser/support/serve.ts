import { fileURLToPath } from 'node:url';
import { createHttpServer } from '../../../src/http/server.ts';
import { createSampleApp } from './sample-app.ts';

// Serves the sample application for work on the pages: node test/browser/support/serve.ts
const server = await createHttpServer(createSampleApp(), {
  port: 7420,
  version: '0.1.0',
  webRoot: fileURLToPath(new URL('../../../dist/web', import.meta.url)),
});
process.stdout.write(`${await server.listen()}\n`);
