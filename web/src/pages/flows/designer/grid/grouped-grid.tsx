import { makeStyles } from '@fluentui/react-components';
import { type ReactNode, type RefObject, useState } from 'react';
import { useText } from '../../../../parts/text.ts';
import { handleGridKey } from './grid-keys.ts';

const useStyles = makeStyles({
  grid: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  heading: { textAlign: 'start', padding: '6px 0' },
});

/** Things to pick from under a heading. */
export interface GridGroup<Item> {
  readonly title: string;
  readonly items: readonly Item[];
}

/** What makes one button of all the one that Tab reaches. */
export type Reach = (id: string) => { readonly tabIndex: number; readonly onFocus: () => void };

/**
 * Things to pick from in groups: a grid of buttons, one of which is reached with Tab and the others with arrows, Home and End.
 * Source: the pattern "Layout grid" of the ARIA practices.
 */
export function GroupedGrid<Item>(props: {
  label: string;
  groups: readonly GridGroup<Item>[];
  /** The title of a group stands above it also where there is no other. */
  hasLoneHeading?: boolean;
  /** Ids of the buttons in the row of an item, none of which is that of another; the first is its key. */
  idsOf: (item: Item) => readonly [string, ...string[]];
  /** The cells of a row, each with one button. */
  cells: (item: Item, reach: Reach) => ReactNode;
  /** For who leads into it. */
  grid: RefObject<HTMLTableElement | null>;
  /** Up from the first, or by a letter that goes on with the search. */
  onLeave: () => void;
}) {
  const styles = useStyles();
  const text = useText();
  const { groups, idsOf, cells } = props;
  const [reached, setReached] = useState('');
  const rows = groups.flatMap(({ items }) => items.map(idsOf));
  const current = rows.some((ids) => ids.includes(reached)) ? reached : rows[0]?.[0];
  const reach: Reach = (id) => ({ tabIndex: id === current ? 0 : -1, onFocus: () => setReached(id) });
  return (
    <table
      ref={props.grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is made of a table.
      role="grid"
      aria-label={props.label}
      className={styles.grid}
      onKeyDown={(event) => handleGridKey(event, props.onLeave)}
    >
      {groups.map(({ title, items }) => (
        <tbody key={title} aria-label={title}>
          {(groups.length > 1 || props.hasLoneHeading) && (
            <tr>
              <th colSpan={rows[0]?.length} scope="rowgroup" className={`${text.strong} ${styles.heading}`}>
                {title}
              </th>
            </tr>
          )}
          {items.map((item) => (
            <tr key={idsOf(item)[0]}>{cells(item, reach)}</tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
