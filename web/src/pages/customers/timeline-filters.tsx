import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../src/app/view/customer.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Chip } from '../../parts/chip.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import { Toolbar } from '../../parts/toolbar.tsx';

/** What of a timeline is shown; empty text means all. */
export interface ShownTimeline {
  readonly activity: string;
  readonly contact: string;
  /** First day, ISO 8601. */
  readonly from: string;
}

export const NO_FILTER: ShownTimeline = { activity: '', contact: '', from: '' };

const PERIODS_IN_DAYS = [30, 90, 365] as const;

const useStyles = makeStyles({ counts: { display: 'flex', flexWrap: 'wrap', gap: '6px' } });

/** How often a customer did what, and the choice of what is shown. */
export function TimelineFilters(props: {
  customer: CustomerView;
  filter: ShownTimeline;
  onChange: (filter: ShownTimeline) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const now = useNow();
  const { customer, filter, onChange } = props;
  const { activities, activeContacts } = customer;
  const dayBefore = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  return (
    <>
      <ul className={styles.counts} aria-label={t('customer.activityCounts')}>
        {activities.map(({ activity, displayName, count, lastAt }) => (
          <li key={activity}>
            <Chip>
              {t('customer.activityCount', { name: displayName, count, when: format.date(lastAt.slice(0, 10)) })}
            </Chip>
          </li>
        ))}
      </ul>
      <Toolbar>
        <Choice
          label={t('customer.whatActivity')}
          none={t('customer.allActivities')}
          value={filter.activity}
          options={activities.map(({ activity, displayName, type }) => ({
            value: activity,
            label: displayName,
            group: type,
          }))}
          onChange={(activity) => onChange({ ...filter, activity })}
        />
        {activeContacts.length > 0 && (
          <Choice
            label={t('business.contact')}
            none={t('business.allContacts')}
            value={filter.contact}
            options={[
              ...activeContacts.map(({ contactId, name, count }) => ({
                value: contactId,
                label: `${name} (${format.number(count)})`,
              })),
              { value: 'none', label: t('business.noContact') },
            ]}
            onChange={(contact) => onChange({ ...filter, contact })}
          />
        )}
        <Choice
          label={t('customer.when')}
          none={t('customer.anyTime')}
          value={filter.from}
          options={PERIODS_IN_DAYS.map((days) => ({
            value: dayBefore(days),
            label: t('customer.lastDays', { count: days }),
          }))}
          onChange={(from) => onChange({ ...filter, from })}
        />
      </Toolbar>
    </>
  );
}
