import { Button, makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { StarFilled, StarRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import type { Offer } from './search-offers.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '2px' },
  line: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'center', gap: '4px' },
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
export function OfferList(props: {
  label: string;
  offers: readonly Offer[];
  /** Keys of those that are starred; undefined while that is not known. */
  favourites: readonly string[] | undefined;
  onPick: (offer: Offer) => void;
  onStar: (key: string) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { favourites } = props;
  return (
    <ul className={styles.list} aria-label={props.label}>
      {props.offers.map((offer) => (
        <li key={offer.key} className={styles.line}>
          <Button appearance="subtle" className={styles.offer} onClick={() => props.onPick(offer)}>
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
          {favourites && (
            <ToggleButton
              appearance="subtle"
              checked={favourites.includes(offer.key)}
              icon={favourites.includes(offer.key) ? <StarFilled /> : <StarRegular />}
              aria-label={t('designer.favourite', { name: offer.title, source: offer.source })}
              onClick={() => props.onStar(offer.key)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
