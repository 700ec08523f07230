import { makeStyles, tokens } from '@fluentui/react-components';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../src/app/view/customer.ts';
import type { EntityRow, EntityView } from '../../../../src/app/view/entity.ts';
import type { Page } from '../../../../src/app/view/page.ts';
import { getJson } from '../../api/client.ts';
import { entitiesQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Panel } from '../../parts/panel.tsx';
import { textOfValue } from '../../parts/rows.tsx';
import { useText } from '../../parts/text.ts';
import { useRelationships } from '../relationships/use-relationships.ts';

const MOST_SHOWN = 40;

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column' },
  item: {
    position: 'relative',
    paddingInlineStart: '22px',
    paddingBottom: '14px',
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
    marginInlineStart: '6px',
    '::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '-6px',
      top: '5px',
      width: '10px',
      height: '10px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorBrandBackground,
    },
    ':last-child': { paddingBottom: 0 },
  },
  none: { color: tokens.colorNeutralForeground3 },
});

/** Rows of one entity that point at a record of the customer. */
interface Stream {
  readonly entity: EntityView;
  readonly attribute: string;
  readonly keys: readonly string[];
  /** The attribute that says when it happened. */
  readonly date: string;
}

/** What happened with a customer, newest first: rows of every entity that points at one of the records. */
export function Timeline({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const streams = useStreams(customer);
  const answers = useQueries({ queries: streams.map(streamQuery) });
  const happened = answers
    .flatMap(({ data }, index) => {
      const stream = streams[index];
      return stream ? (data?.items ?? []).map((row) => ({ stream, row, at: String(row[stream.date] ?? '') })) : [];
    })
    .filter(({ at }) => at !== '')
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST_SHOWN);
  return (
    <Panel title={t('customer.timeline')}>
      {happened.length === 0 && <p className={styles.none}>{t('customer.noTimeline')}</p>}
      <ol className={styles.list}>
        {happened.map(({ stream, row, at }, index) => (
          <li
            key={`${stream.entity.name}/${at}/${String(row[stream.entity.primaryKey ?? ''] ?? index)}`}
            className={styles.item}
          >
            <p className={text.strong}>{stream.entity.name.replaceAll('_', ' · ')}</p>
            <p className={text.quiet}>{at.length > 10 ? format.moment(at, now) : format.date(at)}</p>
            <p className={text.caption}>{describe(row, stream)}</p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function describe(row: EntityRow, { attribute, date, entity }: Stream): string {
  return Object.entries(row)
    .filter(([name, value]) => value !== null && ![attribute, date, entity.primaryKey].includes(name))
    .map(([name, value]) => `${name}: ${textOfValue(value)}`)
    .join(' · ');
}

function useStreams({ sources }: CustomerView): readonly Stream[] {
  const relationships = useRelationships();
  const entities = useQuery(entitiesQuery).data?.items ?? [];
  return relationships.flatMap(({ fromEntity, fromAttribute, toEntity }) => {
    const entity = entities.find(({ name }) => name === fromEntity);
    const keys = sources.filter((source) => source.entity === toEntity).map(({ key }) => key);
    const date = entity?.attributes.find(({ type }) => type === 'dateTime' || type === 'date')?.name;
    return entity && date && keys.length > 0 ? [{ entity, attribute: fromAttribute, keys, date }] : [];
  });
}

function streamQuery({ entity, attribute, keys, date }: Stream) {
  const filter = JSON.stringify({ operator: 'isIn', attribute, values: keys });
  const query = new URLSearchParams({ filter, sort: `-${date}`, limit: String(MOST_SHOWN) });
  return {
    queryKey: ['entities', entity.name, 'stream', attribute, keys],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      getJson<Page<EntityRow>>(`/api/entities/${entity.name}/rows?${query.toString()}`, signal),
  };
}
