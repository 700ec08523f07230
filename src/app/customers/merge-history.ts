import { TABLES } from '../../model/tables.ts';
import type { Row } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { getSnapshot, listSnapshots, type Snapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { findEntity, type SnapshotReader } from '../entities/reader.ts';
import type { MergeChange } from '../view/customer.ts';

/** A source record in a snapshot, and whose it was in it. */
interface Member {
  readonly entity: string;
  readonly key: string;
  readonly customerId: string;
}

/**
 * When records came to a customer and left it, newest first, as far back as snapshots are kept. A record that comes names
 * the customer that it was before, one that leaves the customer that it went to; neither, when the record itself is new
 * or gone. It ends where the customer's id is given first.
 */
export async function readMergeHistory(
  store: Store,
  reader: SnapshotReader,
  customerId: string,
): Promise<readonly MergeChange[]> {
  const { items: heads } = await listSnapshots(store.db, { limit: 1000 });
  const changes: MergeChange[] = [];
  let newer: Snapshot | undefined;
  for (const head of heads) {
    const older = await getSnapshot(store.db, head.snapshotId);
    if (newer && older && filesOf(newer).join() !== filesOf(older).join()) {
      const { arrived, left, isFirst } = await compare(reader, { newer, older, customerId });
      if (arrived.length + left.length > 0)
        changes.push({ refreshId: newer.refreshId, at: newer.createdAt, arrived, left });
      if (isFirst) return changes;
    }
    newer = older;
  }
  return changes;
}

const filesOf = (snapshot: Snapshot) => findEntity(snapshot, TABLES.alternateKey)?.files ?? [];

interface Comparison {
  readonly newer: Snapshot;
  readonly older: Snapshot;
  readonly customerId: string;
}

async function compare(reader: SnapshotReader, { newer, older, customerId }: Comparison) {
  const [now, before] = [await membersOf(reader, newer, customerId), await membersOf(reader, older, customerId)];
  const arrived = now.filter((member) => !before.some((other) => isSame(member, other)));
  const gone = before.filter((member) => !now.some((other) => isSame(member, other)));
  const earlier = await find(reader, older, arrived);
  const later = await find(reader, newer, gone);
  const placeOf = ({ entity, key }: Member) => ({ entity, key });
  return {
    arrived: arrived.map((member) => ({
      ...placeOf(member),
      fromCustomerId: earlier.find((other) => isSame(member, other))?.customerId,
    })),
    left: gone.map((member) => ({
      ...placeOf(member),
      toCustomerId: later.find((other) => isSame(member, other))?.customerId,
    })),
    isFirst: before.length === 0,
  };
}

function membersOf(reader: SnapshotReader, snapshot: Snapshot, customerId: string): Promise<Member[]> {
  return readKeys(reader, snapshot, sql`${id('CustomerId')} = ${customerId}`);
}

function find(reader: SnapshotReader, snapshot: Snapshot, members: readonly Member[]): Promise<Member[]> {
  if (members.length === 0) return Promise.resolve([]);
  const tests = members.map(
    ({ entity, key }) => sql`(${id('EntityName')} = ${entity} and ${id('AlternateValue')} = ${key})`,
  );
  return readKeys(reader, snapshot, join(tests, ' or '));
}

async function readKeys(reader: SnapshotReader, snapshot: Snapshot, condition: Sql): Promise<Member[]> {
  const files = filesOf(snapshot);
  if (files.length === 0) return [];
  const columns = join([id('EntityName'), id('AlternateValue'), id('CustomerId')]);
  const rows = await reader.readFiles(files, (session, keys) =>
    session.rows(sql`select ${columns} from ${keys} where ${condition} order by ${columns}`),
  );
  return rows.map(memberOf);
}

function memberOf(row: Row): Member {
  return {
    entity: String(row['EntityName']),
    key: String(row['AlternateValue']),
    customerId: String(row['CustomerId']),
  };
}

function isSame(left: Member, right: Member): boolean {
  return left.entity === right.entity && left.key === right.key;
}
