import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { hashOf } from '../../base/ids.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Settings } from '../../base/settings.ts';
import { MEMBER_KINDS } from '../../model/member-kind.ts';
import { TABLES } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { Engine, EngineSession, Row } from '../../sql/engine.ts';
import { id, join as joinSql, type Sql, sql } from '../../sql/sql.ts';
import { getDefinition } from '../../store/definitions.ts';
import {
  getPublishedSnapshot,
  getSnapshot,
  listSnapshots,
  type Snapshot,
  type SnapshotEntity,
} from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { appError } from '../catalogue.ts';
import type { AlsoKnown, RowsQuery } from '../view/entity.ts';
import { alsoKnown, mergedRecords } from './merged-values.ts';
import { countRows, type Part, type RowQueryContext, selectPart, selectRows, wordsOf } from './row-query.ts';
import { type SearchedEntity, SearchText } from './search-text.ts';

/** Memory for reading published data, beside what a refresh uses. */
const READER_MEMORY = '1GB';

export interface ReaderOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** Snapshots among which one is looked for. */
const MOST_SNAPSHOTS = 500;

/** Reads the published data. One session serves all readers; each entity is opened at first use, under a name that holds its snapshot file. */
export class SnapshotReader {
  readonly #store: Store;
  readonly #engine: Engine;
  readonly #settings: Settings;
  readonly #clock: Clock;
  readonly #attached = new Set<string>();
  readonly #whole = new Map<string, Promise<void>>();
  readonly #searchText = new SearchText();
  #session: Promise<EngineSession> | undefined;

  constructor(options: ReaderOptions) {
    this.#store = options.store;
    this.#engine = options.engine;
    this.#settings = options.settings;
    this.#clock = options.clock;
  }

