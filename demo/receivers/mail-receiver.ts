import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { type ParsedMail, parseMail } from './mime.ts';

/** A mail that was taken. */
export interface ReceivedMail extends ParsedMail {
  readonly receivedAt: string;
  readonly from: string;
  /** All recipients, those in blind copy too. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  /** True when a mail with this Message-ID was taken before. */
  readonly isRepeat: boolean;
  readonly raw: string;
}

/** A refusal as SMTP says it: 4yz for now, 5yz for good. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** A mail server on this machine that keeps what it gets. */
export interface MailReceiver {
  readonly host: string;
  readonly port: number;
  mails(): readonly ReceivedMail[];
  clear(): void;
  stop(): Promise<void>;
}

export interface MailReceiverOptions {
  readonly port?: number;
  readonly clock?: Clock;
  /** Signs in only these users; nobody has to sign in when left out. */
  readonly users?: Readonly<Record<string, string>>;
  /** Refuses a recipient. */
  readonly refuse?: (address: string) => Refusal | undefined;
  /** Refuses a mail after it was sent. */
  readonly refuseMail?: (mail: ReceivedMail) => Refusal | undefined;
}

/** Starts a mail server on 127.0.0.1 that takes every mail and forwards none. */
export async function startMailReceiver(options: MailReceiverOptions = {}): Promise<MailReceiver> {
  const mailbox = new Mailbox(options);
  const server = new SMTPServer({
    disabledCommands: options.users ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    authOptional: !options.users,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth: (auth, _session, done) => {
      const isKnown = auth.username !== undefined && options.users?.[auth.username] === auth.password;
      done(
        isKnown ? null : smtpError({ code: 535, message: 'The sign-in is not known' }),
        isKnown ? { user: auth.username } : undefined,
      );
    },
    onRcptTo: (address, _session, done) => done(smtpError(options.refuse?.(address.address))),
    onData: (stream, session, done) => {
      mailbox.take(stream, session).then((refusal) => done(smtpError(refusal)), done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  server.removeAllListeners('error').on('error', () => {});
  return {
    host: '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    mails: () => mailbox.mails,
    clear: () => mailbox.clear(),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function smtpError(refusal: Refusal | undefined): Error | null {
  return refusal ? Object.assign(new Error(refusal.message), { responseCode: refusal.code }) : null;
}

class Mailbox {
  mails: readonly ReceivedMail[] = [];
  readonly #clock: Clock;
  readonly #refuseMail: MailReceiverOptions['refuseMail'];

  constructor({ clock = systemClock, refuseMail }: MailReceiverOptions) {
    this.#clock = clock;
    this.#refuseMail = refuseMail;
  }

  clear(): void {
    this.mails = [];
  }

  async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Refusal | undefined> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const mail = this.#read(Buffer.concat(chunks), session);
    const refusal = this.#refuseMail?.(mail);
    if (!refusal) this.mails = [...this.mails, mail];
    return refusal;
  }

  #read(raw: Buffer, { envelope }: SMTPServerSession): ReceivedMail {
    const parsed = parseMail(raw);
    const messageId = parsed.headers['message-id'] ?? '';
    return {
      ...parsed,
      receivedAt: this.#clock.now().toISOString(),
      from: envelope.mailFrom ? envelope.mailFrom.address : '',
      to: envelope.rcptTo.map((recipient) => recipient.address),
      subject: parsed.headers['subject'] ?? '',
      messageId,
      isRepeat: this.mails.some((mail) => mail.messageId === messageId),
      raw: raw.toString('utf8'),
    };
  }
}
