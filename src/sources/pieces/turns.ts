/** Work that keeps this thread busy, one after another, so that what waits for the first goes on while the next is done. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the work when all before it has ended, however that ended. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
