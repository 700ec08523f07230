type Row = Readonly<Record<string, unknown>>;

const FULL_NAMES = ['FullName', 'Name', 'DisplayName', 'AccountName', 'CompanyName', 'OrganizationName'];
const FIRST_NAMES = ['FirstName', 'GivenName'];
const LAST_NAMES = ['LastName', 'FamilyName', 'Surname'];
const MAILS = ['Email', 'EMail', 'Mail'];

const textIn = (row: Row, ...names: readonly string[]) =>
  names.map((name) => row[name]).find((value) => typeof value === 'string' && value !== '') as string | undefined;

/** What a customer or contact is called: the full name, else first and last, else the mail address, else the id. */
export function nameOfCustomer(row: Row): string {
  const full = textIn(row, ...FULL_NAMES);
  if (full) return full;
  const parts = [textIn(row, ...FIRST_NAMES), textIn(row, ...LAST_NAMES)];
  const name = parts.filter(Boolean).join(' ');
  return name || (textIn(row, ...MAILS) ?? String(row['UnifiedContactId'] ?? row['CustomerId'] ?? '?'));
}

/** The attribute that customers are called by first; undefined where none is known to name them. */
export function nameAttribute(attributes: readonly string[]): string | undefined {
  return [...FULL_NAMES, ...FIRST_NAMES, ...LAST_NAMES, ...MAILS].find((name) => attributes.includes(name));
}

/** The first letters or digits of the first and the last word of a name, for a mark. */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0].toUpperCase() ?? []);
  return [...letters.slice(0, 1), ...letters.slice(1).slice(-1)].join('');
}

/** Lines that tell customers of one name apart. */
export function factsOfCustomer(row: Row): readonly string[] {
  return [
    textIn(row, ...MAILS, 'PrimaryEmail'),
    textIn(row, 'Phone', 'Mobile', 'PrimaryPhone'),
    textIn(row, 'City', 'Town'),
  ].filter((fact): fact is string => fact !== undefined);
}
