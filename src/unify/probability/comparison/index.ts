import { birthDate } from './birth-date.ts';
import type { EvidenceComparison } from './comparison.ts';
import { email, gender, identifier, phone } from './contact.ts';
import { firstName, lastName, middleName } from './name.ts';
import { organization } from './organization.ts';
import { address, birthPlace, city, occupation, postalCode } from './place.ts';

/** All comparisons of the probabilistic mode. */
export const EVIDENCE: readonly EvidenceComparison[] = [
  firstName,
  middleName,
  lastName,
  birthDate,
  email,
  phone,
  identifier,
  gender,
  organization,
  address,
  postalCode,
  city,
  birthPlace,
  occupation,
];

/** The comparisons that a standard table with these columns can make. */
export function comparisonsOver(columns: readonly string[]): readonly EvidenceComparison[] {
  return EVIDENCE.filter(({ needs }) => needs.every((column) => columns.includes(column)));
}
