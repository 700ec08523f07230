import Type from 'typebox';
import { described, Name, oneOf, strict } from './name.ts';

/** A flow: a Workflow Definition Language definition and the connections its actions use. */
export const Flow = Type.Object(
  {
    name: Name,
    ...described,
    state: Type.Optional(oneOf(['started', 'stopped'], 'Stopped flows do not start. Default started.')),
    definition: Type.Record(Type.String(), Type.Unknown(), {
      description: 'Workflow definition: triggers, actions, parameters, outputs.',
    }),
    /** Connection reference as the definition names it (e.g. `shared_teams`) to a connection of this workspace. */
    connections: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { ...strict, $id: 'flow', description: 'Steps that run when a trigger fires.' },
);
export type Flow = Type.Static<typeof Flow>;
