import { createId } from '../../base/ids.ts';
import { isPlainObject } from '../../base/json.ts';
import { parseMoment } from '../../base/moment.ts';
import { suggestName } from '../../base/nearest.ts';
import { entityNameOf } from '../../model/data-source.ts';
import { TABLES } from '../../model/tables.ts';
import { recordAudit } from '../../store/audit.ts';
import { readWorkspace } from '../../store/definitions.ts';
import {
  listRealtimeItems,
  putRealtimeItem,
  type RealtimeItem,
  removeEndedRealtimeItems,
} from '../../store/realtime-items.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import { appError } from '../catalogue.ts';
import { keyOf } from './attributes.ts';
import { checkValue } from './filter-sql.ts';
import type { InsightsOptions } from './options.ts';
import { type Item, readItem } from './rows.ts';

/** How long written rows are shown when the request does not say, and at most. */
export const LIFETIMES = { profileHours: 4, activityDays: 30, mostDays: 30 } as const;
/** Written rows of one entity that are kept at once. */
const MOST_ITEMS = 500;
const HOUR_MILLISECONDS = 3_600_000;

/** Who writes, and until when it is to be shown. */
export interface WriteRequest {
  readonly entity: string;
  readonly item: unknown;
  readonly actor: string;
  /** ISO 8601; the usual time when left out. */
  readonly validUntil?: string | undefined;
}

/**
 * Adds a row to an entity of a data source, such as an activity. It is shown until it ends; segments and measures see it
 * once a refresh brings it.
 * @throws FLX_ITEM_NOT_WRITABLE, FLX_ITEM_ATTRIBUTE, FLX_ITEM_VALUE, FLX_ITEM_EXISTS, FLX_ITEM_VALID_UNTIL, FLX_ITEM_FULL
 */
export async function createItem(options: InsightsOptions, request: WriteRequest): Promise<Item> {
  const entity = await options.reader.entity(request.entity);
  await checkCreatable(options, entity);
  const key = keyOf(entity);
  const given = checkItem(entity, request.item);
  const id = String(given[key.name] ?? createId(options.clock, options.random));
  checkValue(id, key.type, key.name);
  if (await readItem(options, entity.name, id)) throw appError('FLX_ITEM_EXISTS', { entity: entity.name, id });
  const hours = LIFETIMES.activityDays * 24;
  await keep(options, { entity, id, kind: 'created', content: { ...given, [key.name]: id }, hours, request });
  return (await readItem(options, entity.name, id)) ?? {};
}

/**
 * Changes fields of a customer's profile, shown until they end or a refresh brings them.
 * @throws FLX_ITEM_NOT_WRITABLE, FLX_ITEM_UNKNOWN, FLX_ITEM_ATTRIBUTE, FLX_ITEM_VALUE, FLX_ITEM_VALID_UNTIL, FLX_ITEM_FULL
 */
export async function updateItem(options: InsightsOptions, id: string, request: WriteRequest): Promise<Item> {
  const entity = await options.reader.entity(request.entity);
  if (entity.name !== TABLES.customer)
    throw appError('FLX_ITEM_NOT_WRITABLE', { entity: entity.name, what: 'changed' });
  const given = checkItem(entity, request.item);
  const key = keyOf(entity).name;
  if (given[key] !== undefined && String(given[key]) !== id)
    throw appError('FLX_ITEM_VALUE', { value: String(given[key]), type: 'key of this row', name: key });
  if (!(await readItem(options, entity.name, id))) throw appError('FLX_ITEM_UNKNOWN', { entity: entity.name, id });
  const items = await listRealtimeItems(options.store.db, entity.name, options.clock.now().toISOString());
  const before = items.find((item) => item.id === id)?.content ?? {};
  const { [key]: _key, ...changes } = given;
  const hours = LIFETIMES.profileHours;
  await keep(options, { entity, id, kind: 'updated', content: { ...before, ...changes }, hours, request });
  return (await readItem(options, entity.name, id)) ?? {};
}

async function checkCreatable({ store }: InsightsOptions, { name }: SnapshotEntity): Promise<void> {
  const { dataSources } = await readWorkspace(store.db);
  const sources = dataSources.flatMap((source) => source.entities.map((one) => entityNameOf(source.name, one.name)));
  if (![...sources, 'UnifiedActivity'].includes(name))
    throw appError('FLX_ITEM_NOT_WRITABLE', { entity: name, what: 'added' });
}

/** The attributes under their own names. */
function checkItem({ name: entity, columns }: SnapshotEntity, item: unknown): Record<string, unknown> {
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(isPlainObject(item) ? item : {})) {
    const column = columns.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!column) {
      const mend = suggestName(
        name,
        columns.map((one) => one.name),
      );
      throw appError('FLX_ITEM_ATTRIBUTE', { entity, name }, { mend });
    }
    if (value !== null && typeof value === 'object')
      throw appError('FLX_ITEM_VALUE', { value: 'an object', type: column.type, name });
    if (value !== null && value !== undefined) checkValue(String(value), column.type, name);
    checked[column.name] = value;
  }
  return checked;
}

interface ItemToKeep extends Pick<RealtimeItem, 'id' | 'kind' | 'content'> {
  readonly entity: SnapshotEntity;
  readonly hours: number;
  readonly request: WriteRequest;
}

async function keep({ store, clock }: InsightsOptions, parts: ItemToKeep): Promise<void> {
  const { entity, id, kind, content, hours, request } = parts;
  const now = clock.now();
  const items = await listRealtimeItems(store.db, entity.name, now.toISOString());
  if (items.length >= MOST_ITEMS && !items.some((item) => item.id === id))
    throw appError('FLX_ITEM_FULL', { entity: entity.name, most: MOST_ITEMS });
  const validUntil = endOf(request.validUntil, { now, hours });
  const { actor } = request;
  await store.transaction(async (tx) => {
    const changedAt = now.toISOString();
    await removeEndedRealtimeItems(tx, changedAt);
    await putRealtimeItem(tx, { entity: entity.name, id, kind, content, validUntil, changedAt, actor });
    const detail = { id, attributes: Object.keys(content) };
    const action = `item.${kind === 'created' ? 'create' : 'update'}`;
    await recordAudit(tx, { actor, action, objectKind: 'entity', objectName: entity.name, detail, clock });
  });
}

function endOf(given: string | undefined, { now, hours }: { readonly now: Date; readonly hours: number }): string {
  if (given === undefined) return new Date(now.getTime() + hours * HOUR_MILLISECONDS).toISOString();
  const moment = parseMoment(given);
  const time = moment ? Date.parse(moment.text) : Number.NaN;
  const latest = now.getTime() + LIFETIMES.mostDays * 24 * HOUR_MILLISECONDS;
  if (!(time > now.getTime() && time <= latest))
    throw appError('FLX_ITEM_VALID_UNTIL', { value: given, days: LIFETIMES.mostDays });
  return new Date(time).toISOString();
}
