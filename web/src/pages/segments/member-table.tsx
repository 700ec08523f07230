import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../../src/app/view/entity.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { textOfValue } from '../../parts/rows.tsx';
import { nameOfCustomer } from '../customers/name-of-customer.ts';

/** Attributes shown of a member beside the name, as far as there are any. */
const SHOWN = ['JobTitle', 'Email', 'PrimaryEmail', 'Phone', 'PrimaryPhone', 'City', 'Town', 'Country'];

/** Customers or contacts by name, each with a few facts. */
export function MemberTable({ rows, extra }: { rows: readonly EntityRow[]; extra?: string }) {
  const { t } = useTranslation();
  const [first] = rows;
  const names = SHOWN.filter((name) => first && name in first);
  return (
    <DataTable
      label={t('threshold.members')}
      rows={rows}
      keyOf={(row) => String(row['UnifiedContactId'] ?? row['CustomerId'])}
      columns={[
        {
          key: 'name',
          title: t('app.name'),
          show: (row) => <MemberName row={row} />,
        },
        ...(extra
          ? [{ key: extra, title: t('segment.change'), show: (row: EntityRow) => String(row[extra] ?? '–') }]
          : []),
        ...names.map((name) => ({
          key: name,
          title: name,
          show: (row: EntityRow) => (row[name] === null || row[name] === undefined ? '–' : textOfValue(row[name])),
        })),
      ]}
    />
  );
}

/** Name of a customer, or of a contact, who leads to the account if there is one. */
export function MemberName({ row }: { row: EntityRow }) {
  const customer = row['CustomerId'];
  const name = nameOfCustomer(row);
  return typeof customer === 'string' ? (
    <Anchor to="/customers/$id" params={{ id: customer }}>
      {name}
    </Anchor>
  ) : (
    name
  );
}
