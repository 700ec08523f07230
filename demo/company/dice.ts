import type { Random } from '../../src/base/random.ts';

/** Throws of a seeded random source. */
export class Dice {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  fraction(): number {
    return this.#random.fraction();
  }

  /** True in `share` of the throws. */
  chance(share: number): boolean {
    return this.#random.fraction() < share;
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.#random.fraction() * (most - least + 1));
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random.fraction() * items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }

  /** A number around 1, sometimes much larger: how differently people spend. */
  skewed(): number {
    const normal =
      Math.sqrt(-2 * Math.log(1 - this.#random.fraction())) * Math.cos(2 * Math.PI * this.#random.fraction());
    return Math.exp(0.75 * normal);
  }
}
