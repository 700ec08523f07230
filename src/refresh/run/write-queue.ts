/** Progress is written in order, the newest state of each task only. */
export class WriteQueue {
  readonly #pending = new Map<string, () => Promise<void>>();
  #tail: Promise<void> = Promise.resolve();

  add(key: string, work: () => Promise<void>, onError: (error: unknown) => void): void {
    const isQueued = this.#pending.has(key);
    this.#pending.set(key, work);
    if (isQueued) return;
    this.#tail = this.#tail.then(async () => {
      const newest = this.#pending.get(key);
      this.#pending.delete(key);
      await newest?.().catch(onError);
    });
  }

  settle(): Promise<void> {
    return this.#tail;
  }
}