  /** The published snapshot; undefined before the first refresh. */
  snapshot(): Promise<Snapshot | undefined> {
    return getPublishedSnapshot(this.#store.db);
  }

  /**
   * The snapshot that a refresh left (the newest without), and the kept one before it.
   * @throws FLX_REFRESH_NOT_KEPT
   */
  async snapshots(refreshId?: string): Promise<{ readonly now?: Snapshot; readonly before?: Snapshot }> {
    const { items } = await listSnapshots(this.#store.db, { limit: MOST_SNAPSHOTS });
    const index = refreshId === undefined ? 0 : items.findIndex((head) => head.refreshId === refreshId);
    if (index < 0) throw appError('FLX_REFRESH_NOT_KEPT', { id: refreshId ?? '' });
    const [now, before] = await Promise.all(
      [items[index], items[index + 1]].map((head) => head && getSnapshot(this.#store.db, head.snapshotId)),
    );
    return { ...(now && { now }), ...(before && { before }) };
  }

  /** @throws FLX_ENTITY_UNKNOWN with the nearest name */
  async entity(name: string): Promise<SnapshotEntity> {
    return entityIn(await this.snapshot(), name);
  }

  /** Rows of an entity that fit a query, in its order, and a stable one beneath. @throws FLX_INVALID */
  async rows(name: string, { offset, limit, ...query }: RowsQuery & Part): Promise<Row[]> {
    return this.read(name, async (session, table, entity) =>
      session.rows(selectPart(query, { offset, limit }, await this.#context(session, { query, entity, table }))),
    );
  }

  /** Number of rows that fit a query. */
  async count(name: string, query: RowsQuery): Promise<number> {
    return this.read(name, async (session, table, entity) =>
      Number(await session.value(countRows(query, await this.#context(session, { query, entity, table })))),
    );
  }

  /** For which values of their source records customers were found that do not show them. Call it after `rows`. */
  async alsoKnown(rows: readonly Row[], query: RowsQuery): Promise<AlsoKnown[]> {
    const words = wordsOf(query);
    if (words.length === 0 || rows.length === 0) return [];
    return this.read(TABLES.customer, async (session, table, entity) => {
      const { searchText } = await this.#context(session, { query, entity, table });
      return searchText ? alsoKnown(session, rows, { key: MEMBER_KINDS.customers.key, words }) : [];
    });
  }

  /** All rows that fit a query, a few thousand at a time. */
  async *chunks(name: string, query: RowsQuery): AsyncIterable<readonly Row[]> {
    const entity = await this.entity(name);
    const session = await this.#open();
    const table = await this.#table(session, entity);
    yield* session.chunks(selectRows(query, await this.#context(session, { query, entity, table })));
  }

  /** The row of each key, by key as text; keys without a row, or all when there is no such entity, are left out. */
  async rowsByKey(name: string, key: string, values: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    const entities = (await this.snapshot())?.entities ?? [];
    if (values.length === 0 || !entities.some((entity) => entity.name === name)) return new Map();
    const rows = await this.read(name, (session, table) => {
      const text = session.dialect.typeName('string');
      return session.rows(
        sql`select * from ${table} where cast(${id(key)} as ${text}) in (${joinSql(values.map((value) => sql`${value}`))})`,
      );
    });
    return new Map(rows.map((row) => [String(row[key]), row]));
  }

  /** An entity and the table expression that reads it. @throws FLX_ENTITY_UNKNOWN with the nearest name */
  async relation(name: string): Promise<{ readonly entity: SnapshotEntity; readonly table: Sql }> {
    const entity = await this.entity(name);
    return { entity, table: await this.#table(await this.#open(), entity) };
  }

  /** Rows of a query over relations. */
  async query(statement: Sql): Promise<Row[]> {
    return (await this.#open()).rows(statement);
  }

  get dialect(): Dialect {
    return this.#engine.dialect;
  }

  /** Reads an entity as a table. @throws FLX_ENTITY_UNKNOWN */
  async read<Result>(
    name: string,
    work: (session: EngineSession, table: Sql, entity: SnapshotEntity) => Promise<Result>,
  ): Promise<Result> {
    const entity = await this.entity(name);
    const session = await this.#open();
    return work(session, await this.#table(session, entity), entity);
  }

  /** Reads kept files, by their addresses, as one table. */
  async readFiles<Result>(
    files: readonly string[],
    work: (session: EngineSession, table: Sql) => Promise<Result>,
  ): Promise<Result> {
    const session = await this.#open();
    return work(session, await this.#attach(session, files));
  }

  /** Writes all rows of an entity to a file and gives how many. */
  async exportFile(name: string, path: string, format: 'csv' | 'parquet' | 'json'): Promise<number> {
    const entity = await this.entity(name);
    const session = await this.#open();
    await session.saveFile(sql`select * from ${await this.#table(session, entity)}`, path, format);
    return entity.rowCount;
  }

  /** Path of one file with all rows of an entity that is kept as a file and its changes; written at first use. */
  async wholeFile(entity: SnapshotEntity): Promise<string> {
    const session = await this.#open();
    const table = await this.#table(session, entity);
    const name = hashOf(entity.files.join('|'));
    const path = join(this.#workFolder, `${name}.parquet`);
    const written = this.#whole.get(name) ?? session.saveFile(sql`select * from ${table}`, path, 'parquet');
    this.#whole.set(name, written);
    await written;
    return path;
  }

  /** Customers, who are searched while people type, have a search text and keys that are unique. */
  async #context(
    session: EngineSession,
    { query, entity, table }: { readonly query: RowsQuery; readonly entity: SnapshotEntity; readonly table: Sql },
  ): Promise<RowQueryContext> {
    const { primaryKey } = entity;
    const isCustomer = entity.name === TABLES.customer && primaryKey !== undefined;
    const hasText = isCustomer && wordsOf(query).length > 0;
    return {
      entity,
      table,
      dialect: session.dialect,
      now: this.#clock.now().toISOString(),
      hasUniqueKey: isCustomer,
      searchText: hasText ? await this.#searchTextOf(session, { ...entity, primaryKey }, table) : undefined,
    };
  }

  async #searchTextOf(session: EngineSession, entity: SearchedEntity['entity'], table: Sql): Promise<Sql> {
    const snapshot = await this.snapshot();
    const record = await getDefinition(this.#store.db, { kind: 'unification', name: 'unification' });
    const merged = snapshot && (await mergedRecords(snapshot, record?.content, (each) => this.#table(session, each)));
    return this.#searchText.of(session, { entity, table, merged });
  }

  #table(session: EngineSession, entity: SnapshotEntity): Promise<Sql> {
    return this.#attach(session, entity.files);
  }

  async #attach(session: EngineSession, files: readonly string[]): Promise<Sql> {
    const name = files.join('|');
    if (!this.#attached.has(name)) {
      await session.attachFile(name, await Promise.all(files.map((file) => this.#store.blobs.pathOf(file))));
      this.#attached.add(name);
    }
    return id(name);
  }

  get #workFolder(): string {
    return join(this.#settings.home, 'work', `reader-${process.pid}`);
  }

  #open(): Promise<EngineSession> {
    const workFolder = this.#workFolder;
    this.#session ??= this.#engine.open({ workFolder, memoryLimit: READER_MEMORY, threads: this.#settings.threads });
    return this.#session;
  }

  async close(): Promise<void> {
    await (await this.#session)?.close();
  }
}

/** An entity of a snapshot, whatever the case of its name. */
export function findEntity(snapshot: Snapshot | undefined, name: string): SnapshotEntity | undefined {
  return snapshot?.entities.find((entity) => entity.name.toLowerCase() === name.toLowerCase());
}

/** @throws FLX_ENTITY_UNKNOWN with the nearest name */
export function entityIn(snapshot: Snapshot | undefined, name: string): SnapshotEntity {
  const found = findEntity(snapshot, name);
  if (found) return found;
  const known = (snapshot?.entities ?? []).map((entity) => entity.name);
  throw appError('FLX_ENTITY_UNKNOWN', { name }, known.length > 0 ? { mend: suggestName(name, known) } : {});
}
