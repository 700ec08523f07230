import Type from 'typebox';
import { TRIGGER_PARAMETERS } from '../../model/trigger.ts';
import { defineTrigger } from '../trigger-kind.ts';

const Step = Type.Object({
  status: Type.String({ description: 'State of the step.' }),
  endTimestamp: Type.String({ format: 'date-time', description: 'When it ended.' }),
});

/** Fires when map, match and merge are done. */
export const unificationRefreshCompleted = defineTrigger({
  kind: 'UnificationRefreshCompleted',
  operationId: 'OnUnificationRefreshCompleted',
  title: 'When unification is completed',
  summary: 'Fires when customer profiles were unified: map, match and merge are done.',
  eventType: 'UnificationRefreshCompleted',
  parameters: TRIGGER_PARAMETERS.UnificationRefreshCompleted,
  payload: Type.Object({
    jobId: Type.String({ description: 'Id of the refresh.' }),
    steps: Type.Object({ map: Step, match: Step, merge: Step }),
    uniqueSourceRecords: Type.Integer({ description: 'Records after deduplication.' }),
    matchedRecords: Type.Integer({ description: 'Profiles with records of more than one entity.' }),
    unifiedProfiles: Type.Integer({ description: 'Profiles now.' }),
    previousUnifiedProfiles: Type.Optional(Type.Integer({ description: 'Profiles before.' })),
  }),
  sample: {
    jobId: '0193595c-2a80-7c4e-9d7b-3f1f6a1c2b11',
    steps: {
      map: { status: 'successful', endTimestamp: '2026-11-23T06:00:05Z' },
      match: { status: 'successful', endTimestamp: '2026-11-23T06:00:08Z' },
      merge: { status: 'successful', endTimestamp: '2026-11-23T06:00:09Z' },
    },
    uniqueSourceRecords: 41230,
    matchedRecords: 12044,
    unifiedProfiles: 24110,
    previousUnifiedProfiles: 23987,
  },
  look: (event) => {
    if (event.type !== 'UnificationRefreshCompleted') return undefined;
    const stepOf = ({ status, endedAt }: { status: string; endedAt: string }) => ({ status, endTimestamp: endedAt });
    const payload = {
      jobId: event.refreshId,
      steps: { map: stepOf(event.steps.map), match: stepOf(event.steps.match), merge: stepOf(event.steps.merge) },
      uniqueSourceRecords: event.uniqueSourceRecords,
      matchedRecords: event.matchedRecords,
      unifiedProfiles: event.unifiedProfiles,
      ...(event.previousUnifiedProfiles !== undefined && { previousUnifiedProfiles: event.previousUnifiedProfiles }),
    };
    return {
      kind: 'happened',
      payload,
      reason: `Unification is done: ${event.unifiedProfiles.toLocaleString('en')} profiles.`,
    };
  },
});
