import { describe, expect, it } from 'vitest';
import { suggestSemanticType } from './semantic-type.ts';

describe('the semantic type suggested for an attribute', () => {
  it.each<[string, readonly unknown[], string | undefined]>([
    ['Email', ['ane@example.org', null], 'Identity.Service.Email'],
    ['Contacto', ['ane@example.org', 'jon@example.org'], 'Identity.Service.Email'],
    ['Email', ['yes', 'no'], undefined],
    ['phone_number', ['+34 600 111 222'], 'Identity.Service.Phone'],
    ['Abizena', ['Etxeberria'], 'Person.LastName'],
    ['FirstName', ['Ane'], 'Person.FirstName'],
    ['Full Name', [], 'Person.FullName'],
    ['BirthDate', ['1990-01-02'], 'Person.BirthDate'],
    ['Post code', ['48001'], 'Location.PostalCode'],
    ['Points', [12], undefined],
  ])('%s with %j is %s', (name, values, expected) => {
    expect(suggestSemanticType(name, values)).toBe(expected);
  });
});
