import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../../src/app/view/entity.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { textOfValue } from '../../parts/rows.tsx';
import { ContactLink, CustomerLink } from '../customers/customer-link.tsx';
import { nameOfCustomer } from '../customers/name-of-customer.ts';

/** Attributes that hold the name, the first that is there. */
const NAMES = ['FullName', 'Name', 'DisplayName', 'AccountName', 'CompanyName', 'OrganizationName', 'LastName'];
/** Attributes shown of a member beside the name, as far as there are any. */
const SHOWN = ['JobTitle', 'Email', 'PrimaryEmail', 'Phone', 'PrimaryPhone', 'City', 'Town', 'Country'];

/** Customers or contacts by name, each with a few facts. */
export function MemberTable({ rows }: { rows: readonly EntityRow[] }) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('threshold.members')}
      rows={rows}
      keyOf={keyOfMember}
      columns={useMemberColumns(rows[0], (row: EntityRow) => row)}
    />
  );
}

/** Id of a contact, or of a customer. */
export function keyOfMember(member: EntityRow): string {
  return String(member['UnifiedContactId'] ?? member['CustomerId']);
}

/** What a list says of members, by what the first of them has. */
export function useMemberColumns<Row>(
  first: EntityRow | undefined,
  memberOf: (row: Row) => EntityRow,
): readonly ListColumn<Row>[] {
  const { t } = useTranslation();
  const isThere = (name: string) => first !== undefined && name in first;
  return [
    {
      key: NAMES.find(isThere) ?? 'name',
      title: t('app.name'),
      value: (row) => nameOfCustomer(memberOf(row)),
      show: (row) => <MemberName row={memberOf(row)} />,
    },
    ...SHOWN.filter(isThere).map((name): ListColumn<Row> => {
      const textOf = (row: Row) => textOfValue(memberOf(row)[name] ?? '–');
      return { key: name, title: name, value: textOf, show: textOf };
    }),
  ];
}

/** Name of a customer, or of a contact, who leads to the account if there is one, else to what is known of the contact. */
export function MemberName({ row }: { row: EntityRow }) {
  const { CustomerId: customer, UnifiedContactId: contact } = row;
  const name = nameOfCustomer(row);
  if (typeof customer === 'string') return <CustomerLink id={customer} name={name} />;
  return typeof contact === 'string' ? <ContactLink id={contact} name={name} /> : name;
}
