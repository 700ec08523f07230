import { makeStyles, tokens } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView, TimelineEntry } from '../../../../src/app/view/customer.ts';
import { timelineQuery } from '../../api/queries/customers.ts';
import type { Format } from '../../format/format.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { readableValue } from '../../format/value.ts';
import { Anchor, PlainAnchor } from '../../parts/anchor.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { NO_FILTER, TimelineFilters } from './timeline-filters.tsx';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column' },
  item: {
    position: 'relative',
    paddingInlineStart: '22px',
    paddingBottom: '14px',
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
    marginInlineStart: '6px',
    overflowWrap: 'anywhere',
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

/** What a customer did, newest first, by activity, contact and time. */
export function Timeline({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [filter, setFilter] = useState(NO_FILTER);
  const query = useInfiniteQuery(timelineQuery(customer.customerId, filter));
  const isIdle = customer.activities.length === 0;
  return (
    <Panel title={t('customer.timeline')}>
      {isIdle ? (
        <>
          <p className={styles.none}>{t('customer.noTimeline')}</p>
          <Anchor to="/data/activities">{t('nav.activities')}</Anchor>
        </>
      ) : (
        <>
          <TimelineFilters customer={customer} filter={filter} onChange={setFilter} />
          <PagedList query={query} empty={<p className={styles.none}>{t('customer.noneInTimeline')}</p>}>
            {(entries) => <Entries entries={entries} />}
          </PagedList>
        </>
      )}
    </Panel>
  );
}

function Entries({ entries }: { entries: readonly TimelineEntry[] }) {
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <li key={entry.activityId} className={styles.item}>
          <p className={text.strong}>
            {isWebAddress(entry.url) ? <PlainAnchor href={entry.url}>{entry.title}</PlainAnchor> : entry.title}
          </p>
          <p className={text.quiet}>
            {[format.moment(entry.at, now), entry.type, entry.contact?.name].filter(Boolean).join(' · ')}
          </p>
          <p className={text.caption}>{describe(entry, format)}</p>
        </li>
      ))}
    </ol>
  );
}

function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url);
}

function describe(entry: TimelineEntry, format: Format): string {
  const { detail, detailNumber, detailUnit, data, units = {} } = entry;
  const attributes = data === undefined ? {} : (JSON.parse(data) as Readonly<Record<string, unknown>>);
  const shownDetail = detailNumber === undefined ? detail : format.quantity(detailNumber, detailUnit);
  const told = Object.entries(attributes).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${withUnit(value, units[name], format)}`],
  );
  return [...(shownDetail === undefined ? [] : [shownDetail]), ...told].join(' · ');
}

function withUnit(value: unknown, unit: string | undefined, format: Format): string {
  return typeof value === 'number' && unit !== undefined ? format.quantity(value, unit) : readableValue(value, format);
}
