import Type from 'typebox';
import type { SubmissionKind } from '../../model/event.ts';
import { TRIGGER_PARAMETERS } from '../../model/trigger.ts';
import { defineTrigger } from '../trigger-kind.ts';

/** Fires when a full refresh has ended, whether somebody started it or the schedule did. */
export const fullRefreshCompleted = defineTrigger({
  kind: 'FullRefreshCompleted',
  operationId: 'OnFullRefreshCompleted',
  title: 'When a full refresh is completed',
  summary:
    'Fires when data sources, unification, measures and segments were refreshed; jobSubmissionKind tells scheduled from on demand.',
  eventType: 'FullRefreshCompleted',
  parameters: TRIGGER_PARAMETERS.FullRefreshCompleted,
  payload: Type.Object({
    jobId: Type.String({ description: 'Id of the refresh.' }),
    jobStatus: Type.String({ description: 'successful, or failed when a task did not succeed.' }),
    submittedTimestamp: Type.String({ format: 'date-time', description: 'When it was asked for.' }),
    startTimestamp: Type.String({ format: 'date-time', description: 'When it started.' }),
    endTimestamp: Type.String({ format: 'date-time', description: 'When it ended.' }),
    tasksCount: Type.Integer({ description: 'Number of tasks.' }),
    tasks: Type.Array(
      Type.Object({
        operationType: Type.String({ description: 'ingestion, map, match, merge, measures or segmentation.' }),
        identifier: Type.String({ description: 'Name of the data source, measure or segment.' }),
        friendlyName: Type.String({ description: 'Name that people see.' }),
        taskStatus: Type.String({ description: 'successful, failed or skipped.' }),
        endTimestamp: Type.Optional(Type.String({ format: 'date-time', description: 'When it ended.' })),
        error: Type.Optional(Type.String({ description: 'What went wrong.' })),
      }),
      { description: 'Tasks of the refresh.' },
    ),
  }),
  sample: {
    jobId: '0193595c-2a80-7c4e-9d7b-3f1f6a1c2b11',
    jobStatus: 'successful',
    submittedTimestamp: '2026-11-23T06:00:00Z',
    startTimestamp: '2026-11-23T06:00:00Z',
    endTimestamp: '2026-11-23T06:00:14Z',
    tasksCount: 1,
    tasks: [
      {
        operationType: 'ingestion',
        identifier: 'Ecommerce',
        friendlyName: 'Online shop',
        taskStatus: 'successful',
        endTimestamp: '2026-11-23T06:00:03Z',
      },
    ],
  },
  look: (event, parameters) => {
    const wanted = parameters['submissionKind'] ?? 'both';
    if (event.type !== 'FullRefreshCompleted') return undefined;
    if (wanted !== 'both' && wanted !== event.jobSubmissionKind)
      return { kind: 'ignored', reason: `The full refresh was started ${wordsOf(event.jobSubmissionKind)}.` };
    const tasks = event.tasks.map(({ operationType, identifier, displayName, taskStatus, endedAt, error }) => ({
      operationType,
      identifier,
      friendlyName: displayName,
      taskStatus,
      ...(endedAt !== undefined && { endTimestamp: endedAt }),
      ...(error && { error: error.message }),
    }));
    const payload = {
      jobId: event.refreshId,
      jobStatus: event.jobStatus,
      submittedTimestamp: event.submittedAt,
      startTimestamp: event.startedAt,
      endTimestamp: event.endedAt,
      tasksCount: tasks.length,
      tasks,
    };
    return {
      kind: 'happened',
      payload,
      reason: `A full refresh started ${wordsOf(event.jobSubmissionKind)} was completed: ${event.jobStatus}.`,
    };
  },
});

function wordsOf(kind: SubmissionKind): string {
  return kind === 'scheduled' ? 'by the schedule' : 'on demand';
}
