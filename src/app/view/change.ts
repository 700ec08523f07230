import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** Something that is different from now on; who shows it asks for the new state. */
export const ChangeView = Type.Object({
  topic: oneOf(
    ['refresh', 'task', 'firing', 'run', 'message', 'definition', 'subscription'],
    'What kind of thing changed.',
  ),
  id: Type.String({ description: 'Job, task, event, run, message id, or <kind>/<name> of a definition.' }),
  refreshId: Type.Optional(Type.String()),
  status: Type.Optional(Type.String({ description: 'New state, where the thing has one.' })),
  at: Moment,
});
export type ChangeView = Plain<typeof ChangeView>;
