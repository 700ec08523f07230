import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ContactPreview as Preview } from '../../../../src/app/view/preview.ts';
import type { Audience } from '../../../../src/model/audience.ts';
import { previewQuery } from '../../api/queries/definitions.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { useFormat } from '../../format/use-format.ts';
import { Facts } from '../../parts/facts.tsx';
import { useText } from '../../parts/text.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { nameOfCustomer } from '../customers/name-of-customer.ts';
import { FiguresPanel } from '../unify/figures-panel.tsx';

/** How many of the first contacts of several records are named. */
const MOST_NAMED = 10;

/** How many contacts the draft would make of the published records, computed anew while it is written. */
export function ContactPreview({ draft }: { draft: Audience }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useText();
  const settled = useSettled(JSON.stringify(draft), 900);
  const { contacts = [], contactRules = [] } = draft;
  const isWhole =
    contacts.length > 0 &&
    contacts.every(({ entity, primaryKey }) => entity !== '' && primaryKey !== '') &&
    contactRules.every(({ conditions }) => conditions.length > 0);
  const query = useQuery({
    ...previewQuery<Preview>('audience', JSON.parse(settled) as unknown),
    enabled: isWhole,
  });
  const now = useQuery(entitiesQuery).data?.items.find(({ name }) => name === 'UnifiedContact')?.rowCount;
  return (
    <FiguresPanel query={query} isWhole={isWhole} counted={t('business.contacts')} now={now}>
      {({ entities, rules }, preview) => (
        <>
          <Facts
            facts={[
              ...entities.map(({ records }) => [t('audience.contactRecords'), format.number(records)] as const),
              ...rules.map(({ rule, links }) => [rule, t('unify.links', { count: links })] as const),
            ]}
          />
          {preview.contacts.length > 0 && (
            <>
              <p className={text.strong}>{t('audience.ofSeveral')}</p>
              <ul>
                {preview.contacts.slice(0, MOST_NAMED).map((contact) => (
                  <li key={String(contact['UnifiedContactId'])}>
                    {nameOfCustomer(contact)}{' '}
                    <span className={text.quiet}>
                      {t('business.records', { count: Number(contact['RecordCount']) })}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </FiguresPanel>
  );
}
