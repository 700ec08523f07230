import { Button, makeStyles, SearchBox, Tab, TabList, tokens } from '@fluentui/react-components';
import { PasteRegular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../../../../parts/modal.tsx';
import { useText } from '../../../../parts/text.ts';
import { BUILT_IN_ACTIONS, BUILT_IN_TRIGGERS } from '../built-in/actions.ts';
import { useDesigner } from '../designer-context.ts';
import type { StepDefinition } from '../document/definition.ts';
import { createOperationStep } from '../document/operation-host.ts';
import { lookOfConnector } from '../step-look.ts';
import { recentOffers, rememberOffer } from './recent-offers.ts';
import { type Offer, searchOffers } from './search-offers.ts';

/** The tab of what was picked last; no connector has such a name. */
const RECENT = '*recent';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '2px', maxHeight: '52vh', overflowY: 'auto', marginTop: '8px' },
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
  const pick = (offer: Offer) => {
    rememberOffer(role, offer.key);
    props.onPick(offer);
  };
  return (
    <Modal title={t(role === 'action' ? 'designer.addAction' : 'designer.addTrigger')} isWide onClose={props.onClose}>
      <SearchBox
        style={{ width: '100%', maxWidth: '100%' }}
        placeholder={t('designer.searchOperations')}
        aria-label={t('designer.searchOperations')}
        value={words}
        onChange={(_event, data) => setWords(data.value)}
        onKeyDown={(event) => event.key === 'Enter' && shown[0] && pick(shown[0])}
      />
      <TabList
        size="small"
        selectedValue={source}
        onTabSelect={(_event, data) => setSource(String(data.value))}
        style={{ flexWrap: 'wrap' }}
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
      <ul className={styles.list} aria-label={t('designer.operations')}>
        {shown.map((offer) => (
          <li key={offer.key}>
            <Button appearance="subtle" className={styles.offer} onClick={() => pick(offer)}>
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
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={text.body}>{t('palette.none')}</p>}
    </Modal>
  );
}

function useOffers(role: 'action' | 'trigger'): readonly Offer[] {
  const { t } = useTranslation();
  const { connectors } = useDesigner();
  return useMemo(() => {
    const builtIn = (role === 'action' ? BUILT_IN_ACTIONS : BUILT_IN_TRIGGERS).map(
      (operation): Offer => ({
        key: operation.type,
        name: t(operation.title),
        title: t(operation.title),
        about: t(operation.about),
        source: t(`designer.group.${operation.group}`),
        sourceKey: operation.group,
        icon: operation.icon,
        color: operation.color,
        step: operation.template,
        rank: 1,
      }),
    );
    const fromConnectors = connectors.flatMap((connector) =>
      connector.operations
        .filter(({ kind, isDeprecated }) => !isDeprecated && (kind === 'action') === (role === 'action'))
        .map(
          (operation): Offer => ({
            key: `${connector.name}/${operation.operationId}`,
            name: operation.title,
            title: operation.title,
            about: operation.description ?? '',
            source: connector.title,
            sourceKey: connector.name,
            ...lookOfConnector(connector.name),
            step: createOperationStep(connector, operation),
            rank: operation.visibility === 'advanced' ? 2 : 0,
          }),
        ),
    );
    return [...fromConnectors, ...builtIn].sort((a, b) => a.rank - b.rank);
  }, [connectors, role, t]);
}
