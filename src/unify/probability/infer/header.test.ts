import { describe, expect, it } from 'vitest';
import { roleOfHeader } from './header.ts';
import { areDates, dateReadingOf, looksLikeOrganizations, roleOfValues } from './values.ts';

describe('a header', () => {
  it.each([
    ['first_name', 'firstName'],
    ['GivenName', 'firstName'],
    ['Vorname', 'firstName'],
    ['prénom', 'firstName'],
    ['nombre', 'firstName'],
    ['Izena', 'firstName'],
    ['LAST-NAME', 'lastName'],
    ['surname', 'lastName'],
    ['Apellido1', 'lastName'],
    ['Nachname', 'lastName'],
    ['nom de famille', 'lastName'],
    ['Abizena', 'lastName'],
    ['full_name', 'fullName'],
    ['Name', 'fullName'],
    ['first_and_surname', 'fullName'],
    ['dob', 'birthDate'],
    ['date_of_birth', 'birthDate'],
    ['Fecha de nacimiento', 'birthDate'],
    ['Geburtsdatum', 'birthDate'],
    ['birth_place', 'birthPlace'],
    ['Geburtsort', 'birthPlace'],
    ['EMail', 'email'],
    ['Correo electrónico', 'email'],
    ['Telephone', 'phone'],
    ['mobile', 'phone'],
    ['postcode_fake', 'postalCode'],
    ['Zip', 'postalCode'],
    ['PLZ', 'postalCode'],
    ['StreetAddress', 'street'],
    ['address_1', 'street'],
    ['street_number', 'houseNumber'],
    ['suburb', 'city'],
    ['Ville', 'city'],
    ['state', 'region'],
    ['soc_sec_id', 'identifier'],
    ['DNI', 'identifier'],
    ['Site name', 'organization'],
    ['company', 'organization'],
    ['Razón social', 'organization'],
    ['occupation', 'occupation'],
    ['gender', 'gender'],
    ['cluster', 'answer'],
    ['True Id', 'answer'],
    ['truth', 'answer'],
    ['updated_at', 'ignored'],
    ['amount', 'ignored'],
    ['LoyaltyTier', undefined],
  ])('%s says %s', (header, role) => {
    expect(roleOfHeader(header)).toBe(role);
  });
});

describe('values', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['iso', ['/'], ['1971-06-24', '1980-01-01']],
    ['compact', ['/'], ['19710624', '19800101']],
    ['yearLast', ['/'], ['5/8/1986', '8/28/1975']],
    ['yearLast', [], ['28/8/1975', '5/8/1986']],
    ['yearLast', ['/'], ['5.8.1986', '1.2.1990']],
    ['yearLast', ['/'], ['5/8/1986', '28.8.1975']],
    ['yearLast', ['.'], ['28/8/1975', '8.28.1975']],
    ['yearLast', ['/', '-'], ['5-8-1986', '12-25-1975']],
    ['yearLast', ['/'], ['12/25/1990', '25/12/1990', '12/26/1990']],
    ['ymd', ['/'], ['1986/5/8', '1975/8/28']],
    ['iso', [], ['1948-05-09', '1950-01-01', '09.05.1948', '13/11/1999']],
    ['yearLast', [], ['09.05.1948', '1948-05-09', '13/11/1999']],
  ])('are dates, most %s, with the month first at %j: %j', (shape, monthFirst, values) => {
    expect(areDates(values)).toBe(true);
    expect(dateReadingOf(values)).toEqual({ shape, monthFirst });
  });

  it.each([[['hello', '12']], [['24/06/71']], [['1971-06-24', 'spring']], [[]]])('are no dates: %j', (values) => {
    expect(areDates(values)).toBe(false);
  });

  it.each([
    ['email', ['a@example.org', 'b@example.com']],
    ['postalCode', ['SW1A 1AA', 'tq13 8df']],
    ['phone', ['+34 943 123 456', '(212) 555-1234']],
    ['gender', ['F', 'M', 'F']],
    ['firstName', ['Robert', 'Mary', 'James', 'Xyz']],
    ['fullName', ['Robert Moss', 'Mary Kelly', 'Beraun Kenneth']],
    ['birthDate', ['1971-06-24', '1980-01-01']],
    [undefined, ['2023-01-01', '2024-05-06']],
    [undefined, ['gold', 'silver']],
  ])('say %s where the header says nothing', (role, values) => {
    expect(roleOfValues(values)).toBe(role);
  });

  it('tell organisations from people', () => {
    expect(looksLikeOrganizations(['Acme Inc', 'Zenith & Sons', 'Robert Moss'])).toBe(true);
    expect(looksLikeOrganizations(['Robert Moss', 'Mary Kelly'])).toBe(false);
  });
});
