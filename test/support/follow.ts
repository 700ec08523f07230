import { expect } from 'vitest';
import { previousTableOf, TABLES } from '../../src/model/tables.ts';
import type { EngineSession, Row } from '../../src/sql/engine.ts';
import { id, sql } from '../../src/sql/sql.ts';
import type { PublishedModel } from '../../src/unify/probability/kept/model.ts';
import type { UnificationResult } from '../../src/unify/unification.ts';
import { type SourceTable, unify, unifyChanges } from './unify.ts';

/** How a refresh was unified. */
export interface Followed {
  /** Why everything was unified anew; undefined where the change was followed. */
  readonly reason: string | undefined;
  readonly warnings: number;
}

export interface Following {
  /** Session in which every refresh is unified as a whole, and one in which changes are followed. */
  readonly whole: EngineSession;
  readonly changed: EngineSession;
  readonly unification: object;
  /** Folder for the tables of each refresh; in memory by default. */
  readonly folder?: string | undefined;
  /** Changes the model that is kept, before the sources change for the first time. */
  readonly adaptModel?: ((model: PublishedModel) => PublishedModel) | undefined;
}

type Sources = Readonly<Record<string, SourceTable>>;

/**
 * How the refreshes after the first were unified. Each must give the same tables and statistics as a whole unification of
 * the same sources after the same refreshes.
 */
export async function followChanges(
  { whole, changed, unification, folder, adaptModel }: Following,
  [first = {}, ...later]: readonly Sources[],
): Promise<readonly Followed[]> {
  const followed: Followed[] = [];
  const files = folder === undefined ? undefined : { folder, rows: new Map<string, readonly string[]>() };
  for (const session of [whole, changed])
    await session.drop(previousTableOf(TABLES.matchModel), previousTableOf(TABLES.matchFrequency));
  await unify(whole, first, unification);
  let { result: before }: { result: UnificationResult } = await unify(changed, first, unification);
  if (adaptModel)
    for (const session of [whole, changed]) {
      await adapt(session, adaptModel);
      before = (await unify(session, first, unification, { isAgain: true })).result;
    }
  for (const sources of later) {
    const anew = await unify(whole, sources, unification, { isAgain: true });
    const { result, reason } = await unifyChanges(changed, sources, { definition: unification, before, files });
    followed.push({ reason, warnings: result.warnings.length });
    expect(await published(changed, result)).toEqual(await published(whole, anew.result));
    expect(result).toEqual(anew.result);
    before = result;
  }
  return followed;
}

async function adapt(session: EngineSession, adaptModel: (model: PublishedModel) => PublishedModel): Promise<void> {
  const model = JSON.parse(String(await session.value(sql`select ${id('Model')} from ${id(TABLES.matchModel)}`)));
  await session.run(sql`update ${id(TABLES.matchModel)} set ${id('Model')} = ${JSON.stringify(adaptModel(model))}`);
}

/** Every published table, its rows in order, without the moment at which pairs were found. */
async function published(session: EngineSession, { tables }: UnificationResult) {
  const read: Record<string, readonly Row[]> = {};
  for (const { name } of tables) {
    const rows = await session.rows(sql`select * from ${id(name)} order by all`);
    read[name] = rows.map(({ ConflationMatchPairs_ModifiedOn: _moment, ...row }) => row);
  }
  return read;
}
