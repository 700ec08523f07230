/** Which records belong together, as a forest over row ids 0…size: the smallest id of a set is its root. */
export class UnionFind {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = new Int32Array(size + 1).map((_, index) => index);
  }

  /** Root of the set of `record`. */
  find(record: number): number {
    const parent = this.#parent;
    let at = record;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      const above = parent[up] ?? up;
      parent[at] = above;
      at = above;
    }
    return at;
  }

  /** Joins the sets of two records and gives the root. */
  union(left: number, right: number): number {
    const [a, b] = [this.find(left), this.find(right)];
    const root = Math.min(a, b);
    this.#parent[Math.max(a, b)] = root;
    return root;
  }

  /** Root of every record, by id. */
  roots(): Int32Array {
    return this.#parent.map((_, record) => this.find(record));
  }
}
