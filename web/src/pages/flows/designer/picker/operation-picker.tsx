import { Button, makeStyles, SearchBox, Tab, TabList } from '@fluentui/react-components';
import { PasteRegular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../../../../parts/modal.tsx';
import { useText } from '../../../../parts/text.ts';
import type { StepDefinition } from '../document/definition.ts';
import { useGridSearch } from '../grid/use-grid-search.ts';
import { OfferGrid } from './offer-grid.tsx';
import { recentOffers, rememberOffer } from './recent-offers.ts';
import { type Offer, searchOffers } from './search-offers.ts';
import { useFavourites } from './use-favourites.ts';
import { useOffers } from './use-offers.ts';

/** The tab of what was picked last; no connector has such a name. */
const RECENT = '*recent';

const useStyles = makeStyles({
  search: { width: '100%', maxWidth: '100%' },
  sources: { flexWrap: 'wrap' },
  list: { maxHeight: '52vh', overflowY: 'auto' },
});

/** What has been picked: a step under the name it is offered by. */
export interface Picked {
  readonly name: string;
  readonly step: StepDefinition;
}

/** Finds an action or trigger by words over connectors, operations and built-in steps. */
export function OperationPicker(props: {
  role: 'action' | 'trigger';
  canPaste: boolean;
  onPick: (picked: Picked) => void;
  onPaste: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { role } = props;
  const offers = useOffers(role);
  const [words, setWords] = useState('');
  const [source, setSource] = useState('all');
  const sources = [...new Map(offers.map(({ sourceKey, source: title }) => [sourceKey, title]))];
  const recent = useMemo(() => recentOffers(role), [role]).filter((key) => offers.some((offer) => offer.key === key));
  const shown = searchOffers(offers, words)
    .filter(
      ({ key, sourceKey }) => source === 'all' || (source === RECENT ? recent.includes(key) : sourceKey === source),
    )
    .toSorted((a, b) => (source === RECENT ? recent.indexOf(a.key) - recent.indexOf(b.key) : 0));
  const { favourites, toggle } = useFavourites(role);
  const starred = source === 'all' ? shown.filter(({ key }) => favourites?.includes(key)) : [];
  const pick = (offer: Offer) => {
    rememberOffer(role, offer.key);
    props.onPick(offer);
  };
  const groups = [
    { title: t('designer.favourites'), items: starred },
    { title: t('designer.operations'), items: shown.filter((offer) => !starred.includes(offer)) },
  ].filter(({ items }) => items.length > 0);
  const { grid, search, backToSearch } = useGridSearch({
    onEnter: () => {
      const [first] = groups.flatMap(({ items }) => items);
      if (first) pick(first);
    },
    onEscape: props.onClose,
  });
  return (
    <Modal title={t(role === 'action' ? 'designer.addAction' : 'designer.addTrigger')} isWide onClose={props.onClose}>
      <SearchBox
        {...search}
        className={styles.search}
        placeholder={t('designer.searchOperations')}
        aria-label={t('designer.searchOperations')}
        dismiss={{ 'aria-label': t('designer.clearSearch') }}
        value={words}
        onChange={(_event, data) => setWords(data.value)}
      />
      <TabList
        size="small"
        selectedValue={source}
        onTabSelect={(_event, data) => setSource(String(data.value))}
        className={styles.sources}
      >
        <Tab value="all">{t('designer.allSources')}</Tab>
        {recent.length > 0 && <Tab value={RECENT}>{t('designer.recent')}</Tab>}
        {sources.map(([key, title]) => (
          <Tab key={key} value={key}>
            {title}
          </Tab>
        ))}
      </TabList>
      {props.canPaste && (
        <Button size="small" appearance="subtle" icon={<PasteRegular />} onClick={props.onPaste}>
          {t('designer.paste')}
        </Button>
      )}
      <p role="status" className={text.quiet}>
        {shown.length === 0 ? t('palette.none') : t('designer.foundOperations', { count: shown.length })}
      </p>
      {shown.length > 0 && (
        <div className={styles.list}>
          <OfferGrid
            groups={groups}
            favourites={favourites}
            grid={grid}
            onPick={pick}
            onStar={toggle}
            onLeave={backToSearch}
          />
        </div>
      )}
    </Modal>
  );
}
