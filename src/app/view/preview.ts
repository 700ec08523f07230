import Type from 'typebox';
import { strict } from '../../model/name.ts';
import { EntityRow } from './entity.ts';
import { ErrorView, Moment } from './parts.ts';
import type { Plain } from './plain.ts';

const Definition = Type.Record(Type.String(), Type.Unknown(), { description: 'The definition, as it would be kept.' });

/** A definition to try on the published data before it is kept. */
export const PreviewRequest = Type.Object({ definition: Definition }, strict);

/** The published data a preview was made on. */
const asOf = { publishedAt: Moment, refreshId: Type.String() };

/** A named stage of what is computed, as SQL. */
const StageSql = Type.Object({ name: Type.String(), summary: Type.String(), sql: Type.String() });
const stages = Type.Array(StageSql, { description: 'What a refresh does for it, in order.' });

/** Size and first members that a segment would have. */
export const SegmentPreview = Type.Object({
  ...asOf,
  size: Type.Integer(),
  everybody: Type.Integer({ description: 'All who could be members: customers, or contacts.' }),
  rules: Type.Array(Type.Object({ name: Type.String(), size: Type.Integer() }), {
    description: 'How many meet each group by itself.',
  }),
  members: Type.Array(EntityRow, { description: 'Rows of the first hundred members.' }),
  stages,
});
export type SegmentPreview = Plain<typeof SegmentPreview>;

/** First rows that a measure would have. */
export const MeasurePreview = Type.Object({ ...asOf, rowCount: Type.Integer(), rows: Type.Array(EntityRow), stages });
export type MeasurePreview = Plain<typeof MeasurePreview>;

const figures = {
  ...asOf,
  seconds: Type.Number(),
  statistics: Type.Unknown({ description: 'As a refresh keeps them with its merge task.' }),
  warnings: Type.Array(ErrorView),
};

/** Figures that rules and lists of contacts would give on the published source data. */
export const ContactPreview = Type.Object({
  ...figures,
  contacts: Type.Array(EntityRow, { description: 'The first contacts of several records.' }),
});
export type ContactPreview = Plain<typeof ContactPreview>;

/** Figures that a unification would give on the published source data. */
export const UnificationPreview = Type.Object({
  ...figures,
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      group: Type.Optional(Type.String({ description: 'Of the group that it is taken with.' })),
      semanticType: Type.Optional(Type.String()),
      isWritten: Type.Boolean({ description: 'The definition names it; otherwise it was combined by itself.' }),
      policy: Type.Enum(['importance', 'mostRecent', 'leastRecent']),
      recency: Type.Record(Type.String(), Type.String(), {
        description: 'Entity to the attribute that dates its rows.',
      }),
      sources: Type.Array(Type.Object({ entity: Type.String(), attribute: Type.String() })),
    }),
    { description: 'Every field that the profile can have, also excluded ones; sources in the order of importance.' },
  ),
  pairs: Type.Array(EntityRow, { description: 'The first matched customers with the rules that matched them.' }),
});
export type UnificationPreview = Plain<typeof UnificationPreview>;
