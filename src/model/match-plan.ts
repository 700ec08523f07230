import Type from 'typebox';
import { strict } from './name.ts';

/** What a person says about files that are matched without a workspace; everything is optional. */
export const MatchPlan = Type.Object(
  {
    columns: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), {
        description: 'Column to its semantic type, such as Person.FirstName; null leaves the column out.',
      }),
    ),
    threshold: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
        description: 'Match probability from which pairs are linked.',
      }),
    ),
    bypass: Type.Optional(
      Type.Array(Type.String(), { maxItems: 10_000, description: 'Values that stand for a missing one.' }),
    ),
    nicknames: Type.Optional(
      Type.Array(Type.Tuple([Type.String(), Type.String()]), {
        maxItems: 100_000,
        description: 'First name as written, and the formal name it stands for; added to the built-in list.',
      }),
    ),
    replacesNicknames: Type.Optional(
      Type.Boolean({ description: 'Use only the nicknames written here, not the built-in list. Default false.' }),
    ),
  },
  { ...strict, $id: 'match-plan', description: 'How files are matched by `fluxu match`.' },
);
export type MatchPlan = Type.Static<typeof MatchPlan>;
