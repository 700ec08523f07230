import { describe, expect, it } from 'vitest';
import { settleAll } from './settle-all.ts';

describe('promises that are settled together', () => {
  it('give their values in their order', async () => {
    expect(await settleAll([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
  });

  it('fail only when the others have settled too', async () => {
    const order: string[] = [];
    const slow = Promise.withResolvers<void>();
    const other = slow.promise.then(() => order.push('other settled'));
    const all = settleAll([Promise.reject(new Error('broken')), other]).catch(({ message }) => order.push(message));
    // As many turns as a failure that waits for nobody needs to come through.
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    slow.resolve();
    await all;
    expect(order).toEqual(['other settled', 'broken']);
  });
});
