import { join } from 'node:path';
import { suggestName } from '../../base/nearest.ts';
import type { Settings } from '../../base/settings.ts';
import type { Engine, EngineSession, Row } from '../../sql/engine.ts';
import { id, join as joinSql, type Sql, sql } from '../../sql/sql.ts';
import { getPublishedSnapshot, type Snapshot, type SnapshotEntity } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { appError } from '../catalogue.ts';

/** Memory for reading published data, beside what a refresh uses. */
const READER_MEMORY = '1GB';

/** Reads the published data. One session serves all readers; each entity is opened at first use, under a name that holds its snapshot file. */
export class SnapshotReader {
  readonly #store: Store;
  readonly #engine: Engine;
  readonly #settings: Settings;
  readonly #attached = new Set<string>();
  #session: Promise<EngineSession> | undefined;

  constructor(options: { readonly store: Store; readonly engine: Engine; readonly settings: Settings }) {
    this.#store = options.store;
    this.#engine = options.engine;
    this.#settings = options.settings;
  }

  /** The published snapshot; undefined before the first refresh. */
  snapshot(): Promise<Snapshot | undefined> {
    return getPublishedSnapshot(this.#store.db);
  }

  /** @throws FLX_ENTITY_UNKNOWN with the nearest name */
  async entity(name: string): Promise<SnapshotEntity> {
    const entities = (await this.snapshot())?.entities ?? [];
    const found = entities.find((entity) => entity.name.toLowerCase() === name.toLowerCase());
    if (found) return found;
    const mend = suggestName(
      name,
      entities.map((entity) => entity.name),
    );
    throw appError('FLX_ENTITY_UNKNOWN', { name }, { mend });
  }

  /** Rows of an entity in the order of its key and then of every other column, which makes pages stable. */
  async rows(name: string, { offset, limit }: { readonly offset: number; readonly limit: number }): Promise<Row[]> {
    const entity = await this.entity(name);
    const session = await this.#open();
    const names = [entity.primaryKey ?? [], entity.columns.map((column) => column.name)].flat();
    const order = joinSql([...new Set(names)].map((column) => id(column)));
    return session.rows(
      sql`select * from ${await this.#table(session, entity)} order by ${order} limit ${limit} offset ${offset}`,
    );
  }

  /** Writes all rows of an entity to a file and gives how many. */
  async exportFile(name: string, path: string, format: 'csv' | 'parquet' | 'json'): Promise<number> {
    const entity = await this.entity(name);
    const session = await this.#open();
    await session.saveFile(sql`select * from ${await this.#table(session, entity)}`, path, format);
    return entity.rowCount;
  }

  async #table(session: EngineSession, entity: SnapshotEntity): Promise<Sql> {
    const name = entity.files.join('|');
    if (!this.#attached.has(name)) {
      await session.attachFile(name, await Promise.all(entity.files.map((file) => this.#store.blobs.pathOf(file))));
      this.#attached.add(name);
    }
    return id(name);
  }

  #open(): Promise<EngineSession> {
    const workFolder = join(this.#settings.home, 'work', `reader-${process.pid}`);
    this.#session ??= this.#engine.open({ workFolder, memoryLimit: READER_MEMORY, threads: this.#settings.threads });
    return this.#session;
  }

  async close(): Promise<void> {
    await (await this.#session)?.close();
  }
}
