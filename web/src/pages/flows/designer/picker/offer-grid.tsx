import { Button, makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { StarFilled, StarRegular } from '@fluentui/react-icons';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { type GridGroup, GroupedGrid, type Reach } from '../grid/grouped-grid.tsx';
import type { Offer } from './search-offers.ts';

const useStyles = makeStyles({
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

/** Operations to pick from, each with a star. */
export function OfferGrid(props: {
  groups: readonly GridGroup<Offer>[];
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
  const { favourites } = props;
  const star = useKeptStar(props);
  return (
    <GroupedGrid
      label={t('designer.operations')}
      groups={props.groups}
      grid={props.grid}
      onLeave={props.onLeave}
      idsOf={({ key }) => [key, starOf(key)]}
      cells={(offer, reach) => (
        <>
          <td className={styles.cell}>
            <OfferButton offer={offer} reach={reach} onPick={props.onPick} />
          </td>
          <td className={styles.star}>
            {favourites && (
              <StarButton offer={offer} reach={reach} isOn={favourites.includes(offer.key)} onStar={star} />
            )}
          </td>
        </>
      )}
    />
  );
}

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
