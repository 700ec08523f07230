import { describe, expect, it } from 'vitest';
import { MemoryBudget } from './memory-budget.ts';

const none = () => 0;

describe('a memory budget', () => {
  it('is taken up to its last byte, by all works together', async () => {
    const budget = new MemoryBudget(100);
    const taken = await budget.hold(
      async ({ take }) => [
        take(60),
        await budget.hold(async (other) => [other.take(41), other.take(40), other.take(1)], none),
        take(40),
      ],
      none,
    );
    expect(taken).toEqual([true, [false, true, false], true]);
  });

  it('gets back what a work does not keep, also when it fails', async () => {
    const budget = new MemoryBudget(100);
    const fail = async ({ take }: MemoryBudget) => {
      take(100);
      throw new Error('failed');
    };
    await expect(budget.hold(fail, none)).rejects.toThrow('failed');
    expect(
      await budget.hold(
        async ({ take }) => take(100),
        () => 30,
      ),
    ).toBe(true);
    expect(await budget.hold(async ({ take }) => [take(71), take(70)], none)).toEqual([false, true]);
  });

  it('gives nothing to a work that is over', async () => {
    const budget = new MemoryBudget(100);
    const own = await budget.hold(async (part) => part, none);
    expect(own.take(1)).toBe(false);
    expect(await own.hold(async ({ take }) => take(1), none)).toBe(false);
  });

  it('is shared out by a work, which gets back what a part of it does not keep', async () => {
    const budget = new MemoryBudget(100);
    const part = (bytes: number, kept: number) => (own: MemoryBudget) =>
      own.hold(
        async ({ take }) => take(bytes),
        () => kept,
      );
    const taken = await budget.hold(
      async (own) => [
        await part(90, 20)(own),
        await part(81, 0)(own),
        await part(80, 20)(own),
        own.take(61),
        own.take(60),
      ],
      none,
    );
    expect(taken).toEqual([true, false, true, false, true]);
    expect(await budget.hold(part(100, 0), none)).toBe(true);
  });
});
