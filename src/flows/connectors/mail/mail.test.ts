import { afterEach, describe, expect, it } from 'vitest';
import {
  type MailReceiver,
  type MailReceiverOptions,
  startMailReceiver,
} from '../../../../demo/receivers/mail-receiver.ts';
import { systemClock } from '../../../base/clock.ts';
import { callOperation } from '../call.ts';
import { findConnector } from '../index.ts';
import { readAddresses } from './address.ts';

const started: MailReceiver[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((receiver) => receiver.stop()));
});

async function start(options: MailReceiverOptions = {}): Promise<MailReceiver> {
  const receiver = await startMailReceiver(options);
  started.push(receiver);
  return receiver;
}

interface SendOptions {
  readonly connector?: string;
  readonly operationId?: string;
  readonly connection?: Record<string, unknown>;
  readonly key?: string;
}

function send(receiver: MailReceiver, parameters: Record<string, unknown>, options: SendOptions = {}) {
  return callOperation({
    connector: findConnector(options.connector ?? 'shared_office365'),
    operationId: options.operationId ?? 'SendEmailV2',
    parameters,
    connection: {
      host: receiver.host,
      port: receiver.port,
      security: 'none',
      from: 'fluxu@denda.example',
      ...options.connection,
    },
    idempotencyKey: options.key ?? 'run-1/Mail',
    fetch,
    clock: systemClock,
  });
}

const simple = {
  'emailMessage/To': 'ane@denda.example',
  'emailMessage/Subject': 'Kaixo',
  'emailMessage/Body': '<p>Egun on</p>',
};

