import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../problem.tsx';
import { showToast, type Toast } from '../toast-store.ts';

/** Something done with several things, one after another. */
export interface BulkWork<Item> {
  readonly items: readonly Item[];
  readonly work: (item: Item) => Promise<unknown>;
  /** Takes back what was done with one; in the opposite order. */
  readonly undo?: (item: Item) => Promise<unknown>;
  /** What the toast says when all of it is done. */
  readonly text: string;
  /** Where the fault of one is mended. */
  readonly mend?: (item: Item, error: unknown) => Toast['link'];
}

/**
 * Does one thing after another and tells the outcome in a toast. It stops at the first failure; what was done before stays
 * done, is told, and can be taken back.
 * @param onEnd called when something was done
 */
export function useBulk<Item>(onEnd: () => void) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ items, work }: BulkWork<Item>) => {
      const done: Item[] = [];
      try {
        for (const item of items) {
          await work(item);
          done.push(item);
        }
      } catch (error) {
        return { done, error };
      }
      return { done, error: undefined };
    },
    onSuccess: ({ done, error }, { items, text, undo, mend }) => {
      const takeBack = undo && (() => inTurn(done.toReversed(), undo).finally(() => client.invalidateQueries()));
      const failure = error === undefined ? undefined : textOf(error).message;
      const told = (reason: string) =>
        items.length === 1 ? reason : t('bulk.partly', { done: done.length, count: items.length, failure: reason });
      const failed = error === undefined ? undefined : items[done.length];
      showToast({
        text: failure === undefined ? text : told(failure),
        tone: failure ? 'bad' : 'good',
        link: failed && mend?.(failed, error),
        undo: done.length > 0 ? takeBack : undefined,
      });
      // Not awaited: rows that are gone must not keep the list from being read anew.
      void client.invalidateQueries();
      if (done.length > 0) onEnd();
    },
  });
}

async function inTurn<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  for (const item of items) await work(item);
}
