import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppliedView, DriftView } from '../../../../src/app/view/definition.ts';
import { getJson } from '../../api/client.ts';
import { pagedQuery } from '../../api/queries/paged.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Lines } from '../../parts/lines.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { pathOfDefinition } from '../../shell/definition-path.ts';
import { CHANGE_TONES, Changes } from './configuration-changes.tsx';

const driftQuery = queryOptions({
  queryKey: ['definitions', 'drift'],
  queryFn: ({ signal }) => getJson<DriftView>('/api/workspace/drift', signal),
});

const historyQuery = pagedQuery<AppliedView>(['definitions', 'applied'], '/api/workspace/history');

/** What was changed one by one since a workspace was last applied. */
export function Drift() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { data, error, refetch } = useQuery(driftQuery);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data?.appliedAt) return null;
  const when = format.moment(data.appliedAt, now);
  return (
    <Panel
      title={t('configuration.drift')}
      lead={t('configuration.driftLead', { when, who: data.appliedBy ?? '', count: data.changes.length })}
    >
      {data.changes.length > 0 && <Changes changes={data.changes} />}
    </Panel>
  );
}

/** Every time a workspace was applied: who, when, and what it changed. */
export function AppliedHistory() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(historyQuery);
  return (
    <Panel title={t('configuration.history')}>
      <PagedList query={query} empty={<p>{t('configuration.never')}</p>}>
        {(entries) => (
          <Lines>
            {entries.map((entry) => (
              <Applied key={entry.sequence} entry={entry} />
            ))}
          </Lines>
        )}
      </PagedList>
    </Panel>
  );
}

function Applied({ entry }: { entry: AppliedView }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const { changes } = entry;
  const count = t('configuration.changes', { count: changes.length });
  return (
    <li>
      <span className={text.strong}>{format.moment(entry.appliedAt, now)}</span>{' '}
      <span className={text.quiet}>{t('refresh.by', { who: entry.appliedBy })}</span>
      {changes.length === 0 ? (
        <p>{count}</p>
      ) : (
        <details>
          <summary>{count}</summary>
          <Lines>
            {changes.map(({ kind, name, change }) => (
              <li key={`${kind}/${name}`}>
                <Chip tone={CHANGE_TONES[change]}>{t(`configuration.${change}`)}</Chip>{' '}
                {name !== kind && t(`kind.${kind}`)} <Changed change={change} kind={kind} name={name} />
              </li>
            ))}
          </Lines>
        </details>
      )}
    </li>
  );
}

/** A definition that was changed; where there is only one of its kind, its name is the kind. */
function Changed({ change, kind, name }: AppliedView['changes'][number]) {
  const { t } = useTranslation();
  const title = name === kind ? t(`kind.${kind}`) : name;
  return change === 'delete' ? title : <Anchor to={pathOfDefinition(kind, name)}>{title}</Anchor>;
}
