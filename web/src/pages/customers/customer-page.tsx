import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { PrintRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../src/app/view/customer.ts';
import { customerQuery } from '../../api/queries/customers.ts';
import type { Format } from '../../format/format.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { readableValue } from '../../format/value.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Contacts, Hierarchy } from './account-parts.tsx';
import { MatchDecisions } from './match-decisions.tsx';
import { MergeHistory } from './merge-history.tsx';
import { nameOfCustomer } from './name-of-customer.ts';
import { ProfileColumns } from './profile-columns.tsx';
import { SourceRecords } from './source-records.tsx';
import { Timeline } from './timeline.tsx';
import { WhyMerged } from './why-merged.tsx';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  none: { color: tokens.colorNeutralForeground3 },
});

/** One customer: profile, records, why they are one, what happened, measures and segments. Prints as one sheet. */
export function CustomerPage() {
  const { id } = useParams({ from: '/customers/$id' });
  return <Loaded query={useQuery(customerQuery(id))}>{(customer) => <Customer customer={customer} />}</Loaded>;
}

function Customer({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <PageHead
        title={nameOfCustomer(customer.profile)}
        lead={`${customer.customerId} · ${t('home.asOf', { when: format.moment(customer.asOf, now) })}`}
        back={{ to: '/customers', label: t('nav.customers') }}
        actions={
          <Button icon={<PrintRegular />} onClick={() => print()}>
            {t('app.print')}
          </Button>
        }
      />
      <ProfileColumns
        main={
          <>
            <Panel title={t('customer.profile')}>
              <Facts facts={profileFacts(customer, format)} />
            </Panel>
            {customer.account && <Contacts contacts={customer.account.contacts} />}
            <Timeline customer={customer} />
            <SourceRecords sources={customer.sources} />
          </>
        }
        aside={
          <>
            {customer.account?.hierarchies.map((family) => (
              <Hierarchy key={family.hierarchy} family={family} profile={customer.profile} />
            ))}
            <Measures customer={customer} />
            <Segments customer={customer} />
            <WhyMerged joins={customer.joins} />
            <MergeHistory customer={customer} />
            <MatchDecisions sources={customer.sources} />
          </>
        }
      />
    </>
  );
}

/** Attributes that have a value, without ids and keys, which stand elsewhere. */
function profileFacts({ profile, sources }: CustomerView, format: Format): readonly (readonly [string, string])[] {
  const entities = sources.map(({ entity }) => `${entity}_`);
  return Object.entries(profile)
    .filter(([name, value]) => value !== null && value !== '' && !/^(Previous)?CustomerId$/.test(name))
    .filter(([name]) => !entities.some((entity) => name.startsWith(entity)) && !name.endsWith('_Alternate'))
    .map(([name, value]) => [name, readableValue(value, format)]);
}

function Measures({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  return (
    <Panel title={t('nav.measures')}>
      {customer.measures.length === 0 ? (
        <p className={styles.none}>{t('customer.noMeasures')}</p>
      ) : (
        <Facts
          facts={customer.measures.map(({ displayName, value, unit }) => [
            displayName,
            typeof value === 'number' ? format.quantity(value, unit) : readableValue(value, format),
          ])}
        />
      )}
    </Panel>
  );
}

function Segments({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Panel title={t('nav.segments')}>
      {customer.segments.length === 0 && <p className={styles.none}>{t('customer.noSegments')}</p>}
      <ul className={styles.chips}>
        {customer.segments.map(({ name, displayName }) => (
          <li key={name}>
            <Chip>
              <Anchor to="/segments/$name" params={{ name }}>
                {displayName}
              </Anchor>
            </Chip>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
