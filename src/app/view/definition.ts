import Type from 'typebox';
import { DEFINITION_KINDS, type DefinitionKind } from '../../model/definition.ts';
import { oneOf } from '../../model/name.ts';
import { ErrorView, Moment } from './parts.ts';
import type { Plain } from './plain.ts';

export const DefinitionKindName = oneOf(
  Object.keys(DEFINITION_KINDS) as DefinitionKind[],
  'Kind of definition. unification, audience and schedule exist once and bear their kind as name.',
);

/** One version of a definition. */
export const DefinitionRecord = Type.Object({
  kind: DefinitionKindName,
  name: Type.String(),
  version: Type.Integer({ description: 'Counts from 1; the ETag of the definition.' }),
  changedAt: Moment,
  changedBy: Type.String(),
  isDeleted: Type.Boolean(),
  definition: Type.Optional(Type.Unknown({ description: 'The definition; absent in the version that deleted it.' })),
});
export type DefinitionRecord = Plain<typeof DefinitionRecord>;

/** Definitions by kind, as a workspace folder holds them. What is left out is not touched unless `prune` says so. */
export const WorkspaceInput = Type.Object(
  {
    workspace: Type.Object(
      {
        connections: Type.Optional(Type.Array(Type.Unknown())),
        dataSources: Type.Optional(Type.Array(Type.Unknown())),
        relationships: Type.Optional(Type.Array(Type.Unknown())),
        unification: Type.Optional(Type.Unknown()),
        audience: Type.Optional(Type.Unknown()),
        activities: Type.Optional(Type.Array(Type.Unknown())),
        measures: Type.Optional(Type.Array(Type.Unknown())),
        segments: Type.Optional(Type.Array(Type.Unknown())),
        triggers: Type.Optional(Type.Array(Type.Unknown())),
        flows: Type.Optional(Type.Array(Type.Unknown())),
        schedule: Type.Optional(Type.Unknown()),
      },
      { additionalProperties: false },
    ),
    prune: Type.Optional(Type.Boolean({ description: 'Delete definitions that are not named. Default false.' })),
    planHash: Type.Optional(
      Type.String({ description: 'Hash of the plan that was looked at; apply refuses when things changed since.' }),
    ),
  },
  { additionalProperties: false },
);
export type WorkspaceInput = Plain<typeof WorkspaceInput>;

/** What applying a workspace would change, or has changed. */
export const PlanView = Type.Object({
  hash: Type.String(),
  changes: Type.Array(
    Type.Object({
      kind: DefinitionKindName,
      name: Type.String(),
      change: oneOf(['create', 'update', 'delete'], 'What happens to the definition.'),
      differences: Type.Array(
        Type.Object({
          pointer: Type.String({ description: 'JSON pointer into the definition.' }),
          from: Type.Optional(Type.Unknown()),
          to: Type.Optional(Type.Unknown()),
        }),
      ),
    }),
  ),
  unchanged: Type.Integer(),
  warnings: Type.Array(ErrorView),
});
export type PlanView = Plain<typeof PlanView>;

/** One time that a workspace was applied. */
export const AppliedView = Type.Object({
  sequence: Type.Integer({ description: 'Number of the entry in the audit log.' }),
  appliedAt: Moment,
  appliedBy: Type.String(),
  changes: Type.Array(Type.Pick(PlanView.properties.changes.items, ['kind', 'name', 'change'])),
});
export type AppliedView = Plain<typeof AppliedView>;

/** What differs now from the workspace that was last applied. */
export const DriftView = Type.Object({
  appliedAt: Type.Optional(Moment),
  appliedBy: Type.Optional(Type.String()),
  changes: Type.Array(PlanView.properties.changes.items, {
    description: 'What was changed one by one since; none when no workspace was ever applied.',
  }),
});
export type DriftView = Plain<typeof DriftView>;

/** A workspace in one file. */
export const WorkspaceFile = Type.Object(
  {
    fileName: Type.String({ minLength: 1, maxLength: 260, description: 'Its ending tells JSON from YAML.' }),
    content: Type.String({ description: 'A zip of a workspace folder, or one YAML or JSON text, in base64.' }),
  },
  { additionalProperties: false },
);
export type WorkspaceFile = Plain<typeof WorkspaceFile>;

/** What a file holds, as `WorkspaceInput` takes it. */
export const WorkspaceContent = Type.Object({
  workspace: Type.Record(Type.String(), Type.Unknown(), { description: 'Definitions by kind.' }),
});
