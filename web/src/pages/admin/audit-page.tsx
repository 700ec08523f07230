import { HistoryRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditView } from '../../../../src/app/view/access.ts';
import { endOfDay, startOfDay } from '../../format/day-moments.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DayRange } from '../../parts/day-range.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { useSorting } from '../../parts/use-sorting.ts';
import { pathOfDefinition } from '../../shell/definition-path.ts';
import { auditQuery, auditValuesQuery } from './access-queries.ts';

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
  const [{ from, to, ...address }] = useAddress('actor', 'action', 'objectKind', 'objectName', 'from', 'to');
  const objectName = useSettled(address.objectName);
  const sorting = useSorting('at', 'actor', 'action', 'objectKind');
  const days = { from: startOfDay(from), until: endOfDay(to) };
  return (
    <Page>
      <PageHead title={t('nav.audit')} lead={t('audit.lead')} />
      <PagedView
        name="audit"
        label={t('nav.audit')}
        query={auditQuery({ ...address, objectName, ...days, sort: sorting.sort })}
        sorting={sorting}
        columns={useColumns()}
        keyOf={({ sequence }) => String(sequence)}
        filters={<Filters />}
        empty={<Empty icon={HistoryRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />}
      />
    </Page>
  );
}

function Filters() {
  const { t } = useTranslation();
  const [search, change] = useAddress('actor', 'action', 'objectKind', 'objectName', 'from', 'to');
  const { actors = [], actions = [], objectKinds = [] } = useQuery(auditValuesQuery).data ?? {};
  const actionName = useActionName();
  const kindName = useKindName();
  return (
    <>
      <Choice
        label={t('audit.who')}
        value={search.actor}
        none={t('audit.everybody')}
        options={actors.map((actor) => ({ value: actor, label: actor }))}
        onChange={(actor) => change({ actor })}
      />
      <Choice
        label={t('audit.action')}
        value={search.action}
        none={t('audit.everyAction')}
        options={actions.map((action) => ({
          value: action,
          label: `${kindName(rootOf(action))}: ${actionName(action)}`,
        }))}
        onChange={(action) => change({ action })}
      />
      <Choice
        label={t('audit.what')}
        value={search.objectKind}
        none={t('audit.everyKind')}
        options={objectKinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
        onChange={(objectKind) => change({ objectKind })}
      />
      <SearchField
        label={t('audit.name')}
        value={search.objectName}
        onChange={(objectName) => change({ objectName }, { isTyping: true })}
      />
      <DayRange days={search} onChange={change} />
    </>
  );
}

/** What an action is done to, e.g. `key` of `key.create`. */
function rootOf(action: string): string {
  return action.split('.')[0] ?? action;
}

/** What an action is called. */
function useActionName(): (action: string) => string {
  const { t } = useTranslation();
  return (action) => t(`audit.action.${action as 'key.create'}`, { defaultValue: action });
}

/** What a kind of thing is called. */
function useKindName(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => {
    const definition = KINDS.find((each) => each === kind);
    return definition ? t(`kind.${definition}`) : t(`audit.kind.${kind as 'user'}`, { defaultValue: kind });
  };
}

function useColumns(): readonly ListColumn<AuditView>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const actionName = useActionName();
  const actionOf = ({ action }: AuditView) => actionName(action);
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
  const words = useKindName()(kind);
  const definition = KINDS.find((each) => each === kind);
  if (kind === name) return words;
  if (!definition) return `${words} ${name}`;
  return (
    <Anchor to={pathOfDefinition(definition, name)}>
      {words} {name}
    </Anchor>
  );
}
