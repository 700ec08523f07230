import { expect, it } from 'vitest';
import { fullRefreshCompleted } from '../../../../test/support/domain-events.ts';
import { describeOnEachStore } from '../../../../test/support/store.ts';
import { firingIdOf } from '../../../flows/triggers/fire.ts';
import type { SubmissionKind } from '../../../model/event.ts';
import { appendEvents } from '../../../store/events.ts';
import { recordFirings } from '../../../store/flow-triggers/trigger-history.ts';
import { saveWatcher } from '../../../store/watchers.ts';
import { evaluateTriggers } from '../../../triggers/evaluate/evaluate.ts';
import { listPastEvents } from '../../../triggers/evaluate/past-events.ts';
import { testTrigger } from '../../../triggers/evaluate/test-firing.ts';
import { listTestEvents } from './test-events.ts';

const instance = { instanceId: 'i1', instanceName: 'Test' };
const parameters = { dataset: 'default', submissionKind: 'scheduled' };
const host = {
  apiId: '/providers/Microsoft.PowerApps/apis/shared_customerinsights',
  operationId: 'OnFullRefreshCompleted',
};
const definition = { triggers: { When: { type: 'OpenApiConnectionWebhook', inputs: { host, parameters } } } };
const OTHERS = 250;

describeOnEachStore('what a flow with a rare trigger can be tested with', (test) => {
  const refreshes = (first: number, count: number, jobSubmissionKind: SubmissionKind) =>
    Array.from({ length: count }, (_, index) => fullRefreshCompleted(first + index, jobSubmissionKind));
  const eventsFor = (flow: string) => listTestEvents({ flow, definition }, { db: test().store.db, instance });

  it('is the one event that fits, behind many that do not, with what became of it', async () => {
    const { store, clock } = test();
    await saveWatcher(store.db, {
      ...{ watcherId: 'w-rare', name: 'Rare', trigger: 'FullRefreshCompleted', subject: '', parameters },
      ...{ ownerKind: 'flow', ownerName: 'Rare', targets: [], isEnabled: true, createdAt: clock.now().toISOString() },
    });
    const events = [...refreshes(1, 1, 'scheduled'), ...refreshes(2, OTHERS, 'onDemand')];
    const [fired] = await store.transaction(async (tx) => {
      await appendEvents(tx, events);
      return evaluateTriggers(tx, events, { clock, instance });
    });
    const refused = { occurrenceId: fired?.occurrenceId ?? '', index: 0 };
    const error = { code: 'TriggerConditionNotMet', message: 'A condition was not met.' };
    const look = { flow: 'Rare', triggerName: 'When', isFired: false, startedAt: clock.now(), endedAt: clock.now() };
    const historyId = firingIdOf('Rare', 'When', refused);
    await recordFirings(store.db, [{ ...look, historyId, status: 'Skipped', error, outputs: '{}' }]);
    clock.advance(60);
    const later = { ...look, startedAt: clock.now(), endedAt: clock.now(), status: 'Skipped' as const };
    await recordFirings(
      store.db,
      Array.from({ length: OTHERS }, (_, index) => ({ ...later, historyId: `look-${index}` })),
    );

    const body = { jobSubmissionKind: 'scheduled', workflowJobId: events[0]?.refreshId };
    expect(await eventsFor('Rare')).toMatchObject([{ id: events[0]?.eventId, outputs: { body }, why: error }]);
    expect(await eventsFor('NotThereYet')).toMatchObject([{ id: events[0]?.eventId, why: { code: 'notWatched' } }]);
    const trial = await testTrigger(store, 'w-rare', { clock, instance, random: test().options.random });
    expect(trial.payload).toMatchObject({ ...body, isTest: true });
  });

  it('is looked for among so many events and no more', async () => {
    const { db } = test().store;
    const watched = { trigger: 'FullRefreshCompleted', parameters } as const;
    const found = (mostLookedAt: number) => listPastEvents(db, watched, { limit: 1, mostLookedAt });
    expect(await found(OTHERS)).toEqual([]);
    expect(await found(OTHERS + 1)).toMatchObject([{ event: { jobSubmissionKind: 'scheduled' } }]);
  });

  it('is what was refused last of another trigger, behind many looks that found nothing', async () => {
    const { store, clock } = test();
    const polled = { flow: 'Polls', triggerName: 'When', isFired: false, status: 'Skipped' as const };
    const error = { code: 'TriggerConditionNotMet', message: 'A condition was not met.' };
    const at = () => ({ startedAt: clock.now(), endedAt: clock.now() });
    await recordFirings(store.db, [{ ...polled, ...at(), historyId: 'refused', error, outputs: '{"body": 7}' }]);
    clock.advance(60);
    await recordFirings(
      store.db,
      Array.from({ length: OTHERS }, (_, index) => ({ ...polled, ...at(), historyId: `poll-${index}` })),
    );
    const request = { flow: 'Polls', definition: { triggers: { When: { type: 'Http', inputs: {} } } } };
    expect(await listTestEvents(request, { db: store.db, instance })).toMatchObject([
      { id: 'refused', outputs: { body: 7 }, why: error },
    ]);
  });
});
