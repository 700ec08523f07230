import { describe, expect, it } from 'vitest';
import { MemoryBudget, type TakeMemory } from './memory-budget.ts';

const none = () => 0;

describe('a memory budget', () => {
  it('is taken up to its last byte, by all works together', async () => {
    const budget = new MemoryBudget(100);
    const taken = await budget.hold(
      async (take) => [take(60), await budget.hold(async (other) => [other(41), other(40), other(1)], none), take(40)],
      none,
    );
    expect(taken).toEqual([true, [false, true, false], true]);
  });

  it('gets back what a work does not keep, also when it fails', async () => {
    const budget = new MemoryBudget(100);
    const fail = async (take: TakeMemory) => {
      take(100);
      throw new Error('failed');
    };
    await expect(budget.hold(fail, none)).rejects.toThrow('failed');
    expect(
      await budget.hold(
        async (take) => take(100),
        () => 30,
      ),
    ).toBe(true);
    expect(await budget.hold(async (take) => [take(71), take(70)], none)).toEqual([false, true]);
  });

  it('gives nothing to a work that is over', async () => {
    const budget = new MemoryBudget(100);
    const take = await budget.hold(async (own) => own, none);
    expect(take(1)).toBe(false);
  });
});
