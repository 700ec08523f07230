import { TableRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityRow, EntityView, RowsPage } from '../../../../src/app/view/entity.ts';
import { countQuery, exportAddress, rowsQuery } from '../../api/queries/entities.ts';
import { ColumnChooser, useHiddenColumns } from '../../parts/column-chooser.tsx';
import { DownloadLinks } from '../../parts/download-links.tsx';
import { Empty } from '../../parts/empty.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Rows } from '../../parts/rows.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useText } from '../../parts/text.ts';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { CUSTOMER_CELLS } from '../customers/customer-link.tsx';
import { RowFilter } from './row-filter.tsx';

/** How a list of rows differs from one of any entity. */
interface RowsOptions {
  /** Attributes in the order of the columns; the first always stays. */
  readonly names?: readonly string[];
  readonly titles?: Readonly<Record<string, string>>;
  /** How attributes are shown, given the pages that were read. */
  readonly showIn?: (pages: readonly RowsPage[]) => Readonly<Record<string, (row: EntityRow) => ReactNode>>;
}

/** The rows of an entity: searched, filtered and sorted by the server, page by page. */
export function EntityRows({ entity, ...options }: { entity: EntityView } & RowsOptions) {
  const { t } = useTranslation();
  const text = useText();
  const [address, change] = useAddress('search', 'filter', 'sort');
  const wanted = useDeferredValue(address);
  const [hidden, setHidden] = useHiddenColumns(`entity.${entity.name}`);
  const query = useInfiniteQuery(rowsQuery(entity.name, wanted));
  const count = useQuery(countQuery(entity.name, wanted)).data?.count;
  const names = options.names ?? entity.attributes.map(({ name }) => name);
  const { titles = {}, showIn } = options;
  const pages = query.data?.pages;
  const show = useMemo(() => ({ ...CUSTOMER_CELLS, ...showIn?.(pages ?? []) }), [showIn, pages]);
  return (
    <>
      <Toolbar
        end={
          <>
            <ColumnChooser
              columns={names.map((name) => ({ key: name, title: titles[name] ?? name }))}
              hidden={hidden}
              onChange={setHidden}
            />
            <DownloadLinks addressOf={(format) => exportAddress(entity.name, format, address)} />
          </>
        }
      >
        <SearchField
          label={t('list.search')}
          value={address.search}
          onChange={(search) => change({ search }, { isTyping: true })}
        />
        <RowFilter attributes={entity.attributes} value={address.filter} onChange={(filter) => change({ filter })} />
        <span role="status" className={text.quiet}>
          {count !== undefined && t('source.rows', { count })}
        </span>
      </Toolbar>
      <PagedList
        query={query}
        empty={<Empty icon={TableRegular} title={t('entity.empty')} text={t('list.noneFitsText')} />}
      >
        {(rows) => (
          <Rows
            label={entity.name}
            rows={rows}
            names={names.filter((name, index) => index === 0 || !hidden.includes(name))}
            titles={titles}
            sort={address.sort}
            onSort={(sort) => change({ sort })}
            show={show}
          />
        )}
      </PagedList>
    </>
  );
}