describe('mail over SMTP', () => {
  it('sends what SendEmailV2 carries: recipients, HTML, importance, attachments', async () => {
    const receiver = await start();
    const answer = await send(receiver, {
      'emailMessage/To': 'Ane <ane@denda.example>; mikel@denda.example',
      'emailMessage/Cc': 'jon@denda.example',
      'emailMessage/Bcc': 'itziar@denda.example',
      'emailMessage/Subject': 'Segmentua: balio handia – 1.204 bezero',
      'emailMessage/Body': '<p>Kaixo <b>Ane</b></p>',
      'emailMessage/Importance': 'High',
      'emailMessage/Attachments': [{ Name: 'list.csv', ContentBytes: Buffer.from('a;b').toString('base64') }],
    });
    expect(answer.statusCode).toBe(200);
    const [mail] = receiver.mails();
    expect(mail).toMatchObject({
      from: 'fluxu@denda.example',
      to: ['ane@denda.example', 'mikel@denda.example', 'jon@denda.example', 'itziar@denda.example'],
      subject: 'Segmentua: balio handia – 1.204 bezero',
      html: '<p>Kaixo <b>Ane</b></p>',
      text: 'Kaixo Ane',
      attachments: [{ name: 'list.csv', sizeBytes: 3 }],
    });
    expect(mail?.headers['importance']).toBe('High');
    expect(mail?.raw).not.toContain('itziar');
  });

  it('gives every attempt of one step the same Message-ID, so that a repeat is recognised', async () => {
    const receiver = await start();
    await send(receiver, simple, { key: 'run-7/Mail' });
    await send(receiver, simple, { key: 'run-7/Mail' });
    await send(receiver, simple, { key: 'run-8/Mail' });
    expect(receiver.mails().map((mail) => mail.isRepeat)).toEqual([false, true, false]);
    expect(receiver.mails()[0]?.messageId).toMatch(/^<[0-9a-f]{40}@denda\.example>$/);
  });

  it.each([
    [
      'smtp',
      'SendEmailV3',
      { ...simple, 'emailMessage/From': 'denda@denda.example', 'emailMessage/CC': 'b@denda.example' },
    ],
    [
      'sendmail',
      'SendEmailV3',
      { 'request/to': 'ane@denda.example', 'request/subject': 'Kaixo', 'request/text': '<p>Egun on</p>' },
    ],
    ['office365', 'SharedMailboxSendEmailV2', { ...simple, 'emailMessage/MailboxAddress': 'denda@denda.example' }],
  ])('sends through %s %s', async (connector, operationId, parameters) => {
    const receiver = await start();
    await send(receiver, parameters, { connector, operationId });
    expect(receiver.mails()).toMatchObject([{ subject: 'Kaixo', html: '<p>Egun on</p>' }]);
  });

  it.each([
    ['refuses all for good', 550, 'FLX_MAIL_REFUSED', false],
    ['refuses all for now', 450, 'FLX_MAIL_REFUSED', true],
  ])('when the server %s, says so and whether to try again', async (_name, code, expected, isRetryable) => {
    const receiver = await start({ refuse: () => ({ code, message: 'No such mailbox' }) });
    await expect(send(receiver, simple)).rejects.toMatchObject({
      code: expected,
      isRetryable,
      message: expect.stringMatching(/ane@denda\.example: .*No such mailbox.*Nobody got it/),
    });
  });

  it('never repeats a mail that somebody got, even when another was refused only for now', async () => {
    const refuse = (address: string) => (address.startsWith('mikel') ? { code: 451, message: 'Later' } : undefined);
    const receiver = await start({ refuse });
    const sent = send(receiver, { ...simple, 'emailMessage/To': 'ane@denda.example;mikel@denda.example' });
    await expect(sent).rejects.toMatchObject({
      code: 'FLX_MAIL_REFUSED',
      isRetryable: false,
      message: expect.stringContaining('It went to ane@denda.example.'),
    });
  });

  it.each([
    [554, 'FLX_MAIL_REJECTED', false],
    [452, 'FLX_MAIL_POSTPONED', true],
  ])('reads answer %i to the whole mail as %s', async (code, expected, isRetryable) => {
    const receiver = await start({ refuseMail: () => ({ code, message: 'Not this one' }) });
    await expect(send(receiver, simple)).rejects.toMatchObject({ code: expected, isRetryable });
  });

  it('signs in, and explains a sign-in that fails without telling the password', async () => {
    const receiver = await start({ users: { denda: 'right' } });
    await send(receiver, simple, { connection: { user: 'denda', password: 'right' } });
    expect(receiver.mails()).toHaveLength(1);
    const error = await send(receiver, simple, { connection: { user: 'denda', password: 'wrong-one' } }).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ code: 'FLX_MAIL_SIGN_IN', isRetryable: false });
    expect(JSON.stringify(error)).not.toContain('wrong-one');
  });

  it('may try again when no server answers', async () => {
    const receiver = await start();
    await expect(send(receiver, simple, { connection: { port: 1 } })).rejects.toMatchObject({
      code: 'FLX_CALL_UNREACHABLE',
      isRetryable: true,
    });
  });

  it.each([
    ['an address without a domain', { ...simple, 'emailMessage/To': 'ane@' }, {}, 'FLX_MAIL_ADDRESS_INVALID'],
    [
      'a header smuggled into an address',
      { ...simple, 'emailMessage/To': 'a@b.example\r\nBcc: x@y.example' },
      {},
      'FLX_MAIL_ADDRESS_INVALID',
    ],
    ['nobody to send to', { ...simple, 'emailMessage/To': ' ; ' }, {}, 'FLX_CALL_PARAMETER_MISSING'],
    ['no server', simple, { host: '' }, 'FLX_CONNECTION_PARAMETER_MISSING'],
    ['an unknown security', simple, { security: 'ssl' }, 'FLX_CONNECTION_PARAMETER_INVALID'],
    ['an impossible port', simple, { port: 70_000 }, 'FLX_CONNECTION_PARAMETER_INVALID'],
    ['no sender', simple, { from: undefined }, 'FLX_CONNECTION_PARAMETER_MISSING'],
  ])('refuses %s', async (_name, parameters, connection, code) => {
    const receiver = await start();
    await expect(send(receiver, parameters, { connection })).rejects.toMatchObject({ code, isRetryable: false });
    expect(receiver.mails()).toEqual([]);
  });

  it('insists on STARTTLS unless told otherwise', async () => {
    const receiver = await start();
    await expect(send(receiver, simple, { connection: { security: 'starttls' } })).rejects.toMatchObject({
      code: expect.stringMatching(/^FLX_/),
    });
    expect(receiver.mails()).toEqual([]);
  });
});

describe('addresses', () => {
  it.each([
    ['a@x.example;b@x.example', ['a@x.example', 'b@x.example']],
    ['a@x.example, "Zubia, Ane" <b@x.example>;', ['a@x.example', '"Zubia, Ane" <b@x.example>']],
    [
      ['a@x.example', 'b@x.example;c@x.example'],
      ['a@x.example', 'b@x.example', 'c@x.example'],
    ],
    ['', []],
    [undefined, []],
  ])('reads %j', (value, expected) => {
    expect(readAddresses('To', value)).toEqual(expected);
  });
});
