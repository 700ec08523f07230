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
    draft: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'A definition that is being worked on; it runs once it takes the place of `definition`.',
      }),
    ),
    /** Connection reference as the definition names it (e.g. `shared_teams`) to a connection of this workspace. */
    connections: Type.Optional(Type.Record(Type.String(), Type.String())),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'Values for parameters of the definition, by name; a parameter without one has its default.',
      }),
    ),
    runsKeptDays: Type.Optional(
      Type.Integer({
        minimum: 7,
        maximum: 3650,
        description: 'Days that ended runs are kept; left out, the setting FLUXU_RUNS_KEPT_DAYS counts.',
      }),
    ),
    importedFrom: Type.Optional(
      Type.Object(
        {
          format: oneOf(
            ['definition', 'workflow', 'arm', 'solution', 'package'],
            'How the file wrapped the definition.',
          ),
          file: Type.String({ description: 'Name of the file.' }),
          path: Type.Optional(Type.String({ description: 'Path in the file, when it is an archive.' })),
          pointer: Type.String({ description: 'JSON pointer to the definition.' }),
          hash: Type.String({ description: 'SHA-256 of the definition as it came, as canonical JSON.' }),
          address: Type.String({ description: 'Where the file is kept as it came.' }),
        },
        { ...strict, description: 'The file it was imported from; an export in its format is written from it.' },
      ),
    ),
  },
  { ...strict, $id: 'flow', description: 'Steps that run when a trigger fires.' },
);
export type Flow = Type.Static<typeof Flow>;
