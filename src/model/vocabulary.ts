// The words that definitions choose from. Nothing is imported here: the pages offer the same lists.

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
  'Person.JobTitle',
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

/** Comparison operators of segments and measure filters, with the values each needs. */
export const OPERATORS = {
  equals: 'value',
  notEquals: 'value',
  greaterThan: 'value',
  greaterThanOrEqualTo: 'value',
  lessThan: 'value',
  lessThanOrEqualTo: 'value',
  contains: 'value',
  startsWith: 'value',
  endsWith: 'value',
  isNull: 'none',
  isNotNull: 'none',
  isIn: 'values',
  isBetween: 'range',
  isNotBetween: 'range',
  isWithinLast: 'period',
  yearToDate: 'none',
  dayOf: 'value',
  monthOf: 'value',
  yearOf: 'value',
  dayOfWeek: 'value',
  timeAt: 'value',
  childOf: 'value',
  parentOf: 'value',
} as const;
export type Operator = keyof typeof OPERATORS;

/** Periods that a relative date counts in. */
export const PERIOD_UNITS = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** Documented normalisations, applied to the compared text only. */
export const NORMALIZATIONS = [
  'numerals',
  'symbols',
  'lowerCase',
  'phone',
  'name',
  'address',
  'organization',
  'unicodeToAscii',
  'whitespace',
  'alias',
  'bypass',
] as const;
export type Normalization = (typeof NORMALIZATIONS)[number];

/** Named precision levels as the least similarity that counts. */
export const PRECISIONS = { exact: 1, high: 0.8, medium: 0.6, low: 0.3 } as const;
export type PrecisionLevel = keyof typeof PRECISIONS;

/** Ways of finding who is who. */
export const MATCH_MODES = ['rules', 'probabilities', 'both'] as const;
export type MatchMode = (typeof MATCH_MODES)[number];

/** When the weights of probabilities are learned. */
export const TRAININGS = ['everyRefresh', 'once'] as const;

/** Types of activity that Customer Insights knows; any other word is a type of your own. */
export const ACTIVITY_TYPES = ['Feedback', 'Loyalty', 'SalesOrder', 'SalesOrderLine', 'Subscription', 'Other'] as const;

/** Who the members of a segment can be. */
export const MEMBERS = ['customers', 'contacts'] as const;

/** Who a workspace's customers can be. */
export const AUDIENCES = ['individuals', 'businessAccounts'] as const;

/**
 * What is known of a contact, and the semantic types under which attributes declare it.
 * Source: the columns of the table UnifiedContact in Customer Insights, and FullName.
 */
export const CONTACT_FIELDS = {
  FullName: ['Person.FullName'],
  FirstName: ['Person.FirstName'],
  LastName: ['Person.LastName'],
  JobTitle: ['Person.JobTitle'],
  PrimaryEmail: ['Identity.Service.Email'],
  PrimaryPhone: ['Identity.Service.Phone'],
  BirthDate: ['Person.BirthDate'],
  Gender: ['Person.Gender'],
  StreetAddress: ['Location.AddressStreet', 'Location.Address'],
  City: ['Location.City'],
  PostalCode: ['Location.PostalCode'],
  StateOrProvince: ['Location.State', 'Location.Province'],
  CountryOrRegion: ['Location.Country'],
} as const;
export type ContactField = keyof typeof CONTACT_FIELDS;
