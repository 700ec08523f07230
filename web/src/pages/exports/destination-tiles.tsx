import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../../src/model/connection.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { flowsQuery } from '../../api/queries/flows.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import type { Role } from '../../session/roles.ts';
import { useCan, useIsGuest } from '../../session/use-session.ts';
import { FLOW_TEMPLATES } from '../flows/templates.ts';
import { ConnectionDialog } from './connection-dialog.tsx';
import { DESTINATIONS, type Destination } from './destinations.ts';
import { activeSubscriptionsQuery } from './export-queries.ts';
import { WebhookDialog } from './webhook-dialog.tsx';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))', gap: '16px' },
  tile: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    padding: '16px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow2,
  },
  head: { display: 'flex', gap: '12px', alignItems: 'center', minHeight: '44px' },
  mark: {
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '40px',
    height: '40px',
    borderRadius: tokens.borderRadiusLarge,
    fontSize: '22px',
    color: '#ffffff',
  },
  name: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 8px' },
  text: { flexGrow: 1, color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px', justifyContent: 'space-between' },
  templates: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '8px' },
});

/** A tile for each service, with what is connected already and the way to set it up. */
export function DestinationTiles() {
  const { t } = useTranslation();
  const styles = useStyles();
  const [{ search, setUp }, change] = useAddress('search', 'setUp');
  const isGuest = useIsGuest();
  const roles = { contributor: useCan('contributor'), administrator: useCan('administrator') };
  // The address may ask for it, also for who must not set it up.
  const wanted = DESTINATIONS.find(({ key }) => key === setUp);
  const asked = wanted && (isGuest || roles[roleFor(wanted)]) ? wanted : undefined;
  const close = () => change({ setUp: '' });
  const words = search.toLowerCase();
  const titleOf = useTitleOf();
  const found = DESTINATIONS.filter((one) => `${titleOf(one)} ${t(one.text)}`.toLowerCase().includes(words));
  return (
    <>
      {!isGuest && (
        <Toolbar>
          <SearchField
            label={t('exports.search')}
            value={search}
            onChange={(value) => change({ search: value }, { isTyping: true })}
          />
        </Toolbar>
      )}
      {found.length === 0 && <Empty icon={SearchRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />}
      <ul className={styles.grid}>
        {found.map((destination) => (
          <li key={destination.key} id={destination.key} className={styles.tile}>
            <Tile destination={destination} onSetUp={() => change({ setUp: destination.key })} />
          </li>
        ))}
      </ul>
      {asked?.key === 'webhook' && <WebhookDialog onClose={close} />}
      {asked && asked.key !== 'webhook' && (
        <ConnectionDialog connector={asked.connectors[0] ?? 'http'} onClose={close} />
      )}
    </>
  );
}

function Tile({ destination, onSetUp }: { destination: Destination; onSetUp: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const navigate = useNavigate();
  const count = useCountOf(destination);
  const { key, icon: Icon, colour, to, isPreview } = destination;
  const title = useTitleOf()(destination);
  const isMain = key === 'power-automate';
  return (
    <>
      <div className={styles.head}>
        <span className={styles.mark} style={{ backgroundColor: colour }}>
          <Icon />
        </span>
        <div>
          <h2 className={mergeClasses(text.subtitle, styles.name)}>
            {title}
            {isPreview && <Chip>{t('exports.preview')}</Chip>}
          </h2>
          {count > 0 && (
            <Status
              status="ok"
              label={t(`exports.count.${countedBy(destination)}`, { count })}
              className={text.caption}
            />
          )}
        </div>
      </div>
      <p className={styles.text}>{t(destination.text)}</p>
      {isMain && <Templates />}
      <GuestOr who={roleFor(destination)}>
        <div className={styles.buttons}>
          <Button
            appearance={isMain ? 'primary' : 'secondary'}
            aria-label={t('exports.setUpNamed', { name: title })}
            onClick={() => (to ? void navigate({ to }) : onSetUp())}
          >
            {t('exports.setUp')}
          </Button>
          {count > 0 && (
            <Button
              appearance="subtle"
              aria-label={t('exports.manageNamed', { name: title })}
              onClick={() => void navigate({ href: destination.manage })}
            >
              {t('exports.manage')}
            </Button>
          )}
        </div>
      </GuestOr>
    </>
  );
}

function useTitleOf(): (destination: Destination) => string {
  const { t } = useTranslation();
  return ({ title }) => (typeof title === 'string' ? title : t(title.text));
}

/** What a role may do, and what a guest is asked to sign in for. */
function GuestOr({ who, children }: { who: Role; children: ReactNode }) {
  return useIsGuest() ? children : <Can who={who}>{children}</Can>;
}

/** The two examples, one click from the tile. */
function Templates() {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  return (
    <GuestOr who="contributor">
      <div className={styles.templates}>
        {FLOW_TEMPLATES.map(({ key, title, about }) => (
          <div key={key}>
            <Anchor to="/flows/new" search={{ template: key, setUp: 'power-automate' } as never}>
              {t(title)}
            </Anchor>
            <p className={text.quiet}>{t(about)}</p>
          </div>
        ))}
      </div>
    </GuestOr>
  );
}

function useCountOf({ key, connectors }: Destination): number {
  const enabled = useCan('viewer');
  const connections = useQuery({ ...definitionsQuery('connection'), enabled }).data?.items ?? [];
  const flows = useQuery({ ...flowsQuery, enabled }).data?.items ?? [];
  const subscriptions = useQuery({ ...activeSubscriptionsQuery, enabled }).data ?? [];
  if (key === 'flows') return flows.filter(({ state }) => state === 'started').length;
  if (key === 'power-automate') return subscriptions.filter(({ host }) => isPowerPlatform(host)).length;
  if (key === 'webhook') return subscriptions.filter(({ host }) => !isPowerPlatform(host)).length;
  return connections.filter(({ definition }) => connectors.includes((definition as Connection).connector)).length;
}

/** Who may set a destination up: connections are kept by administrators. */
function roleFor(destination: Destination): 'contributor' | 'administrator' {
  return countedBy(destination) === 'connection' ? 'administrator' : 'contributor';
}

/** What stands behind a tile, as its page calls it. */
function countedBy({ key }: Destination): 'flow' | 'subscription' | 'connection' {
  if (key === 'flows') return 'flow';
  return key === 'power-automate' || key === 'webhook' ? 'subscription' : 'connection';
}

function isPowerPlatform(host: string): boolean {
  return /(logic\.azure\.com|powerplatform\.com|azure-apim\.net)$/.test(host);
}
