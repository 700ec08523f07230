import { HistoryRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { AuditView } from '../../../../src/app/view/access.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useSorting } from '../../parts/use-sorting.ts';
import { pathOfDefinition } from '../../shell/definition-path.ts';
import { auditQuery } from './access-queries.ts';

/** Kinds of definitions. */
const KINDS = [
  'dataSource',
  'relationship',
  'unification',
  'audience',
  'activity',
  'segment',
  'measure',
  'trigger',
  'flow',
  'connection',
  'schedule',
] as const;

/** Who changed what and when; filtered and ordered by the server. */
export function AuditPage() {
  const { t } = useTranslation();
  const [{ objectKind, objectName }, change] = useAddress('objectKind', 'objectName');
  const sorting = useSorting('at', 'actor', 'action', 'objectKind');
  return (
    <Page>
      <PageHead title={t('nav.audit')} lead={t('audit.lead')} />
      <PagedView
        name="audit"
        label={t('nav.audit')}
        query={auditQuery({ objectKind, objectName, sort: sorting.sort })}
        sorting={sorting}
        columns={useColumns()}
        keyOf={({ sequence }) => String(sequence)}
        filters={
          <>
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
          </>
        }
        empty={<Empty icon={HistoryRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />}
      />
    </Page>
  );
}

function useColumns(): readonly ListColumn<AuditView>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const actionOf = ({ action }: AuditView) => t(`audit.action.${action as 'key.create'}`, { defaultValue: action });
  const objectOf = ({ objectKind, objectName }: AuditView) => `${objectKind} ${objectName}`;
  return [
    { key: 'at', title: t('audit.when'), value: ({ at }) => at, show: ({ at }) => format.moment(at, now) },
    { key: 'actor', title: t('audit.who'), value: ({ actor }) => actor, show: ({ actor }) => actor },
    { key: 'action', title: t('audit.action'), value: ({ action }) => action, show: actionOf },
    {
      key: 'objectKind',
      title: t('audit.what'),
      value: objectOf,
      show: (entry) => <AuditedThing kind={entry.objectKind} name={entry.objectName} />,
    },
    {
      key: 'detail',
      title: t('refresh.details'),
      value: ({ detail }) => JSON.stringify(detail),
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
  ];
}

/** What was changed; a definition with a link to its page. */
function AuditedThing({ kind, name }: { kind: string; name: string }) {
  const { t } = useTranslation();
  const definition = KINDS.find((each) => each === kind);
  const words = definition ? t(`kind.${definition}`) : t(`audit.kind.${kind as 'user'}`, { defaultValue: kind });
  if (kind === name) return words;
  if (!definition) return `${words} ${name}`;
  return (
    <Anchor to={pathOfDefinition(definition, name)}>
      {words} {name}
    </Anchor>
  );
}
