import Type from 'typebox';
import { AttributeName, oneOf, strict } from './name.ts';

/** Types a column can have. `decimal` is exact (38 digits, 9 after the point); `dateTime` is UTC to the microsecond. */
export const ATTRIBUTE_TYPES = [
  'string',
  'integer',
  'decimal',
  'double',
  'boolean',
  'date',
  'dateTime',
  'guid',
] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** What an attribute means, whatever it is called (the labels of Customer Insights that concern unification and activities). */
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
] as const;
export type SemanticType = (typeof SEMANTIC_TYPES)[number];

/** One column of an entity as declared by the user; what is left out is found from the data. */
export const AttributeDeclaration = Type.Object(
  {
    name: AttributeName,
    type: Type.Optional(oneOf(ATTRIBUTE_TYPES, 'Type of the values; found from the data when left out.')),
    semanticType: Type.Optional(
      Type.String({ minLength: 1, maxLength: 80, description: 'Known semantic type or one of your own.' }),
    ),
    format: Type.Optional(
      Type.String({ maxLength: 60, description: "How dates are written, e.g. 'M/d/yyyy'; recognised when left out." }),
    ),
    column: Type.Optional(Type.String({ description: 'Name of the column in the source when it differs.' })),
  },
  { ...strict, description: 'One column of an entity.' },
);
export type AttributeDeclaration = Type.Static<typeof AttributeDeclaration>;

/** A column as it is in a table. */
export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly semanticType?: string;
}
