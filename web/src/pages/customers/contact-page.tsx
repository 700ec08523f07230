import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../../src/app/view/customer.ts';
import { CONTACT_FIELDS, type ContactField } from '../../../../src/model/vocabulary.ts';
import { contactQuery } from '../../api/queries/customers.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { readableValue } from '../../format/value.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { CustomerLink } from './customer-link.tsx';
import { MatchDecisions } from './match-decisions.tsx';
import { nameOfCustomer } from './name-of-customer.ts';
import { ProfileColumns } from './profile-columns.tsx';
import { SourceRecords } from './source-records.tsx';
import { WhyMerged } from './why-merged.tsx';

const FIELDS = Object.keys(CONTACT_FIELDS) as ContactField[];

/** One contact at a business account: what is known, its records, and why they are one. */
export function ContactPage() {
  const { id } = useParams({ from: '/contacts/$id' });
  return <Loaded query={useQuery(contactQuery(id))}>{(contact) => <Contact contact={contact} />}</Loaded>;
}

function Contact({ contact }: { contact: ContactView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useText();
  const now = useNow();
  const { profile, account, sources, joins, previousIds } = contact;
  const facts = [
    account &&
      ([
        t('audience.account'),
        <CustomerLink key="account" id={String(account['CustomerId'])} name={nameOfCustomer(account)} />,
      ] as const),
    ...FIELDS.filter((field) => profile[field] != null).map(
      (field) => [t(`contact.${field}`), readableValue(profile[field], format)] as const,
    ),
  ].filter((fact) => fact !== undefined);
  return (
    <>
      <PageHead
        title={nameOfCustomer(profile)}
        lead={`${contact.contactId} · ${t('home.asOf', { when: format.moment(contact.asOf, now) })}`}
        back={{ to: '/data/entities/UnifiedContact', label: t('business.contacts') }}
      />
      <ProfileColumns
        main={
          <>
            <Panel title={t('customer.profile')}>
              <Facts facts={facts} />
            </Panel>
            <SourceRecords sources={sources} />
          </>
        }
        aside={
          <>
            <WhyMerged joins={joins} of="contacts" />
            {previousIds.length > 0 && (
              <Panel title={t('customer.history')}>
                <ul>
                  {previousIds.map((id) => (
                    <li key={id} className={text.mono}>
                      {id}
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
            <MatchDecisions sources={sources} of="contacts" />
          </>
        }
      />
    </>
  );
}
