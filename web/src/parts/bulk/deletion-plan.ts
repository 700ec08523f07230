import type { DefinitionKind } from '../../../../src/model/definition.ts';

/** A definition by kind and name. */
export interface Named {
  readonly kind: DefinitionKind;
  readonly name: string;
}

/** A definition that is to be deleted, with what would break without it. */
export interface Deletion<Item extends Named> {
  readonly item: Item;
  readonly users: readonly Named[];
}

/** What can be deleted, in an order in which users go before what they use, and what must stay with those that need it. */
export interface DeletionPlan<Item extends Named> {
  readonly deleted: readonly Item[];
  readonly kept: readonly Deletion<Item>[];
}

/** Plans the deletion of several definitions: what only others of them use goes too. */
export function planDeletion<Item extends Named>(wanted: readonly Deletion<Item>[]): DeletionPlan<Item> {
  const deleted: Item[] = [];
  let left = wanted;
  for (;;) {
    const isGone = (user: Named) => deleted.some((item) => isSame(item, user));
    const free = left.filter(({ users }) => users.every(isGone));
    if (free.length === 0)
      return {
        deleted,
        kept: left.map(({ item, users }) => ({ item, users: users.filter((user) => !isGone(user)) })),
      };
    deleted.push(...free.map(({ item }) => item));
    left = left.filter((each) => !free.includes(each));
  }
}

function isSame(left: Named, right: Named): boolean {
  return left.kind === right.kind && left.name === right.name;
}
