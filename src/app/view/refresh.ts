import Type from 'typebox';
import { oneOf } from '../../model/name.ts';
import { OPERATION_TYPES } from '../../model/refresh.ts';
import { REFRESH_ORDERS } from '../../store/refreshes.ts';
import { sortOf } from './page.ts';
import { ErrorView, Moment } from './parts.ts';
import type { Plain } from './plain.ts';

/** States of a task and of a refresh. */
export const TaskStatusView = oneOf(
  ['queued', 'running', 'successful', 'failed', 'skipped', 'aborted', 'timedOut'],
  'State of a task or of the refresh as a whole.',
);

/** What to refresh; everything that depends on it follows. */
export const RefreshScopeView = Type.Union([
  Type.Object({ kind: oneOf(['full', 'unify'], 'Everything, or unification.') }, { additionalProperties: false }),
  Type.Object(
    { kind: oneOf(['source', 'segment', 'measure'], 'One definition.'), name: Type.String({ maxLength: 64 }) },
    { additionalProperties: false },
  ),
]);

/** What can be asked of a refresh. */
export const RefreshRequestView = Type.Object(
  {
    scope: RefreshScopeView,
    learnsWeights: Type.Optional(
      Type.Boolean({ description: 'Learn the weights of probabilities anew, though they are kept. Default false.' }),
    ),
  },
  { additionalProperties: false },
);
export type RefreshRequestView = Plain<typeof RefreshRequestView>;

/** Schema of `RefreshTask` (src/model/refresh.ts) as the API gives it. */
export const RefreshTaskView = Type.Object({
  taskId: Type.String(),
  operationType: oneOf(OPERATION_TYPES, 'What it does.'),
  identifier: Type.String({ description: 'Name of the data source, measure or segment.' }),
  displayName: Type.String(),
  status: TaskStatusView,
  selectionReason: Type.String({ description: 'Why the task is part of the refresh.' }),
  waitsFor: Type.Array(Type.String()),
  attempts: Type.Integer(),
  startedAt: Type.Optional(Moment),
  endedAt: Type.Optional(Moment),
  rows: Type.Optional(Type.Number()),
  seconds: Type.Optional(Type.Number()),
  stages: Type.Array(Type.Object({ name: Type.String(), seconds: Type.Number(), rows: Type.Optional(Type.Number()) })),
  error: Type.Optional(ErrorView),
  warnings: Type.Array(ErrorView),
  additionalInfo: Type.Record(Type.String(), Type.Unknown()),
});

/** Schema of `RefreshJob` (src/model/refresh.ts) as the API gives it. */
export const RefreshJobView = Type.Object({
  jobId: Type.String(),
  scope: RefreshScopeView,
  jobType: oneOf(['full', 'incremental'], 'Whether everything was read or only what is new.'),
  isFullLoad: Type.Boolean({ description: 'Asked for with everything read and computed anew.' }),
  learnsWeights: Type.Boolean({ description: 'Asked for with the weights of probabilities learned anew.' }),
  submissionKind: oneOf(['onDemand', 'scheduled'], 'How it was started.'),
  submittedBy: Type.String(),
  status: TaskStatusView,
  submittedAt: Moment,
  startedAt: Type.Optional(Moment),
  endedAt: Type.Optional(Moment),
  snapshotId: Type.Optional(Type.String()),
  error: Type.Optional(ErrorView),
  tasks: Type.Array(RefreshTaskView),
});

/** Order of a list of refreshes. */
export const RefreshSort = sortOf(REFRESH_ORDERS);

/** Which refreshes are wanted. */
export const RefreshFilterView = Type.Object({
  status: Type.Optional(TaskStatusView),
  dataSource: Type.Optional(Type.String({ maxLength: 64, description: 'That read this data source.' })),
});
export type RefreshFilterView = Plain<typeof RefreshFilterView>;
