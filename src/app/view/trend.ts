import Type from 'typebox';
import { EntityRow } from './entity.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** One kept size of a segment. */
export const SegmentPointView = Type.Object({
  refreshId: Type.String(),
  at: Moment,
  size: Type.Integer(),
  entered: Type.Integer(),
  left: Type.Integer(),
  isNewDefinition: Type.Boolean({ description: 'The definition changed since the point before.' }),
});
export type SegmentPointView = Plain<typeof SegmentPointView>;

/** One kept value of a measure. */
export const MeasurePointView = Type.Object({
  refreshId: Type.String(),
  at: Moment,
  value: Type.Optional(Type.Number()),
  isNewDefinition: Type.Boolean(),
});
export type MeasurePointView = Plain<typeof MeasurePointView>;

/** A customer or contact who entered or left a segment. */
export const MembershipChangeView = Type.Object({
  change: Type.String({ description: 'entered or left.' }),
  member: EntityRow,
});
export type MembershipChangeView = Plain<typeof MembershipChangeView>;

/** How many members a segment shares with each other one. */
export const SegmentOverlap = Type.Object({
  publishedAt: Moment,
  refreshId: Type.String(),
  size: Type.Integer({ description: 'Members of the segment itself.' }),
  others: Type.Array(
    Type.Object({
      name: Type.String(),
      displayName: Type.String(),
      size: Type.Integer(),
      shared: Type.Integer({ description: 'Members of both.' }),
    }),
    { description: 'The largest shared part first.' },
  ),
});
export type SegmentOverlap = Plain<typeof SegmentOverlap>;
