import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<{ isOpen: boolean }>();

/** True in code that an open transaction of this process called, directly or through promises. */
export function isInsideTransaction(): boolean {
  return scope.getStore()?.isOpen === true;
}

/** Runs the work of a transaction, so that use of the store beside it is noticed. */
export async function runInTransactionScope<Result>(work: () => Promise<Result>): Promise<Result> {
  const own = { isOpen: true };
  try {
    return await scope.run(own, work);
  } finally {
    own.isOpen = false;
  }
}
