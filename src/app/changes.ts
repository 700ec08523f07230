import type { Logger } from '../base/logger.ts';
import type { ChangeView } from './view/change.ts';

export type ChangeListener = (change: ChangeView) => void;

/** Tells who listens what changed in this process; a listener that throws disturbs nobody. */
export class Changes {
  readonly #listeners = new Set<ChangeListener>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  tell(change: ChangeView): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#logger.error({ err: error }, 'a listener of changes failed');
      }
    }
  }

  /** Listens until the returned function is called. */
  readonly subscribe = (listener: ChangeListener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
