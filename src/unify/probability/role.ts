import type { Sql } from '../../sql/sql.ts';

/** What a column says about a person or organisation; the evidence that comparisons and blocking are made from. */
export const ROLES = [
  'fullName',
  'firstName',
  'middleName',
  'lastName',
  'birthDate',
  'birthPlace',
  'gender',
  'email',
  'phone',
  'phoneCode',
  'identifier',
  'organization',
  'houseNumber',
  'street',
  'city',
  'region',
  'postalCode',
  'occupation',
] as const;
export type Role = (typeof ROLES)[number];

/** Semantic types that declare a role. */
const DECLARED: Readonly<Record<string, Role>> = {
  'Person.FullName': 'fullName',
  'Person.FirstName': 'firstName',
  'Person.MiddleName': 'middleName',
  'Person.LastName': 'lastName',
  'Person.BirthDate': 'birthDate',
  'Person.BirthPlace': 'birthPlace',
  'Person.Gender': 'gender',
  'Person.Occupation': 'occupation',
  'Identity.Service.Email': 'email',
  'Identity.Service.Phone': 'phone',
  'Identity.GovernmentID': 'identifier',
  'Location.Address': 'street',
  'Location.AddressStreet': 'street',
  'Location.HouseNumber': 'houseNumber',
  'Location.City': 'city',
  'Location.County': 'region',
  'Location.State': 'region',
  'Location.Province': 'region',
  'Location.Region': 'region',
  'Location.PostalCode': 'postalCode',
  'Organization.Name': 'organization',
};

/** The role that a semantic type declares; undefined for types that say nothing about identity. */
export function roleOfSemanticType(semanticType: string): Role | undefined {
  return DECLARED[semanticType];
}

/** How a date is written; `typed` where the column is a date by type, `yearLast` with day and month in either order. */
export type DateShape = 'typed' | 'iso' | 'compact' | 'ymd' | 'yearLast';

/** How the dates of a column are read. */
export interface DateReading {
  /** How most are written; the others are read too. */
  readonly shape: DateShape;
  /** Separators before which the month stands first where the year is last. */
  readonly monthFirst: readonly string[];
}

/** A column that takes part, and as what. */
export interface RoleColumn {
  readonly column: string;
  readonly role: Role;
  /** How we know: declared by the user, from the header, or from the values. */
  readonly from: 'declared' | 'header' | 'values';
  readonly dates?: DateReading;
}

/** Records of one source, numbered by an integer column over all sources. */
export interface ProbabilitySource {
  readonly name: string;
  readonly table: string;
  /** The records with columns that were made for them; default: the table. */
  readonly rows?: Sql;
  readonly rid: string;
  readonly columns: readonly RoleColumn[];
  /** The columns of the table itself as they were taken, where others were made of them. */
  readonly taken?: readonly RoleColumn[];
}
