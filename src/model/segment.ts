import Type from 'typebox';
import { Condition } from './condition.ts';
import { described, Name, oneOf, strict } from './name.ts';
import { MEMBERS } from './vocabulary.ts';

const SegmentRule = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 80 })),
    operation: Type.Optional(
      oneOf(
        ['union', 'intersect', 'except'],
        'How the rule joins those before it, left to right; the first rule has none.',
      ),
    ),
    condition: Type.Optional(Condition),
  },
  { ...strict, description: 'Who meets the condition; everybody without one.' },
);

/** A named set of customers, or of their contacts, recomputed at every refresh. */
export const Segment = Type.Object(
  {
    name: Name,
    ...described,
    of: Type.Optional(oneOf(MEMBERS, 'Who the members are. Default customers; contacts need business accounts.')),
    state: Type.Optional(oneOf(['active', 'inactive', 'draft'], 'Only active segments are refreshed. Default active.')),
    kind: Type.Optional(oneOf(['dynamic', 'static'], 'Static segments list their members. Default dynamic.')),
    rules: Type.Optional(Type.Array(SegmentRule, { minItems: 1, maxItems: 50 })),
    members: Type.Optional(
      Type.Array(Type.String(), { maxItems: 100_000, description: 'Static only: keys of the members.' }),
    ),
    endDate: Type.Optional(Type.String({ format: 'date', description: 'Inactive after this day.' })),
  },
  { ...strict, $id: 'segment', description: 'A named set of customers, or of their contacts.' },
);
export interface SegmentRule {
  readonly name?: string;
  readonly operation?: 'union' | 'intersect' | 'except';
  readonly condition?: Condition;
}
export type Segment = Omit<Type.Static<typeof Segment>, 'rules'> & { readonly rules?: readonly SegmentRule[] };
