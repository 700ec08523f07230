import { TABLES } from '../../model/tables.ts';
import type { PublishedModel } from '../../unify/probability/kept/model.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import type { LearnedWeights } from '../view/matching.ts';

/** Since when the published weights hold, and of how many records; nothing where none are published. */
export async function learnedWeights(reader: SnapshotReader): Promise<LearnedWeights> {
  const entities = (await reader.snapshot())?.entities ?? [];
  if (!entities.some(({ name }) => name === TABLES.matchModel)) return {};
  const [row] = await reader.rows(TABLES.matchModel, { offset: 0, limit: 1 });
  if (!row) return {};
  const { basis } = JSON.parse(String(row['Model'])) as PublishedModel;
  return {
    weights: {
      version: String(row['Version']),
      trainedOn: String(row['TrainedOn']),
      records: Number(row['Records']),
      ...(basis && { learnedFrom: basis.records }),
    },
  };
}
