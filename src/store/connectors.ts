import type { ConnectorRow, Database } from './schema.ts';

/** A connector that a user added; its files are in the blob store. */
export interface StoredConnector {
  readonly name: string;
  readonly title: string;
  /** Address of its files in the blob store; another content has another address. */
  readonly address: string;
  /** Where it came from, for people: a folder, a file name, an address. */
  readonly origin: string;
  readonly addedBy: string;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
}

/** Keeps a connector under its name, replacing the one before. Names are the same whatever their case. */
export async function saveConnector(db: Database, connector: StoredConnector): Promise<void> {
  const row: ConnectorRow = {
    name_key: connector.name.toLowerCase(),
    name: connector.name,
    title: connector.title,
    address: connector.address,
    origin: connector.origin,
    added_by: connector.addedBy,
    added_at: connector.addedAt,
  };
  const { name_key: _key, ...rest } = row;
  await db
    .insertInto('connector')
    .values(row)
    .onConflict((conflict) => conflict.column('name_key').doUpdateSet(rest))
    .execute();
}

/** Connectors that users added, by name. */
export async function listConnectors(db: Database): Promise<StoredConnector[]> {
  const rows = await db.selectFrom('connector').selectAll().orderBy('name_key').execute();
  return rows.map((row) => ({
    name: row.name,
    title: row.title,
    address: row.address,
    origin: row.origin,
    addedBy: row.added_by,
    addedAt: row.added_at,
  }));
}

/** False when there was none of that name. */
export async function removeConnector(db: Database, name: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('connector')
    .where('name_key', '=', name.toLowerCase())
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
