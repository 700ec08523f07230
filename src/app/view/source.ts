import Type from 'typebox';
import { SourceEntity } from '../../model/data-source.ts';
import { strict } from '../../model/name.ts';
import { EntityRow } from './entity.ts';
import { ErrorView } from './parts.ts';
import type { Plain } from './plain.ts';

const Options = Type.Record(Type.String(), Type.Unknown(), { description: 'Settings of the source, by kind.' });

/** A kind of data source: what it is, and the JSON Schemas of what it asks for. */
export const SourceKindView = Type.Object({
  kind: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  options: Type.Unknown({ description: 'JSON Schema of the settings of the source.' }),
  entityOptions: Type.Unknown({ description: 'JSON Schema of where an entity is in the source.' }),
  example: Type.Object({ options: Options, entityOptions: Options }),
  supportsIncremental: Type.Boolean(),
  fileExtensions: Type.Optional(Type.Array(Type.String(), { description: 'Of the files that the kind reads.' })),
});
export type SourceKindView = Plain<typeof SourceKindView>;

/** A source to try before it is kept. */
export const SourceTrial = Type.Object({ kind: Type.String({ maxLength: 60 }), options: Options }, strict);
export type SourceTrial = Plain<typeof SourceTrial>;

/** What a connection test found, and the entities the source offers. */
export const SourceTrialResult = Type.Object({
  summary: Type.String(),
  entities: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), options: Options })),
});
export type SourceTrialResult = Plain<typeof SourceTrialResult>;

/** One entity of a source to read before it is kept. */
export const SourcePreviewRequest = Type.Object(
  { kind: Type.String({ maxLength: 60 }), options: Options, entity: SourceEntity },
  strict,
);
export type SourcePreviewRequest = Type.Static<typeof SourcePreviewRequest>;

/** The first rows of an entity in its types, with what its attributes seem to be. */
export const SourcePreview = Type.Object({
  rowCount: Type.Integer(),
  corruptRowCount: Type.Integer(),
  attributes: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.String(),
      semanticType: Type.Optional(Type.String()),
      suggestedSemanticType: Type.Optional(Type.String({ description: 'What name and values hint at.' })),
      filled: Type.Integer({ description: 'Rows that have a value.' }),
      isKeyCandidate: Type.Boolean({ description: 'Every row has a value of its own.' }),
    }),
  ),
  suggestedKey: Type.Optional(Type.String()),
  rows: Type.Array(EntityRow),
  warnings: Type.Array(ErrorView),
});
export type SourcePreview = Plain<typeof SourcePreview>;

/** A file that was sent, or how much of it has come. */
export const UploadView = Type.Object({
  upload: Type.String(),
  file: Type.String(),
  kind: Type.String({ description: 'The kind of data source that reads it.' }),
  entity: Type.String({ description: 'A name for its entity.' }),
  received: Type.Integer({ description: 'Bytes that are there; the next part begins here.' }),
  isComplete: Type.Boolean({ description: 'The file is in its place.' }),
});
export type UploadView = Plain<typeof UploadView>;
