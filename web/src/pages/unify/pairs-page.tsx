import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { MergeRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityRow, EntityView } from '../../../../src/app/view/entity.ts';
import type { Unification } from '../../../../src/model/unification.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { entitiesQuery, exportAddress, rowsQuery } from '../../api/queries/entities.ts';
import { useFormat } from '../../format/use-format.ts';
import { Chip } from '../../parts/chip.tsx';
import { DownloadLinks } from '../../parts/download-links.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { textOfValue } from '../../parts/rows.tsx';
import { scrollArea } from '../../parts/scroll-area.ts';
import { SearchField } from '../../parts/search-field.tsx';
import { useText } from '../../parts/text.ts';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { NearPairs } from './near-pairs.tsx';
import { isShared, namesOf, recordOf } from './pair-record.ts';

const ENTITY = 'ConflationMatchPairs';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' },
  pair: {
    padding: '14px 16px',
    overflowX: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow2,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center', paddingBottom: '8px' },
  table: { width: '100%', borderCollapse: 'collapse' },
  cell: { padding: '4px 12px 4px 0', textAlign: 'start', verticalAlign: 'top' },
  term: { width: '20%', color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  same: { backgroundColor: tokens.colorPaletteGreenBackground1 },
});

/** Matched customers with their records side by side, the rules that matched them, and the lowest similarity. */
export function PairsPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(entitiesQuery)}>
      {({ items }) => (
        <>
          <PageHead
            title={t('unify.inspector')}
            lead={t('unify.inspectorLead')}
            back={{ to: '/unify', label: t('nav.unify') }}
          />
          {items.some(({ name }) => name === ENTITY) ? (
            <Pairs entities={items} />
          ) : (
            <Empty icon={MergeRegular} title={t('unify.noPairs')} text={t('unify.noPairsText')} />
          )}
          {items.some(({ name }) => name === ENTITY) && <NearPairs />}
        </>
      )}
    </Loaded>
  );
}

function Pairs({ entities }: { entities: readonly EntityView[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [address, change] = useAddress('search', 'sort');
  const wanted = useDeferredValue(address);
  const query = useInfiniteQuery(rowsQuery(ENTITY, { ...wanted, sort: wanted.sort || 'Score' }));
  const record = useQuery(definitionsQuery('unification')).data?.items[0];
  const unified = (record?.definition as Unification | undefined)?.entities ?? [];
  return (
    <>
      <Toolbar end={<DownloadLinks addressOf={(format) => exportAddress(ENTITY, format, address)} />}>
        <SearchField
          label={t('list.search')}
          value={address.search}
          onChange={(search) => change({ search }, { isTyping: true })}
        />
      </Toolbar>
      <PagedList
        query={query}
        empty={<Empty icon={MergeRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />}
      >
        {(rows) => (
          <ul className={styles.list}>
            {rows.map((row) => (
              <li key={String(row['TrueObjectId'])}>
                <Pair row={row} unified={unified} entities={entities} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </>
  );
}

function Pair(props: { row: EntityRow; unified: Unification['entities']; entities: readonly EntityView[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { row } = props;
  const present = props.unified.filter(({ entity, primaryKey }) => row[`${entity}_${primaryKey}`] != null);
  const score = row['Score'];
  const records = present.map((entity) => recordOf(row, entity, props.entities));
  const meanings = [...new Set(records.flatMap((record) => [...record.keys()]))];
  return (
    <section aria-label={String(row['TrueObjectId'])} className={styles.pair} {...scrollArea}>
      <div className={styles.head}>
        {String(row['Rule'] ?? '')
          .split(';')
          .filter(Boolean)
          .map((rule) => (
            <Chip key={rule} tone="brand">
              {rule}
            </Chip>
          ))}
        {typeof score === 'number' && <Chip>{t('customer.score', { score: format.percent(score) })}</Chip>}
      </div>
      <table className={mergeClasses(styles.table, text.caption)}>
        <thead>
          <tr>
            <td className={styles.cell} />
            {present.map(({ entity, primaryKey }) => (
              <th key={entity} scope="col" className={styles.cell}>
                {entity} <span className={text.mono}>{textOfValue(row[`${entity}_${primaryKey}`])}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {meanings.map((meaning) => (
            <tr key={meaning}>
              <th scope="row" className={mergeClasses(styles.cell, styles.term)}>
                {namesOf(records, meaning)}
              </th>
              {records.map((record, column) => {
                const value = record.get(meaning)?.value;
                return (
                  <td
                    key={present[column]?.entity}
                    className={mergeClasses(styles.cell, isShared(value, records, column) && styles.same)}
                  >
                    {value ?? '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
