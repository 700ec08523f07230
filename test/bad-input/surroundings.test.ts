import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMailReceiver } from '../../demo/receivers/mail-receiver.ts';
import { systemClock } from '../../src/base/clock.ts';
import { callOperation } from '../../src/flows/connectors/call.ts';
import { findConnector } from '../../src/flows/connectors/index.ts';
import { type Company, openCompany } from '../support/company.ts';

const workspace = {
  dataSources: [
    {
      name: 'Shop',
      kind: 'csv',
      options: { folder: '.' },
      retry: { attempts: 1 },
      entities: [{ name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'Id' }],
    },
  ],
  unification: { entities: [{ entity: 'Shop_Contact', primaryKey: 'Id' }] },
};

const CARD = '{"type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","text":"Kaixo"}]}';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
  company.put('contacts.csv', 'Id,Name\n1,Ane\n2,Jon\n');
  await company.apply(workspace);
  await company.refresh();
});
afterAll(() => company.close());

describe('a disk on which nothing can be written', () => {
  it.skipIf(!existsSync('/dev/full'))('is told when an entity is exported', async () => {
    const exported = company.app.entities.exportFile({ name: 'Customer', path: '/dev/full', format: 'csv' });
    await expect(exported).rejects.toMatchObject({ code: 'FLX_ENGINE_DISK', status: 507 });
  });

  it('ends a refresh without publishing, and the data before it stays', async () => {
    const staging = join(company.folder, 'home', 'blobs', '.staging');
    rmSync(staging, { recursive: true, force: true });
    writeFileSync(staging, '');
    company.put('contacts.csv', 'Id,Name\n1,Ane\n2,Jon\n3,Miren\n');
    const job = await company.refresh();
    expect(job).toMatchObject({ status: 'failed', error: { code: 'FLX_STORE_DISK' } });
    expect(await company.rows('Customer')).toHaveLength(2);
    rmSync(staging);
    expect(await company.refresh()).toMatchObject({ status: 'successful' });
    expect(await company.rows('Customer')).toHaveLength(3);
  });
});

describe('a receiver that does not take what is sent', () => {
  const call = (connector: string, operationId: string, parameters: object, connection: object) =>
    callOperation({
      connector: findConnector(connector),
      operationId,
      parameters: { ...parameters },
      connection: { ...connection },
      idempotencyKey: 'run-1/Step',
      fetch,
      clock: systemClock,
    });
  const card = { poster: 'Flow bot', location: 'Channel', 'body/recipient/groupId': 'g', 'body/messageBody': CARD };
  const mail = { 'emailMessage/To': 'nobody@denda.example', 'emailMessage/Subject': 'Kaixo', 'emailMessage/Body': '' };

  it('that is down is named, and the call may be tried again', async () => {
    const post = call('shared_teams', 'PostCardToConversation', card, { webhookUrl: 'http://127.0.0.1:1/hook' });
    await expect(post).rejects.toMatchObject({
      code: 'FLX_CALL_UNREACHABLE',
      isRetryable: true,
      message: expect.stringContaining('127.0.0.1'),
    });
  });

  it('of cards that refuses them is quoted', async () => {
    const server = createServer((_request, response) =>
      response.writeHead(403, { 'content-type': 'text/plain' }).end('The workflow is switched off.'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const answer = await call('shared_teams', 'PostCardToConversation', card, { webhookUrl });
    server.close();
    expect(answer).toMatchObject({ statusCode: 403, body: 'The workflow is switched off.' });
  });

  it('of mail that refuses the address is quoted, and nothing is tried again', async () => {
    const receiver = await startMailReceiver({ refuse: () => ({ code: 550, message: 'No such user' }) });
    const { host, port } = receiver;
    const connection = { host, port, security: 'none', from: 'fluxu@denda.example' };
    const sent = call('shared_office365', 'SendEmailV2', mail, connection).finally(() => receiver.stop());
    await expect(sent).rejects.toMatchObject({
      code: 'FLX_MAIL_REFUSED',
      isRetryable: false,
      message: expect.stringContaining('No such user'),
    });
  });
});
