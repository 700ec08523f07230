import { Button, makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { StarFilled, StarRegular } from '@fluentui/react-icons';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { handleGridKey } from './grid-keys.ts';
import type { Offer } from './search-offers.ts';

const useStyles = makeStyles({
  grid: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  heading: { textAlign: 'start', padding: '6px 0' },
  cell: { padding: '1px 0' },
  star: { width: '36px', padding: '1px 0 1px 4px' },
  offer: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: '10px',
    justifyContent: 'start',
    textAlign: 'start',
    width: '100%',
    minHeight: '52px',
  },
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '32px',
    borderRadius: tokens.borderRadiusMedium,
    color: '#fff',
    fontSize: '20px',
  },
  words: { minWidth: 0, display: 'grid' },
  about: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontWeight: tokens.fontWeightRegular },
});

/** Operations under a heading. */
export interface OfferGroup {
  readonly title: string;
  readonly offers: readonly Offer[];
}

/**
 * Operations to pick from, each with a star: a grid of buttons, one of which is reached with Tab and the others with arrows,
 * Home and End. Source: the pattern "Layout grid" of the ARIA practices.
 */
export function OfferGrid(props: {
  groups: readonly OfferGroup[];
  /** Keys of those that are starred; undefined while that is not known. */
  favourites: readonly string[] | undefined;
  /** For who leads into it. */
  grid: RefObject<HTMLTableElement | null>;
  onPick: (offer: Offer) => void;
  onStar: (key: string) => void;
  /** Up from the first, or by a letter that goes on with the search. */
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { groups, favourites, grid } = props;
  const [reached, setReached] = useState('');
  const star = useKeptStar(props);
  const ids = groups.flatMap(({ offers }) => offers.flatMap(({ key }) => [key, starOf(key)]));
  const current = ids.includes(reached) ? reached : ids[0];
  const reach: Reach = (id) => ({ tabIndex: id === current ? 0 : -1, onFocus: () => setReached(id) });
  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is made of a table.
      role="grid"
      aria-label={t('designer.operations')}
      className={styles.grid}
      onKeyDown={(event) => handleGridKey(event, props.onLeave)}
    >
      {groups.map(({ title, offers }) => (
        <tbody key={title} aria-label={title}>
          {groups.length > 1 && (
            <tr>
              <th colSpan={2} scope="rowgroup" className={`${text.strong} ${styles.heading}`}>
                {title}
              </th>
            </tr>
          )}
          {offers.map((offer) => (
            <tr key={offer.key}>
              <td className={styles.cell}>
                <OfferButton offer={offer} reach={reach} onPick={props.onPick} />
              </td>
              <td className={styles.star}>
                {favourites && (
                  <StarButton offer={offer} reach={reach} isOn={favourites.includes(offer.key)} onStar={star} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** What makes one button of all the one that Tab reaches. */
type Reach = (id: string) => { readonly tabIndex: number; readonly onFocus: () => void };

function OfferButton(props: { offer: Offer; reach: Reach; onPick: (offer: Offer) => void }) {
  const styles = useStyles();
  const text = useText();
  const { offer } = props;
  return (
    <Button
      appearance="subtle"
      className={styles.offer}
      {...props.reach(offer.key)}
      onClick={() => props.onPick(offer)}
    >
      <span className={styles.icon} style={{ backgroundColor: offer.color }}>
        <offer.icon />
      </span>
      <span className={styles.words}>
        <span>{offer.title}</span>
        <span className={`${text.quiet} ${styles.about}`}>
          {[offer.source, offer.about].filter(Boolean).join(' · ')}
        </span>
      </span>
    </Button>
  );
}

function StarButton(props: { offer: Offer; isOn: boolean; reach: Reach; onStar: (key: string) => void }) {
  const { t } = useTranslation();
  const { offer, isOn } = props;
  return (
    <ToggleButton
      appearance="subtle"
      checked={isOn}
      icon={isOn ? <StarFilled /> : <StarRegular />}
      aria-label={t('designer.favourite', { name: offer.title, source: offer.source })}
      data-star={offer.key}
      {...props.reach(starOf(offer.key))}
      onClick={() => props.onStar(offer.key)}
    />
  );
}

/** Stars an operation, and keeps the focus on its star, which moves to another group with it. */
function useKeptStar({ favourites, grid, onStar }: Parameters<typeof OfferGrid>[0]): (key: string) => void {
  const starred = useRef<string>(undefined);
  useEffect(() => {
    if (!favourites || starred.current === undefined) return;
    grid.current?.querySelector<HTMLElement>(`[data-star="${CSS.escape(starred.current)}"]`)?.focus();
    starred.current = undefined;
  }, [favourites, grid]);
  return (key) => {
    starred.current = key;
    onStar(key);
  };
}

function starOf(key: string): string {
  return `star of ${key}`;
}
