import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../src/app/view/customer.ts';
import type { EntityRow } from '../../../../src/app/view/entity.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';
import { ContactLink } from './customer-link.tsx';
import { nameOfCustomer } from './name-of-customer.ts';

type Account = NonNullable<CustomerView['account']>;
type Family = Account['hierarchies'][number];
type Relative = Family['parents'][number];

const useStyles = makeStyles({
  contact: {
    padding: '6px 0',
    overflowWrap: 'anywhere',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':first-child': { borderTopStyle: 'none' },
  },
  none: { color: tokens.colorNeutralForeground3 },
  tree: { listStyle: 'none', paddingInlineStart: 0, overflowWrap: 'anywhere' },
  below: {
    listStyle: 'none',
    marginInlineStart: '7px',
    paddingInlineStart: '12px',
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
  },
  line: { padding: '3px 0' },
});

/** The people at an account. */
export function Contacts({ contacts }: { contacts: Account['contacts'] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Panel title={t('business.contacts')} lead={t('business.contactCount', { count: contacts.total })}>
      {contacts.total === 0 && <p className={styles.none}>{t('business.noContacts')}</p>}
      <ul>
        {contacts.items.map((contact) => (
          <li key={String(contact['UnifiedContactId'])} className={styles.contact}>
            <Contact
              contact={contact}
              segments={contacts.segments.filter(({ contactId }) => contactId === contact['UnifiedContactId'])}
            />
          </li>
        ))}
      </ul>
      {contacts.total > contacts.items.length && (
        <Anchor to="/data/entities/$name" params={{ name: 'UnifiedContact' }}>
          {t('business.allContacts')}
        </Anchor>
      )}
    </Panel>
  );
}

function Contact({ contact, segments }: { contact: EntityRow; segments: Account['contacts']['segments'] }) {
  const { t } = useTranslation();
  const text = useText();
  const count = Number(contact['RecordCount'] ?? 1);
  const told = (...names: readonly string[]) =>
    names.flatMap((name) => (contact[name] === null || contact[name] === undefined ? [] : [String(contact[name])]));
  return (
    <>
      <p className={text.strong}>
        <ContactLink id={String(contact['UnifiedContactId'])} name={told('FullName', 'ContactId')[0] ?? ''} />
      </p>
      <p className={text.quiet}>
        {[
          ...told('JobTitle', 'PrimaryEmail', 'PrimaryPhone', 'City'),
          ...(count > 1 ? [t('business.records', { count })] : []),
        ].join(' · ')}
      </p>
      {segments.map(({ name, displayName }) => (
        <p key={name}>
          <Anchor to="/segments/$name" params={{ name }}>
            {displayName}
          </Anchor>
        </p>
      ))}
    </>
  );
}

/** Where an account stands in a hierarchy: all above it from the top, itself, and those right below. */
export function Hierarchy({ family, profile }: { family: Family; profile: EntityRow }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const own: Branch = { key: 'own', content: <strong>{nameOfCustomer(profile)}</strong> };
  const line = [...family.parents.map(branchOf), own];
  return (
    <Panel
      title={t('business.hierarchy', { name: family.hierarchy })}
      lead={t('business.place', { level: family.level, count: family.below })}
    >
      <ul className={styles.tree}>
        <Line line={line} below={family.children.map(branchOf)} />
      </ul>
    </Panel>
  );
}

interface Branch {
  readonly key: string;
  readonly content: ReactNode;
}

function branchOf({ customerId, profile }: Relative): Branch {
  const content = (
    <Anchor to="/customers/$id" params={{ id: customerId }}>
      {nameOfCustomer(profile)}
    </Anchor>
  );
  return { key: customerId, content };
}

/** Accounts inside each other, the last of them with those below it. */
function Line({ line, below }: { line: readonly Branch[]; below: readonly Branch[] }) {
  const styles = useStyles();
  const [first, ...rest] = line;
  if (!first) return null;
  return (
    <li>
      <p className={styles.line}>{first.content}</p>
      {(rest.length > 0 || below.length > 0) && (
        <ul className={styles.below}>
          {rest.length === 0 ? (
            below.map(({ key, content }) => (
              <li key={key} className={styles.line}>
                {content}
              </li>
            ))
          ) : (
            <Line line={rest} below={below} />
          )}
        </ul>
      )}
    </li>
  );
}
