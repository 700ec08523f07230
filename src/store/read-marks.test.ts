import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../test/support/store.ts';
import { forgetReadMark, moveReadMark, readReadMark } from './read-marks.ts';

describeOnEachStore('the mark up to which the bell was read', (test) => {
  const move = (until: string) =>
    moveReadMark(test().store.db, { accountId: 'ane', until: new Date(until), clock: test().clock });
  const mark = () => readReadMark(test().store.db, 'ane');

  it('is the later one when two tabs move it at the same time', async () => {
    const [earlier, later] = ['2026-03-01T10:00:00.250Z', '2026-03-01T10:00:00.500Z'];
    await Promise.all([move(later), move(earlier)]);
    expect(await mark()).toBe(later);
    await Promise.all([move(earlier), move('2026-03-02T00:00:00Z'), move(later)]);
    expect(await mark()).toBe('2026-03-02T00:00:00.000Z');
  });

  it('goes on from the start once it is forgotten', async () => {
    await move('2026-04-01T00:00:00Z');
    await forgetReadMark(test().store.db, 'ane');
    expect(await mark()).toBe('');
    await move('2026-01-01T00:00:00Z');
    expect(await mark()).toBe('2026-01-01T00:00:00.000Z');
  });
});
