import { hashOf } from '../../../base/ids.ts';
import { isPlainObject } from '../../../base/json.ts';
import { permanent } from '../call-error.ts';
import type { CallResult } from '../call-result.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { NativeCall } from '../connector.ts';
import { plainTextOf } from '../html-text.ts';
import { bareAddress, readAddresses } from './address.ts';
import { readAttachments } from './attachment.ts';
import { type MailServer, readMailServer, transportOptions } from './connection.ts';
import { explainFault, explainRefusal } from './refusal.ts';

/** A mail as an operation understood it. */
export interface Mail {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly from: string | undefined;
  readonly subject: string;
  readonly body: string;
  readonly isHtml: boolean;
  readonly importance: 'low' | 'normal' | 'high';
  readonly attachments: readonly {
    readonly filename: string;
    readonly content: Buffer;
    readonly contentType?: string;
  }[];
}

/** The mail in a body such as `emailMessage`: To, Cc, Bcc, From, ReplyTo, Subject, Body, Importance, Attachments, IsHtml; case is ignored. */
export function readMail(body: unknown): Mail {
  const fields = new Map(
    Object.entries(isPlainObject(body) ? body : {}).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const text = (name: string) => String(fields.get(name) ?? '');
  return {
    to: readAddresses('To', fields.get('to')),
    cc: readAddresses('Cc', fields.get('cc')),
    bcc: readAddresses('Bcc', fields.get('bcc')),
    replyTo: readAddresses('Reply To', fields.get('replyto')),
    from: readAddresses('From', fields.get('from') ?? fields.get('mailboxaddress'))[0],
    subject: text('subject').replaceAll(/[\r\n]+/g, ' '),
    body: text('body'),
    isHtml: fields.get('ishtml') !== false && text('ishtml').toLowerCase() !== 'false',
    importance: importanceOf(text('importance')),
    attachments: readAttachments(fields.get('attachments')),
  };
}

function importanceOf(text: string): Mail['importance'] {
  const value = text.toLowerCase();
  return value === 'high' || value === 'low' ? value : 'normal';
}

/**
 * Sends one mail over SMTP. The Message-ID comes from the idempotency key, so that a repeat carries the same one and
 * mail systems can drop it.
 * @throws FLX_MAIL_REFUSED, FLX_MAIL_POSTPONED, FLX_MAIL_REJECTED, FLX_MAIL_SIGN_IN, FLX_CALL_UNREACHABLE
 */
export async function sendMail(connector: string, mail: Mail, call: NativeCall): Promise<CallResult> {
  const server = readMailServer(connector, call.connection);
  const from = senderOf(connector, mail, server);
  if (mail.to.length + mail.cc.length + mail.bcc.length === 0)
    throw permanent(flowConnectorError('FLX_CALL_PARAMETER_MISSING', { operation: 'send a mail', name: 'To' }));
  const messageId = messageIdOf(call.idempotencyKey, from);
  const answer = await deliver(server, { ...message(mail), from, messageId }, call);
  if (answer.rejected.length > 0)
    throw explainRefusal({ refused: answer.rejected, accepted: answer.accepted, faults: answer.faults });
  return { statusCode: 200, headers: {}, body: { messageId, accepted: answer.accepted, answer: answer.response } };
}

function senderOf(connector: string, mail: Mail, server: MailServer): string {
  const from = mail.from ?? server.from ?? server.user;
  if (from === undefined)
    throw permanent(flowConnectorError('FLX_CONNECTION_PARAMETER_MISSING', { connector, name: 'from' }));
  return readAddresses('From', from)[0] ?? from;
}

function messageIdOf(idempotencyKey: string, from: string): string {
  const domain = bareAddress(from).split('@')[1] ?? 'localhost';
  return `<${hashOf(idempotencyKey).slice(0, 40)}@${domain}>`;
}

function message(mail: Mail) {
  return {
    to: [...mail.to],
    cc: [...mail.cc],
    bcc: [...mail.bcc],
    replyTo: [...mail.replyTo],
    subject: mail.subject,
    priority: mail.importance,
    attachments: mail.attachments.map((attachment) => ({ ...attachment })),
    ...(mail.isHtml ? { html: mail.body, text: plainTextOf(mail.body) } : { text: mail.body }),
  };
}

interface Delivered {
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
  readonly faults: readonly unknown[];
  readonly response: string;
}

async function deliver(
  server: MailServer,
  envelope: ReturnType<typeof message> & { from: string; messageId: string },
  { effects }: NativeCall,
): Promise<Delivered> {
  effects.signal?.throwIfAborted();
  // Loaded by the first mail: a server that sends none does not hold it in memory.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(await transportOptions(server, effects));
  try {
    const info = await orAborted(transport.sendMail(envelope), effects.signal);
    const faults: readonly unknown[] =
      'rejectedErrors' in info && Array.isArray(info.rejectedErrors) ? info.rejectedErrors : [];
    return {
      accepted: info.accepted.map(addressText),
      rejected: info.rejected.map(addressText),
      faults,
      response: info.response,
    };
  } catch (fault) {
    effects.signal?.throwIfAborted();
    throw explainFault(fault, server);
  } finally {
    transport.close();
  }
}

function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise;
  const aborted = Promise.withResolvers<never>();
  const stop = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([promise, aborted.promise]).finally(() => signal.removeEventListener('abort', stop));
}

function addressText(address: string | { address: string }): string {
  return typeof address === 'string' ? address : address.address;
}
