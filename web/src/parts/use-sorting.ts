import { useAddress } from './use-address.ts';

/** How a list that the server orders is ordered. */
export interface Sorting {
  /** What the server is asked for; empty: its usual order. */
  readonly sort: string;
  /** Fields that the server can order by, the usual one first. */
  readonly fields: readonly string[];
  /** The order as the reader sees it. */
  readonly shown: string;
  readonly onSort: (sort: string) => void;
}

/** Keeps the order of a list in its address; the first field, from the newest, is the usual one. */
export function useSorting(...fields: readonly [string, ...string[]]): Sorting {
  const [{ sort: wanted }, change] = useAddress('sort');
  const sort = fields.includes(wanted.replace(/^-/, '')) ? wanted : '';
  const usual = `-${fields[0]}`;
  // The usual order is not the third state of its own column, or a click on it would change nothing.
  const onSort = (next: string) => {
    const chosen = next === '' && sort === '' ? fields[0] : next;
    change({ sort: chosen === usual ? '' : chosen });
  };
  return { sort, fields, shown: sort || usual, onSort };
}
