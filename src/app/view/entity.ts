import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** An entity of the published snapshot. */
export const EntityView = Type.Object({
  name: Type.String(),
  kind: oneOf(['source', 'system', 'measure', 'segment'], 'Where its rows come from.'),
  dataSource: Type.Optional(Type.String()),
  rowCount: Type.Integer(),
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
