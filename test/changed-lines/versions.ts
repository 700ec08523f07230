/** Contacts of which a few lines change with each version. */
export const WORKSPACE = {
  dataSources: [
    {
      name: 'Shop',
      kind: 'csv',
      options: { folder: '.' },
      entities: [{ name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'Id' }],
    },
  ],
};

const PEOPLE = 60;
const CHANGES = 3;

/** The version in which a contact changed last. Every fifth one comes and goes. */
function changedIn(version: number, contact: number): number {
  for (let at = version; at > 0; at--)
    for (let change = 0; change < CHANGES; change++) if ((at * 7 + change * 11) % PEOPLE === contact) return at;
  return 0;
}

/** The rows of a version: Id, and the version in which the row changed last. */
export function rowsOf(version: number): readonly { readonly Id: string; readonly Spend: number }[] {
  const rows = Array.from({ length: PEOPLE }, (_, contact) => ({
    Id: `C${contact}`,
    Spend: changedIn(version, contact),
  }));
  return rows.filter(({ Spend }, contact) => contact % 5 !== 0 || Spend % 2 === 0);
}

/** The same as CSV. */
export function linesOf(version: number): string {
  return `${['Id,Spend', ...rowsOf(version).map(({ Id, Spend }) => `${Id},${Spend}`)].join('\n')}\n`;
}
