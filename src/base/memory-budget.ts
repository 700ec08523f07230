/** Takes bytes of memory before they are held; false, and none taken, where fewer are left. */
export type TakeMemory = (bytes: number) => boolean;

/** Memory that works side by side hold together, in bytes. A work may share out what it has in the same way. */
export class MemoryBudget {
  #above: MemoryBudget | undefined;
  #free: number;
  #held = 0;

  constructor(bytes: number, above?: MemoryBudget) {
    this.#free = bytes;
    this.#above = above;
  }

  readonly take: TakeMemory = (bytes) => {
    if (bytes > this.#free || this.#above?.take(bytes) === false) return false;
    this.#free -= bytes;
    this.#held += bytes;
    return true;
  };

  /**
   * Does work that takes of the memory what it holds.
   * @param keptBytes what its result holds on to as long as this budget lasts; all else is given back when the work ends
   */
  async hold<Result>(
    work: (own: MemoryBudget) => Promise<Result>,
    keptBytes: (result: Result) => number,
  ): Promise<Result> {
    const own = new MemoryBudget(Number.POSITIVE_INFINITY, this);
    let kept = 0;
    try {
      const result = await work(own);
      kept = keptBytes(result);
      return result;
    } finally {
      this.#giveBack(own.#held - kept);
      own.#end();
    }
  }

  /** Nothing is taken or given back from now on. */
  #end(): void {
    this.#free = Number.NEGATIVE_INFINITY;
    this.#above = undefined;
  }

  #giveBack(bytes: number): void {
    this.#free += bytes;
    this.#held -= bytes;
    if (this.#above) this.#above.#giveBack(bytes);
  }
}
