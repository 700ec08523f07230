import { hashOf } from '../../../base/ids.ts';
import { canonicalJson } from '../../../base/json.ts';
import { previousTableOf, TABLES } from '../../../model/tables.ts';
import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, sql } from '../../../sql/sql.ts';
import { type StrangeMatches, strangeMatches, type ThinEvidence, thinEvidence } from '../report/evidence.ts';
import type { ProbabilityModel } from '../train/expectation.ts';
import type { ModelBasis } from './basis.ts';

/** A model with what later refreshes need to go on with it. */
export interface PublishedModel extends ProbabilityModel {
  /** Absent where weights are learned at every refresh. */
  readonly basis?: ModelBasis;
}

const PREVIOUS = previousTableOf(TABLES.matchModel);

/** The model of the last refresh. */
export async function readPublishedModel(session: EngineSession): Promise<PublishedModel | undefined> {
  const row = await publishedRow(session);
  return row && (JSON.parse(String(row['Model'])) as PublishedModel);
}

async function publishedRow(session: EngineSession) {
  if ((await session.columns(PREVIOUS)) === undefined) return undefined;
  const columns = join(['Version', 'TrainedOn', 'Model'].map((name) => id(name)));
  const [row] = await session.rows(sql`select ${columns} from ${id(PREVIOUS)}`);
  return row;
}

/** A model as it is written. */
export interface ModelToWrite {
  readonly model: PublishedModel;
  /** Records there are now. */
  readonly records: number;
  readonly now: Date;
  /** Learned now, also where that gave the weights of before. Default: where it gave others. */
  readonly isNew?: boolean;
}

/** Writes `MatchModel`, a row: what was learned, with its version, when that was, and how many records there are now. */
export async function writeModel(
  session: EngineSession,
  { model, records, now, isNew = false }: ModelToWrite,
): Promise<void> {
  const { basis: _basis, ...learned } = model;
  const version = hashOf(canonicalJson(learned)).slice(0, 16);
  const published = await publishedRow(session);
  const trainedOn = published?.['Version'] === version && !isNew ? String(published['TrainedOn']) : now.toISOString();
  const columns = ['Version', 'TrainedOn', 'Records', 'Model'].map((name) => ({ name, type: 'string' as const }));
  await session.insert(TABLES.matchModel, columns, [
    [{ Version: version, TrainedOn: trainedOn, Records: String(records), Model: canonicalJson(model) }],
  ]);
}

/** Writes `MatchModel` as it was published, with the number of records there are now. */
export async function keepModel(session: EngineSession, records: number): Promise<void> {
  await session.run(sql`create or replace table ${id(TABLES.matchModel)} as
    select ${id('Version')}, ${id('TrainedOn')}, ${String(records)} as ${id('Records')}, ${id('Model')} from ${id(PREVIOUS)}`);
}

/** What speaks against the model of this refresh: that it was learned from too little, or not from pairs of one customer. */
export async function readDoubts(
  session: EngineSession,
): Promise<{ readonly thin?: ThinEvidence | undefined; readonly strange?: StrangeMatches | undefined }> {
  const [row] = await session.rows(
    sql`select ${id('Model')} as model, ${id('Records')} as records from ${id(TABLES.matchModel)}`,
  );
  if (!row) return {};
  const [model, records] = [JSON.parse(String(row['model'])) as ProbabilityModel, Number(row['records'])];
  return { thin: thinEvidence(model, records), strange: strangeMatches(model, records) };
}
