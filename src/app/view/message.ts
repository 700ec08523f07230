import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** A message that a receiver built into the demo took in: a Teams card or a mail. */
export const MessageView = Type.Object({
  messageId: Type.String(),
  channel: oneOf(['teams', 'mail'], 'Which receiver took it.'),
  receivedAt: Moment,
  from: Type.Optional(Type.String()),
  to: Type.Array(Type.String(), { description: 'Addresses of a mail; name of the Teams channel.' }),
  subject: Type.Optional(Type.String()),
  text: Type.Optional(Type.String({ description: 'Plain text of a mail, or of a message without card.' })),
  html: Type.Optional(Type.String({ description: 'HTML body of a mail, as received.' })),
  card: Type.Optional(Type.Unknown({ description: 'Adaptive Card of a Teams message, as received.' })),
  runId: Type.Optional(Type.String({ description: 'Flow run that sent it, where known.' })),
});
export type MessageView = Plain<typeof MessageView>;
