import Type from 'typebox';
import { AttributeDeclaration } from './attribute.ts';
import { AttributeName, described, Name, oneOf, strict } from './name.ts';
import { QualityRule } from './quality-rule.ts';

const LoadMode = oneOf(
  ['full', 'incremental'],
  'full reads everything each time; incremental reads what is new and upserts by primary key.',
);

/** Name of an upload: a folder below that of all uploads, and never a way out of it. */
export const UploadName = Type.String({
  pattern: '^[A-Za-z][A-Za-z0-9_]{2,63}$',
  description: 'Name of the upload that holds the files.',
});

/** One entity (table) of a data source. Its full name is `<data source>_<entity>`. */
export const SourceEntity = Type.Object(
  {
    name: Name,
    /** Where the entity is inside the source; checked against the kind's own schema. */
    options: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'Where the entity is in the source: path, query, … by kind.',
      }),
    ),
    attributes: Type.Optional(Type.Array(AttributeDeclaration, { maxItems: 1000 })),
    primaryKey: Type.Optional(AttributeName),
    lastUpdated: Type.Optional(
      Type.String({ description: 'Attribute that says when a row last changed; needed for incremental loading.' }),
    ),
    load: Type.Optional(LoadMode),
    /** Incremental only: rows whose attribute has this value are removed. */
    deleted: Type.Optional(
      Type.Object(
        { attribute: AttributeName, value: Type.Unknown() },
        { ...strict, description: 'Marks a row as a delete.' },
      ),
    ),
    quality: Type.Optional(Type.Array(QualityRule, { maxItems: 100, description: 'What the rows must be like.' })),
  },
  { ...strict, description: 'One entity of a data source.' },
);
export type SourceEntity = Type.Static<typeof SourceEntity>;

/** Where customer data comes from. */
export const DataSource = Type.Object(
  {
    name: Name,
    ...described,
    kind: Type.String({ description: 'csv, json, parquet, postgresql, http, …' }),
    /** Checked against the kind's own schema. Secrets are written `${env:NAME}` or `${file:/path}`. */
    options: Type.Record(Type.String(), Type.Unknown(), { description: 'Settings of the source, by kind.' }),
    entities: Type.Array(SourceEntity, { minItems: 1, maxItems: 200 }),
    isActive: Type.Optional(Type.Boolean({ description: 'An inactive source is skipped. Default true.' })),
    retry: Type.Optional(
      Type.Object(
        {
          attempts: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 10,
              description: 'Tries in all before the failure is permanent. Default 3.',
            }),
          ),
          firstDelaySeconds: Type.Optional(
            Type.Number({
              minimum: 0,
              maximum: 3600,
              description: 'Wait before the second try; doubles each time. Default 5.',
            }),
          ),
        },
        strict,
      ),
    ),
    allowedCorruptShare: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'Share of rows that may be corrupt before the refresh fails. Default 0.5.',
      }),
    ),
  },
  { ...strict, $id: 'dataSource', description: 'Where customer data comes from.' },
);
export type DataSource = Type.Static<typeof DataSource>;

/** Full name of an ingested entity. */
export function entityNameOf(source: string, entity: string): string {
  return `${source}_${entity}`;
}
