import { HistoryRegular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { auditQuery } from './access-queries.ts';

const KINDS = ['dataSource', 'segment', 'measure', 'trigger', 'flow', 'connection', 'unification', 'schedule'] as const;

/** Who changed what and when; filtered by the server. */
export function AuditPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [{ objectKind, objectName }, change] = useAddress('objectKind', 'objectName');
  const query = useInfiniteQuery(auditQuery({ objectKind, objectName }));
  const shown = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page>
      <PageHead title={t('nav.audit')} lead={t('audit.lead')} />
      <Toolbar end={<ExportButtons name="audit" rows={() => shown.map((each) => ({ ...each }))} />}>
        <Choice
          label={t('audit.what')}
          value={objectKind}
          none={t('list.all')}
          options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onChange={(kind) => change({ objectKind: kind })}
        />
        <SearchField
          label={t('audit.name')}
          value={objectName}
          onChange={(name) => change({ objectName: name }, { isTyping: true })}
        />
      </Toolbar>
      <PagedList
        query={query}
        empty={<Empty icon={HistoryRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />}
      >
        {(items) => (
          <DataTable
            label={t('nav.audit')}
            rows={items}
            keyOf={({ sequence }) => String(sequence)}
            columns={[
              { key: 'when', title: t('audit.when'), show: ({ at }) => format.moment(at, now) },
              { key: 'who', title: t('audit.who'), show: ({ actor }) => actor },
              { key: 'action', title: t('audit.action'), show: ({ action }) => <code>{action}</code> },
              {
                key: 'object',
                title: t('audit.what'),
                show: (entry) => `${entry.objectKind} ${entry.objectName}`,
              },
              {
                key: 'detail',
                title: t('refresh.details'),
                show: ({ detail, sequence }) =>
                  Object.keys(detail).length === 0 ? (
                    '–'
                  ) : (
                    <details>
                      <summary>{t('refresh.details')}</summary>
                      <JsonView label={String(sequence)} value={detail} />
                    </details>
                  ),
              },
            ]}
          />
        )}
      </PagedList>
    </Page>
  );
}
