import type { UnionFind } from './union-find.ts';

/** Pairs of records that must never be in one set, however many links lead from one to the other. */
export class Separation {
  readonly #forest: UnionFind;
  /** Root to the records its members must keep away from. */
  readonly #enemies = new Map<number, number[]>();

  constructor(forest: UnionFind, pairs: { readonly left: Int32Array; readonly right: Int32Array }) {
    this.#forest = forest;
    pairs.left.forEach((left, index) => {
      const right = pairs.right[index] ?? left;
      this.#add(forest.find(left), right);
      this.#add(forest.find(right), left);
    });
  }

  /** Joins two records unless that would bring a separated pair together; tells whether they are together now. */
  join(left: number, right: number): boolean {
    const [a, b] = [this.#forest.find(left), this.#forest.find(right)];
    if (a === b) return true;
    if (this.#isApart(a, b) || this.#isApart(b, a)) return false;
    const enemies = [...(this.#enemies.get(a) ?? []), ...(this.#enemies.get(b) ?? [])];
    const root = this.#forest.union(a, b);
    if (enemies.length > 0) this.#enemies.set(root, enemies);
    return true;
  }

  #isApart(root: number, other: number): boolean {
    return (this.#enemies.get(root) ?? []).some((enemy) => this.#forest.find(enemy) === other);
  }

  #add(root: number, enemy: number): void {
    this.#enemies.set(root, [...(this.#enemies.get(root) ?? []), enemy]);
  }
}
