import type { Activity } from '../../model/activity.ts';
import { TABLES } from '../../model/tables.ts';
import type { Row } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { decodeOffset, nextOffset } from '../page-offset.ts';
import type { CustomerView, TimelineEntry, TimelineFilter } from '../view/customer.ts';
import type { Page, PageRequest } from '../view/page.ts';
import { type CustomerPart, publishedEntity } from './part.ts';

/** What stands for activities that no contact did. */
const NO_CONTACT = 'none';

/** What a customer did, newest first, as far as its activities show in the timeline and fit the filter. */
export async function readTimeline(
  part: CustomerPart,
  filter: TimelineFilter,
  request: PageRequest,
): Promise<Page<TimelineEntry>> {
  const { limit } = request;
  const offset = decodeOffset(request);
  const rows = await readActivities(
    part,
    filter,
    (from) =>
      sql`select * from ${from} order by ${id('ActivityTimeStamp')} desc, ${id('ActivityId')} limit ${limit + 1} offset ${offset}`,
  );
  const shown = rows.slice(0, limit);
  const contacts = await contactsById(part, shown);
  return {
    items: shown.map((row) => ({ ...entryOf(row, contacts), ...quantitiesOf(row, part) })),
    nextCursor: nextOffset(rows.length, offset, request),
  };
}

/** How often a customer did what, when last, and which contacts did it: most often first. */
export async function countActivities(
  part: CustomerPart,
): Promise<Pick<CustomerView, 'activities' | 'activeContacts'>> {
  const cases = shownActivities(part).map(({ name }) => sql`when ${isOf(name)} then ${name}`);
  const name = sql`case ${join(cases, ' ')} end`;
  const totals = sql`count(*) as n, max(${id('ActivityTimeStamp')}) as latest`;
  const counted = await readActivities(
    part,
    {},
    (from) =>
      sql`select ${name} as activity, ${id('ActivityType')} as type, ${totals} from ${from} group by 1, 2 order by 3 desc, 1`,
  );
  const displayNames = new Map(part.workspace.activities.map((each) => [each.name, each.displayName ?? each.name]));
  const activities = counted.map((row) => ({
    activity: String(row['activity']),
    displayName: displayNames.get(String(row['activity'])) ?? String(row['activity']),
    type: String(row['type']),
    count: Number(row['n']),
    lastAt: String(row['latest']),
  }));
  return { activities, activeContacts: await countContacts(part) };
}

async function countContacts(part: CustomerPart): Promise<CustomerView['activeContacts']> {
  if (!tellsContacts(part)) return [];
  const column = id('UnifiedContactId');
  const rows = await readActivities(
    part,
    {},
    (from) =>
      sql`select ${column}, count(*) as n from ${from} where ${column} is not null group by 1 order by 2 desc, 1 limit 100`,
  );
  const names = await contactsById(part, rows);
  return rows.map((row) => {
    const contactId = String(row['UnifiedContactId']);
    return { contactId, name: names.get(contactId) ?? contactId, count: Number(row['n']) };
  });
}

/** Asks the customer's activities that show in the timeline and fit a filter; none where nothing was gathered. */
async function readActivities(part: CustomerPart, filter: TimelineFilter, ask: (from: Sql) => Sql): Promise<Row[]> {
  const shown = shownActivities(part);
  if (shown.length === 0 || !publishedEntity(part, TABLES.unifiedActivity)) return [];
  return part.reader.read(TABLES.unifiedActivity, (session, table) => {
    const tests = [
      sql`${id('CustomerId')} = ${part.customerId}`,
      sql`(${join(
        shown.map(({ name }) => isOf(name)),
        ' or ',
      )})`,
      ...testsOf(filter, tellsContacts(part), (moment) => session.dialect.momentLiteral(moment)),
    ];
    return session.rows(ask(sql`(select * from ${table} where ${join(tests, ' and ')})`));
  });
}

function testsOf(
  { activity, type, contact, from, to }: TimelineFilter,
  hasContacts: boolean,
  moment: (iso: string) => Sql,
) {
  const contactId = hasContacts ? id('UnifiedContactId') : sql`null`;
  return [
    ...(activity === undefined ? [] : [isOf(activity)]),
    ...(type === undefined ? [] : [sql`${id('ActivityType')} = ${type}`]),
    ...(contact === undefined
      ? []
      : [contact === NO_CONTACT ? sql`${contactId} is null` : sql`${contactId} = ${contact}`]),
    ...(from === undefined ? [] : [sql`${id('ActivityTimeStamp')} >= ${moment(from)}`]),
    ...(to === undefined ? [] : [sql`${id('ActivityTimeStamp')} < ${moment(to)}`]),
  ];
}

function shownActivities({ workspace }: CustomerPart): readonly Activity[] {
  return workspace.activities.filter((activity) => activity.showInTimeline !== false);
}

function isOf(activity: string): Sql {
  return sql`starts_with(${id('ActivityId')}, ${`${activity}|`})`;
}

/** False for data published before activities told their contact. */
function tellsContacts(part: CustomerPart): boolean {
  const columns = publishedEntity(part, TABLES.unifiedActivity)?.columns ?? [];
  return columns.some(({ name }) => name === 'UnifiedContactId');
}

async function contactsById({ reader }: CustomerPart, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap((row) => (row['UnifiedContactId'] == null ? [] : [String(row['UnifiedContactId'])]));
  const found = await reader.rowsByKey(TABLES.unifiedContact, 'UnifiedContactId', [...new Set(ids)]);
  return new Map([...found].map(([key, row]) => [key, String(row['FullName'] ?? row['ContactId'])]));
}

/** Units of what is shown of an activity, and its detail as a number where its attribute has a unit or fractions. */
function quantitiesOf(row: Row, part: CustomerPart): Pick<TimelineEntry, 'detailNumber' | 'detailUnit' | 'units'> {
  const activity = part.workspace.activities.find(({ name }) => name === activityOf(row));
  if (!activity) return {};
  const { entity, detail = '', units } = activity;
  const type = publishedEntity(part, entity)?.columns.find(({ name }) => name === detail)?.type;
  const unit = units?.[detail];
  const isNumber = type === 'decimal' || type === 'double' || (type === 'integer' && unit !== undefined);
  return {
    units,
    ...(isNumber && row['Description'] != null && { detailNumber: Number(row['Description']), detailUnit: unit }),
  };
}

function activityOf(row: Row): string {
  return String(row['ActivityId']).split('|')[0] ?? '';
}

function entryOf(row: Row, contacts: ReadonlyMap<string, string>): TimelineEntry {
  const text = (column: string) => (row[column] == null ? undefined : String(row[column]));
  const contactId = text('UnifiedContactId');
  return {
    activityId: String(row['ActivityId']),
    activity: activityOf(row),
    type: String(row['ActivityType']),
    at: String(row['ActivityTimeStamp']),
    title: text('Title') ?? '',
    detail: text('Description'),
    url: text('URL'),
    data: text('SemanticData'),
    ...(contactId !== undefined && { contact: { contactId, name: contacts.get(contactId) ?? contactId } }),
  };
}
