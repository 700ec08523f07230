import Type from 'typebox';
import { Name, oneOf } from '../../model/name.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

const strict = { additionalProperties: false } as const;
export const FAILING_KINDS = ['refreshes', 'flows', 'deliveries'] as const;

/** Who is told by mail of what fails for good. */
export const NotificationSettings = Type.Object(
  {
    isEnabled: Type.Boolean({ description: 'Off until somebody turns it on.' }),
    connection: Type.Optional(Name),
    recipients: Type.Array(
      Type.String({ minLength: 3, maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+$', description: 'E-mail address.' }),
      { maxItems: 50 },
    ),
    kinds: Type.Array(oneOf(FAILING_KINDS, 'What is told.'), { uniqueItems: true }),
    language: oneOf(['en', 'eu'], 'Language of the mails.'),
  },
  strict,
);
export type NotificationSettings = Plain<typeof NotificationSettings>;

/** Something that fails for good: its last try did. */
export const FailingView = Type.Object({
  key: Type.String({ description: 'The same as long as it fails.' }),
  kind: oneOf(FAILING_KINDS, 'What kind of thing fails.'),
  name: Type.String({ description: 'What people call it.' }),
  message: Type.String({ description: 'Why the last try failed.' }),
  path: Type.String({ description: 'Page that shows it.' }),
  at: Moment,
});
export type FailingView = Plain<typeof FailingView>;

/** Something that the bell tells of. */
export const BellItem = Type.Object({
  key: Type.String({ description: 'The same as long as it goes on.' }),
  kind: oneOf([...FAILING_KINDS, 'drift'], 'What fails; drift: a source whose columns are no longer what they were.'),
  name: Type.String({ description: 'What people call it.' }),
  path: Type.String({ description: 'Page that shows it.' }),
  at: Moment,
  isUnread: Type.Boolean({ description: 'It came after the account marked all as read.' }),
});
export type BellItem = Plain<typeof BellItem>;

/** What an account has to look at, newest first. */
export const BellView = Type.Object({ items: Type.Array(BellItem), unread: Type.Integer() });
export type BellView = Plain<typeof BellView>;

/** The settings with the connections that can send, what fails now and how the last mail went. */
export const NotificationsView = Type.Object({
  settings: NotificationSettings,
  connections: Type.Array(Type.Object({ name: Type.String(), displayName: Type.String() })),
  failing: Type.Array(FailingView),
  lastMail: Type.Optional(Type.Object({ at: Moment, subject: Type.String(), error: Type.Optional(Type.String()) })),
});
export type NotificationsView = Plain<typeof NotificationsView>;
