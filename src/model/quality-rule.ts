import Type from 'typebox';
import { Condition } from './condition.ts';
import { Name, oneOf, strict } from './name.ts';

/** What the rows of a source entity must be like, and what happens when they are not. */
export const QualityRule = Type.Object(
  {
    name: Name,
    condition: Type.Optional(Condition),
    allowedShare: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'condition: share of the rows that may break it, 0 to 1. Default 0.',
      }),
    ),
    minimumRows: Type.Optional(Type.Integer({ minimum: 0, description: 'The entity has at least so many rows.' })),
    largestLoss: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'Share of the rows that may be gone since the last load, 0 to 1.',
      }),
    ),
    onFailure: Type.Optional(
      oneOf(
        ['warn', 'stop'],
        'warn tells and goes on; stop fails the data source, so that the last good data stays. Default warn.',
      ),
    ),
  },
  { ...strict, description: 'A data-quality rule: a condition that every row keeps, or how many rows there are.' },
);
export type QualityRule = Type.Static<typeof QualityRule>;
