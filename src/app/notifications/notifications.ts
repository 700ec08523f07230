import { messageOf } from '../../base/errors.ts';
import { createId } from '../../base/ids.ts';
import { Rounds } from '../../base/rounds.ts';
import { readMail, sendMail } from '../../flows/connectors/mail/send.ts';
import { recordAudit } from '../../store/audit.ts';
import { listDefinitions } from '../../store/definitions.ts';
import { withLease } from '../../store/leases.ts';
import { readSetting, writeSetting } from '../../store/settings.ts';
import { appError } from '../catalogue.ts';
import type { ConnectionSource } from '../connections/source.ts';
import type { Parts } from '../parts.ts';
import type { AppNotifications } from '../rooms/server.ts';
import type { NotificationSettings, NotificationsView } from '../view/notifications.ts';
import { createBell } from './bell.ts';
import { findFailing } from './failing.ts';
import { type Letter, letterOf, testLetter } from './letter.ts';

export interface NotificationsOptions
  extends Pick<Parts, 'store' | 'clock' | 'random' | 'logger' | 'owner' | 'instance'> {
  readonly source: ConnectionSource;
  readonly guard: { readonly fetch: typeof fetch; readonly resolveHost: (host: string) => Promise<string> };
  /** Address of this server. */
  readonly address: string;
}

const SETTINGS = 'notifications';
/** What was told of and fails still, and how the last mail went. */
const TOLD = 'notifications.told';
const LEASE_SECONDS = 120;
const LOOK_EVERY_SECONDS = 60;
const MAIL_CONNECTORS: readonly string[] = ['smtp', 'office365', 'sendmail'];
const DEFAULTS: NotificationSettings = {
  isEnabled: false,
  recipients: [],
  kinds: ['refreshes', 'flows', 'deliveries'],
  language: 'en',
};

interface Told {
  readonly keys: readonly string[];
  readonly lastMail?: NotificationsView['lastMail'];
}

/** Tells by mail, once, when something begins to fail for good. Nothing is sent until somebody turns it on. */
export function createNotifications(options: NotificationsOptions): AppNotifications & { readonly rounds: Rounds } {
  const { store, clock, owner, logger } = options;
  const { db } = store;
  const read = async () => ({ ...DEFAULTS, ...(await readSetting<NotificationSettings>(db, SETTINGS)) });
  const keep = (value: Told) => writeSetting(db, { name: TOLD, value, clock });
  const sender = ({ language }: NotificationSettings) => ({
    language,
    place: options.instance.instanceName,
    address: options.address,
  });
  const look = async () => {
    const settings = await read();
    if (!settings.isEnabled || settings.connection === undefined || settings.recipients.length === 0) return 0;
    const lease = { name: SETTINGS, owner, seconds: LEASE_SECONDS, clock };
    return (await withLease(db, lease, () => tell(settings))) ?? 0;
  };
  const tell = async (settings: NotificationSettings) => {
    const failing = (await findFailing(db)).filter(({ kind }) => settings.kinds.includes(kind));
    const told = (await readSetting<Told>(db, TOLD)) ?? { keys: [] };
    const fresh = failing.filter(({ key }) => !told.keys.includes(key));
    const stays = told.keys.filter((key) => failing.some((each) => each.key === key));
    if (fresh.length === 0) {
      if (stays.length < told.keys.length) await keep({ ...told, keys: stays });
      return 0;
    }
    const letter = letterOf(fresh, sender(settings));
    const lastMail = { at: clock.now().toISOString(), subject: letter.subject };
    try {
      await send(letter, settings, options);
    } catch (error) {
      await keep({ keys: stays, lastMail: { ...lastMail, error: messageOf(error) } });
      throw error;
    }
    await keep({ keys: [...stays, ...fresh.map(({ key }) => key)], lastMail });
    return fresh.length;
  };
  return {
    bell: createBell({ db, clock }),
    get: async () => ({
      settings: await read(),
      connections: await mailConnections(options),
      failing: [...(await findFailing(db))],
      lastMail: (await readSetting<Told>(db, TOLD))?.lastMail,
    }),
    put: async (value, actor) => {
      if (value.connection !== undefined) await options.source.openByName(value.connection);
      if (value.isEnabled && (value.connection === undefined || value.recipients.length === 0))
        throw appError('FLX_NOTIFICATIONS_INCOMPLETE', {});
      await store.transaction(async (tx) => {
        await writeSetting(tx, { name: SETTINGS, value, clock });
        await recordAudit(tx, { actor, action: 'settings.put', objectKind: 'settings', objectName: SETTINGS, clock });
      });
    },
    test: async (value) => send(testLetter(sender(value)), value, options),
    look,
    rounds: new Rounds({
      clock,
      logger,
      everySeconds: LOOK_EVERY_SECONDS,
      firstAfterSeconds: LOOK_EVERY_SECONDS,
      failure: 'nobody could be told by mail of what fails',
      work: look,
    }),
  };
}

async function mailConnections({ store }: NotificationsOptions): Promise<NotificationsView['connections']> {
  const all = await listDefinitions(store.db, 'connection');
  return all
    .filter(({ content }) => MAIL_CONNECTORS.includes(content.connector))
    .map(({ name, content }) => ({ name, displayName: content.displayName ?? name }));
}

/** @throws FLX_NOTIFICATIONS_INCOMPLETE, and what the mail server says */
async function send(
  { subject, body }: Letter,
  { connection, recipients }: NotificationSettings,
  { source, guard, clock, random }: NotificationsOptions,
): Promise<void> {
  if (connection === undefined || recipients.length === 0) throw appError('FLX_NOTIFICATIONS_INCOMPLETE', {});
  const { connector, values } = await source.require(connection);
  await sendMail(connector.name, readMail({ To: recipients.join(';'), Subject: subject, Body: body }), {
    parameters: {},
    connection: values,
    idempotencyKey: createId(clock, random),
    effects: { fetch: guard.fetch, resolveHost: guard.resolveHost, clock },
  });
}
