import type { AttributeType, SemanticType } from '../../../src/model/attribute.ts';

/** Types an attribute can have, in the order people choose from. */
export const ATTRIBUTE_TYPES = [
  'string',
  'integer',
  'decimal',
  'double',
  'boolean',
  'date',
  'dateTime',
  'guid',
] as const satisfies readonly AttributeType[];

/** What attributes can mean, by family. */
export const SEMANTIC_TYPES = [
  'Person.FullName',
  'Person.FirstName',
  'Person.MiddleName',
  'Person.LastName',
  'Person.BirthDate',
  'Person.Gender',
  'Person.ProfileImage',
  'Identity.Service.Email',
  'Identity.Service.Phone',
  'Identity.Service.Facebook',
  'Identity.Service.Twitter',
  'Identity.GovernmentID',
  'Location.Address',
  'Location.AddressStreet',
  'Location.City',
  'Location.County',
  'Location.State',
  'Location.Province',
  'Location.Region',
  'Location.PostalCode',
  'Location.Country',
  'Location.Latitude',
  'Location.Longitude',
  'Organization.Name',
  'Organization.LogoImage',
  'Account',
  'Contact',
  'Customer',
  'Product',
  'ProductGroup',
  'Brand',
  'Channel',
  'Language',
  'Calendar.Date',
  'Measurement.DateCreation',
  'Measurement.DateModify',
  'Measurement.Status',
  'Reference.Description',
  'Reference.URL',
] as const satisfies readonly SemanticType[];

/** True for types whose values are ordered numbers. */
export function isNumber(type: string): boolean {
  return type === 'integer' || type === 'decimal' || type === 'double';
}

/** True for days and moments. */
export function isDate(type: string): boolean {
  return type === 'date' || type === 'dateTime';
}
