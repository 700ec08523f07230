import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { type Page, pageOf } from './page.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** An entity of the published snapshot. */
export const EntityView = Type.Object({
  name: Type.String(),
  kind: oneOf(['source', 'system', 'measure', 'segment'], 'Where its rows come from.'),
  dataSource: Type.Optional(Type.String()),
  rowCount: Type.Integer(),
  rowsBefore: Type.Optional(Type.Integer({ description: 'Its rows in the snapshot before.' })),
  attributes: Type.Array(
    Type.Object({ name: Type.String(), type: Type.String(), semanticType: Type.Optional(Type.String()) }),
  ),
  primaryKey: Type.Optional(Type.String()),
  refreshId: Type.Optional(Type.String({ description: 'Refresh that wrote it.' })),
  refreshedAt: Type.Optional(Moment),
});
export type EntityView = Plain<typeof EntityView>;

/** One row of any entity, values by attribute name. */
export const EntityRow = Type.Record(Type.String(), Type.Unknown());
export type EntityRow = Readonly<Record<string, unknown>>;

/** A value that a row does not show, for which it was found: of a source record whose value lost in the merge. */
export const AlsoKnown = Type.Object({
  key: Type.String({ description: 'Key of the row: its CustomerId.' }),
  value: Type.String(),
  entity: Type.String({ description: 'Entity of the source record.' }),
});
export type AlsoKnown = Plain<typeof AlsoKnown>;

/** A page of rows; of a search for customers with the values that they were found by and do not show. */
export const RowsPage = Type.Object({
  ...pageOf(EntityRow).properties,
  alsoKnown: Type.Optional(Type.Array(AlsoKnown)),
});
export type RowsPage = Page<EntityRow> & { readonly alsoKnown?: readonly AlsoKnown[] };

/** Which rows of an entity are wanted, and in which order. */
export interface RowsQuery {
  /** Words that must all be found somewhere in the row, whatever the case. */
  readonly search?: string | undefined;
  /** A condition tree on the attributes, as segments have them. */
  readonly filter?: unknown;
  /** Name of an attribute; with `-` before it from the largest down. */
  readonly sort?: string | undefined;
}

/** What the values of one attribute are like. */
export const AttributeProfile = Type.Object({
  name: Type.String(),
  type: Type.String(),
  semanticType: Type.Optional(Type.String()),
  filled: Type.Integer({ description: 'Rows that have a value.' }),
  missing: Type.Integer({ description: 'Rows that have none.' }),
  distinct: Type.Integer({ description: 'Different values.' }),
  least: Type.Optional(Type.String({ description: 'Smallest value, as text.' })),
  most: Type.Optional(Type.String({ description: 'Largest value, as text.' })),
  top: Type.Array(Type.Object({ value: Type.String(), rows: Type.Integer() }), {
    description: 'The most frequent values.',
  }),
  mean: Type.Optional(Type.Number({ description: 'Numbers: their mean.' })),
  quantiles: Type.Optional(
    Type.Array(Type.Object({ share: Type.Number(), value: Type.String() }), {
      description: 'Numbers and dates: the smallest value that at least this share of the values does not exceed.',
    }),
  ),
  histogram: Type.Optional(
    Type.Array(Type.Object({ from: Type.Number(), to: Type.Number(), rows: Type.Integer() }), {
      description: 'Numbers: rows in equally wide parts.',
    }),
  ),
  isSuggestedKey: Type.Boolean({ description: 'Every row has a value, and no two the same.' }),
  suggestedSemanticType: Type.Optional(
    Type.String({ description: 'What it probably means, from its name and its most frequent values.' }),
  ),
  before: Type.Optional(
    Type.Object(
      {
        refreshId: Type.String({ description: 'Refresh that left it so.' }),
        rows: Type.Integer(),
        filled: Type.Integer(),
        distinct: Type.Integer(),
        newTop: Type.Array(Type.String(), { description: 'Most frequent values that were not among them before.' }),
        goneTop: Type.Array(Type.String(), { description: 'Values that were, and are no longer.' }),
      },
      { description: 'The same in the snapshot before, where the attribute was there.' },
    ),
  ),
});
export type AttributeProfile = Plain<typeof AttributeProfile>;
