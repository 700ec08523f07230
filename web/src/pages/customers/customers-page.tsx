import { Button, makeStyles, mergeClasses, ToggleButton, tokens } from '@fluentui/react-components';
import { PeopleRegular, PeopleTeamRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlsoKnown, EntityRow, EntityView } from '../../../../src/app/view/entity.ts';
import { countQuery, entitiesQuery, exportAddress, rowsQuery } from '../../api/queries/entities.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { DownloadLinks } from '../../parts/download-links.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { FirstRefresh } from '../../parts/next-step.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useText } from '../../parts/text.ts';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Can } from '../../session/can.tsx';
import { RowFilter } from '../entities/row-filter.tsx';
import { alsoKnownIn } from './also-known.ts';
import { CustomerTable } from './customer-table.tsx';
import { factsOfCustomer, initialsOf, nameOfCustomer } from './name-of-customer.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))', gap: '12px' },
  card: {
    display: 'grid',
    gridTemplateColumns: '40px minmax(0, 1fr)',
    gap: '0 12px',
    height: '100%',
    boxSizing: 'border-box',
    padding: '14px 16px',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  mark: {
    gridRow: 'span 7',
    display: 'grid',
    placeItems: 'center',
    width: '40px',
    height: '40px',
    borderRadius: tokens.borderRadiusCircular,
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  also: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  fact: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', color: tokens.colorNeutralForeground2 },
});

/** Unified customers as cards or as a table: searched and filtered by the server; a filter can be kept as a segment. */
export function CustomersPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(entitiesQuery)}>
      {({ items }) => {
        const entity = items.find(({ name }) => name === 'Customer');
        if (entity) return <Customers entity={entity} />;
        return (
          <>
            <PageHead title={t('nav.customers')} />
            <Empty
              icon={PeopleRegular}
              title={t('customer.empty')}
              text={t('customer.emptyText')}
              action={<FirstRefresh />}
            />
          </>
        );
      }}
    </Loaded>
  );
}

function Customers({ entity }: { entity: EntityView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [{ view, ...address }, change] = useAddress('search', 'filter', 'sort', 'view');
  const isTable = view === 'table';
  const wanted = useDeferredValue(address);
  const count = useQuery(countQuery('Customer', wanted)).data?.count;
  const asOf = useQuery(homeQuery).data?.asOf;
  return (
    <>
      <PageHead
        title={t('nav.customers')}
        lead={[
          count !== undefined && t('customer.count', { count }),
          asOf && t('home.asOf', { when: format.moment(asOf.publishedAt, now) }),
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            {address.filter !== '' && <KeepAsSegment filter={address.filter} />}
            <ToggleButton checked={isTable} onClick={() => change({ view: isTable ? '' : 'table' })}>
              {t('customer.asTable')}
            </ToggleButton>
          </>
        }
      />
      {isTable ? <CustomerTable entity={entity} /> : <CustomerCards entity={entity} />}
    </>
  );
}

function CustomerCards({ entity }: { entity: EntityView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [address, change] = useAddress('search', 'filter', 'sort');
  const wanted = useDeferredValue(address);
  const query = useInfiniteQuery(rowsQuery('Customer', wanted));
  const also = alsoKnownIn(query.data?.pages);
  const names = entity.attributes.map(({ name }) => ({ value: name, label: name }));
  return (
    <>
      <Toolbar end={<DownloadLinks addressOf={(kind) => exportAddress('Customer', kind, address)} />}>
        <SearchField
          label={t('customer.search')}
          value={address.search}
          onChange={(search) => change({ search }, { isTyping: true })}
        />
        <RowFilter attributes={entity.attributes} value={address.filter} onChange={(filter) => change({ filter })} />
        <Choice
          label={t('list.sort')}
          value={address.sort}
          none={t('list.sort')}
          options={names}
          onChange={(sort) => change({ sort })}
        />
      </Toolbar>
      <PagedList
        query={query}
        empty={<Empty icon={PeopleRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />}
      >
        {(rows) => (
          <ul className={styles.grid}>
            {rows.map((row) => (
              <li key={String(row['CustomerId'])}>
                <CustomerCard row={row} also={also.get(String(row['CustomerId'])) ?? []} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </>
  );
}

function CustomerCard({ row, also }: { row: EntityRow; also: readonly AlsoKnown[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const name = nameOfCustomer(row);
  return (
    <Link to="/customers/$id" params={{ id: String(row['CustomerId']) }} className={styles.card}>
      <span className={styles.mark} aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span className={text.strong}>{name}</span>
      {factsOfCustomer(row).map((fact) => (
        <span key={fact} className={mergeClasses(text.caption, styles.fact)} title={fact}>
          {fact}
        </span>
      ))}
      {also.map(({ value, entity }) => (
        <span key={value + entity} className={mergeClasses(text.caption, styles.also)}>
          {t('customer.alsoKnown', { value, entity })}
        </span>
      ))}
    </Link>
  );
}

function KeepAsSegment({ filter }: { filter: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Can who="contributor">
      <Button
        icon={<PeopleTeamRegular />}
        onClick={() => void navigate({ to: '/segments/new', search: { condition: filter } as never })}
      >
        {t('customer.keepAsSegment')}
      </Button>
    </Can>
  );
}
