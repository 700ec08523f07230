type Row = Readonly<Record<string, unknown>>;

const textIn = (row: Row, ...names: readonly string[]) =>
  names.map((name) => row[name]).find((value) => typeof value === 'string' && value !== '') as string | undefined;

/** What a customer or contact is called: the full name, else first and last, else the mail address, else the id. */
export function nameOfCustomer(row: Row): string {
  const full = textIn(row, 'FullName', 'Name', 'DisplayName', 'AccountName', 'CompanyName', 'OrganizationName');
  if (full) return full;
  const parts = [textIn(row, 'FirstName', 'GivenName'), textIn(row, 'LastName', 'FamilyName', 'Surname')];
  const name = parts.filter(Boolean).join(' ');
  return name || (textIn(row, 'Email', 'EMail', 'Mail') ?? String(row['UnifiedContactId'] ?? row['CustomerId'] ?? '?'));
}

/** The first letters or digits of the first and the last word of a name, for a mark. */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0].toUpperCase() ?? []);
  return [...letters.slice(0, 1), ...letters.slice(1).slice(-1)].join('');
}

/** Lines that tell customers of one name apart. */
export function factsOfCustomer(row: Row): readonly string[] {
  return [
    textIn(row, 'Email', 'EMail', 'Mail', 'PrimaryEmail'),
    textIn(row, 'Phone', 'Mobile', 'PrimaryPhone'),
    textIn(row, 'City', 'Town'),
  ].filter((fact): fact is string => fact !== undefined);
}
