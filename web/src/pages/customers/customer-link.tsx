import { Anchor } from '../../parts/anchor.tsx';
import { textOfValue } from '../../parts/rows.tsx';

/** A customer's id that leads to the customer. */
function customerLink(row: Readonly<Record<string, unknown>>) {
  const id = textOfValue(row['CustomerId']);
  return (
    <Anchor to="/customers/$id" params={{ id }}>
      {id}
    </Anchor>
  );
}

/** How attributes that name customers are shown in rows of any entity. */
export const CUSTOMER_CELLS = { CustomerId: customerLink } as const;
