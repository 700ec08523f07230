import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlsoKnown, EntityRow, EntityView, RowsPage } from '../../../../src/app/view/entity.ts';
import { useText } from '../../parts/text.ts';
import { EntityRows } from '../entities/entity-rows.tsx';
import { alsoKnownIn } from './also-known.ts';
import { CustomerLink } from './customer-link.tsx';
import { initialsOf, nameAttribute, nameOfCustomer } from './name-of-customer.ts';

const ID = 'CustomerId';

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: '28px auto', alignItems: 'center', gap: '0 8px' },
  mark: {
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusCircular,
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  also: { gridColumn: 2 },
});

/** Customers as a table that begins with their names and ends with keys and ids. */
export function CustomerTable({ entity }: { entity: EntityView }) {
  const { t } = useTranslation();
  const attributes = entity.attributes.map(({ name }) => name);
  const lead = nameAttribute(attributes);
  const showIn = useCallback(
    (pages: readonly RowsPage[]) => {
      const also = alsoKnownIn(pages);
      const show = (row: EntityRow) => <NameCell row={row} also={also.get(String(row[ID])) ?? []} />;
      return lead === undefined ? {} : { [lead]: show };
    },
    [lead],
  );
  if (lead === undefined) return <EntityRows entity={entity} />;
  const isKey = (name: string) =>
    /_Alternate$|^PreviousCustomerId$/.test(name) || attributes.includes(`${name}_Alternate`);
  const others = attributes.filter((name) => name !== lead && name !== ID);
  const names = [lead, ...others.filter((name) => !isKey(name)), ...others.filter(isKey), ID];
  return <EntityRows entity={entity} names={names} titles={{ [lead]: t('app.name') }} showIn={showIn} />;
}

function NameCell({ row, also }: { row: EntityRow; also: readonly AlsoKnown[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const name = nameOfCustomer(row);
  return (
    <span className={styles.root}>
      <span className={styles.mark} aria-hidden="true">
        {initialsOf(name)}
      </span>
      <CustomerLink id={String(row[ID])} name={name} />
      {also.map(({ value, entity }) => (
        <span key={value + entity} className={`${text.quiet} ${styles.also}`}>
          {t('customer.alsoKnown', { value, entity })}
        </span>
      ))}
    </span>
  );
}
