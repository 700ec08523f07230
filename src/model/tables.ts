import type { Attribute } from './attribute.ts';

/** Names of the tables at which the insight stages meet. */
export const TABLES = {
  customer: 'Customer',
  alternateKey: 'AlternateKey',
  blockKey: 'BlockKey',
  skippedBlock: 'SkippedBlock',
  matchPairs: 'ConflationMatchPairs',
  matchModel: 'MatchModel',
  matchFrequency: 'MatchFrequency',
  largeBlock: 'LargeBlock',
  matchReview: 'MatchReview',
  customerMeasure: 'Customer_Measure',
  segmentMembership: 'SegmentMembership',
  segmentChange: 'SegmentMembershipChange',
  contactMembership: 'ContactSegmentMembership',
  contactChange: 'ContactSegmentMembershipChange',
  unifiedActivity: 'UnifiedActivity',
  unifiedContact: 'UnifiedContact',
  contactKey: 'ContactAlternateKey',
  contactIdHistory: 'ContactIdHistory',
} as const;

/** Entities that only the next refresh reads, to follow changes. */
const KEPT_FOR_REFRESH: readonly string[] = [
  TABLES.blockKey,
  TABLES.skippedBlock,
  TABLES.largeBlock,
  TABLES.matchFrequency,
];

/** Whether an entity is for people and programs to read, not only for the next refresh. */
export function isForReaders(entity: string): boolean {
  return !KEPT_FOR_REFRESH.includes(entity);
}

/** Rows of a source entity that do not fit, each with field, value and reason. */
export function corruptTableOf(entity: string): string {
  return `${entity}_corrupt`;
}

/** Deduplication result of a source entity. */
export function deduplicationTableOf(entity: string): string {
  return `Deduplication_${entity}`;
}

/** The table of the last published snapshot, as it is named inside a refresh. */
export function previousTableOf(entity: string): string {
  return `previous_${entity}`;
}

/** Working table of one customer attribute measure: `CustomerId` and a column with the measure's name, a row a customer. */
export function customerMeasureTableOf(measure: string): string {
  return `CustomerMeasure_${measure}`;
}

/** Working table of one segment: the key of each member. */
export function segmentTableOf(segment: string): string {
  return `Segment_${segment}`;
}

/** Working table of who entered and left one segment since the last published refresh: the key of the member, `Change`. */
export function segmentChangeTableOf(segment: string): string {
  return `SegmentChange_${segment}`;
}

/** Every account of a hierarchy with each account above it, and with itself at distance 0. */
export function ancestorTableOf(hierarchy: string): string {
  return `${hierarchy}_Ancestor`;
}

/**
 * Columns of the system tables.
 * `AlternateKey` links every source record to its customer: measures and segments join through it, so that all records
 * of a customer count, not only the winners. `ContactAlternateKey` does the same for the records of contacts.
 */
export const SYSTEM_COLUMNS = {
  [TABLES.alternateKey]: [
    { name: 'DataSourceName', type: 'string' },
    { name: 'EntityName', type: 'string' },
    { name: 'AlternateValue', type: 'string' },
    { name: 'CustomerId', type: 'string' },
  ],
  [TABLES.segmentMembership]: [
    { name: 'SegmentName', type: 'string' },
    { name: 'CustomerId', type: 'string' },
  ],
  [TABLES.segmentChange]: [
    { name: 'SegmentName', type: 'string' },
    { name: 'CustomerId', type: 'string' },
    { name: 'Change', type: 'string' },
  ],
  [TABLES.contactMembership]: [
    { name: 'SegmentName', type: 'string' },
    { name: 'UnifiedContactId', type: 'string' },
  ],
  [TABLES.unifiedActivity]: [
    { name: 'CustomerId', type: 'string' },
    { name: 'ActivityId', type: 'string' },
    { name: 'SourceTableName', type: 'string' },
    { name: 'SourceActivityId', type: 'string' },
    { name: 'ActivityType', type: 'string' },
    { name: 'ActivityTimeStamp', type: 'dateTime' },
    { name: 'Title', type: 'string' },
    { name: 'Description', type: 'string' },
    { name: 'URL', type: 'string' },
    { name: 'SemanticData', type: 'string' },
    { name: 'UnifiedContactId', type: 'string' },
  ],
  [TABLES.unifiedContact]: [
    { name: 'UnifiedContactId', type: 'string' },
    { name: 'ContactId', type: 'string' },
    { name: 'CustomerId', type: 'string' },
    { name: 'TableName', type: 'string' },
    { name: 'FK_ContactToAccountID', type: 'string' },
    { name: 'FullName', type: 'string' },
    { name: 'FirstName', type: 'string' },
    { name: 'LastName', type: 'string' },
    { name: 'JobTitle', type: 'string' },
    { name: 'PrimaryEmail', type: 'string' },
    { name: 'PrimaryPhone', type: 'string' },
    { name: 'BirthDate', type: 'date' },
    { name: 'Gender', type: 'string' },
    { name: 'StreetAddress', type: 'string' },
    { name: 'City', type: 'string' },
    { name: 'PostalCode', type: 'string' },
    { name: 'StateOrProvince', type: 'string' },
    { name: 'CountryOrRegion', type: 'string' },
    { name: 'PreviousContactId', type: 'string' },
    { name: 'RecordCount', type: 'integer' },
  ],
  [TABLES.contactKey]: [
    { name: 'EntityName', type: 'string' },
    { name: 'AlternateValue', type: 'string' },
    { name: 'UnifiedContactId', type: 'string' },
  ],
} as const satisfies Record<string, readonly Attribute[]>;

/** Columns of the entity of an account hierarchy, a row an account; `Level` counts from 0 at the top. */
export const HIERARCHY_COLUMNS = [
  { name: 'CustomerId', type: 'string' },
  { name: 'ParentCustomerId', type: 'string' },
  { name: 'RootCustomerId', type: 'string' },
  { name: 'Level', type: 'integer' },
] as const satisfies readonly Attribute[];

/** Columns of `ancestorTableOf` a hierarchy; `Distance` counts levels. */
export const ANCESTOR_COLUMNS = [
  { name: 'CustomerId', type: 'string' },
  { name: 'AncestorId', type: 'string' },
  { name: 'Distance', type: 'integer' },
] as const satisfies readonly Attribute[];

/** Columns of every `_corrupt` table. `row` is the whole row as JSON. */
export const CORRUPT_COLUMNS = [
  { name: 'file', type: 'string' },
  { name: 'rowNumber', type: 'integer' },
  { name: 'field', type: 'string' },
  { name: 'value', type: 'string' },
  { name: 'reason', type: 'string' },
  { name: 'row', type: 'string' },
] as const satisfies readonly Attribute[];

/** An entity as the stages see it: its table and columns. */
export interface Entity {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly primaryKey?: string;
}
