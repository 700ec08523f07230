import { Rounds } from '../../base/rounds.ts';
import { releaseDigests } from '../../triggers/evaluate/digest.ts';
import type { Parts } from '../parts.ts';

const LOOK_EVERY_SECONDS = 15;

/** Tells, when its time has come, what a snooze kept back. @param onReleased called after each look, to deliver at once */
export function createDigestRounds({ store, clock, logger, instance }: Parts, onReleased: () => void): Rounds {
  return new Rounds({
    clock,
    logger,
    everySeconds: LOOK_EVERY_SECONDS,
    firstAfterSeconds: LOOK_EVERY_SECONDS,
    failure: 'digests could not be told',
    work: async () => {
      await store.transaction((tx) => releaseDigests(tx, { clock, instance }));
      onReleased();
    },
  });
}
