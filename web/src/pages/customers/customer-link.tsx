import { Anchor } from '../../parts/anchor.tsx';
import { textOfValue } from '../../parts/rows.tsx';

/** A customer's name, or the id, that leads to the customer. */
export function CustomerLink({ id, name = id }: { id: string; name?: string | undefined }) {
  return (
    <Anchor to="/customers/$id" params={{ id }}>
      {name}
    </Anchor>
  );
}

/** A contact's name that leads to the contact. */
export function ContactLink({ id, name }: { id: string; name: string }) {
  return (
    <Anchor to="/contacts/$id" params={{ id }}>
      {name}
    </Anchor>
  );
}

function customerLink(row: Readonly<Record<string, unknown>>) {
  return <CustomerLink id={textOfValue(row['CustomerId'])} />;
}

/** How attributes that name customers are shown in rows of any entity. */
export const CUSTOMER_CELLS = { CustomerId: customerLink } as const;
