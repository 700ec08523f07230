import Type from 'typebox';

/** The instance that payloads name. */
export interface Instance {
  readonly instanceId: string;
  readonly instanceName: string;
}

/** Fields that every payload begins with. */
export const Envelope = {
  eventId: Type.String({
    description: 'Same for the same happening and watcher, however often it is delivered: use it to recognise repeats.',
  }),
  eventType: Type.String({ description: 'Name of the trigger.' }),
  eventTime: Type.String({ format: 'date-time', description: 'When it happened, UTC.' }),
  instanceId: Type.String({ description: 'Id of this Fluxu instance.' }),
  instanceName: Type.String({ description: 'Name of this Fluxu instance.' }),
  subscriptionId: Type.String({ description: 'Watcher that fired.' }),
  workflowJobId: Type.String({ description: 'Refresh in which it happened.' }),
  jobType: Type.String({ description: 'full or incremental.' }),
  jobSubmissionKind: Type.String({ description: 'onDemand or scheduled.' }),
  isTest: Type.Boolean({ description: 'True when somebody tried the trigger.' }),
} as const;

/** Payload field of threshold triggers: what a snooze kept back. */
export const Digest = Type.Optional(
  Type.Array(Type.Object({}), {
    description: 'Only at the end of a snooze: every crossing it kept back, with the same fields, oldest first.',
  }),
);
