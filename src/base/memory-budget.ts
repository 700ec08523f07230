/** Takes bytes of memory before they are held; false, and none taken, where fewer are left. */
export type TakeMemory = (bytes: number) => boolean;

/** Memory that works side by side hold together, in bytes. */
export class MemoryBudget {
  #free: number;

  constructor(bytes: number) {
    this.#free = bytes;
  }

  /**
   * Does work that takes of the memory what it holds.
   * @param keptBytes what its result holds on to as long as the budget lasts; all else is given back when the work ends
   */
  async hold<Result>(
    work: (take: TakeMemory) => Promise<Result>,
    keptBytes: (result: Result) => number,
  ): Promise<Result> {
    let [held, kept, isOver] = [0, 0, false];
    const take = (bytes: number) => {
      if (isOver || bytes > this.#free) return false;
      this.#free -= bytes;
      held += bytes;
      return true;
    };
    try {
      const result = await work(take);
      kept = keptBytes(result);
      return result;
    } finally {
      isOver = true;
      this.#free += held - kept;
    }
  }
}
