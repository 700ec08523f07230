import { previousTableOf, TABLES } from '../../../model/tables.ts';
import { id } from '../../../sql/sql.ts';
import type { KeptFrequencies } from '../standard/rarity.ts';
import type { PublishedModel } from './model.ts';

/** How common values were when a model was learned; undefined of a model that was learned for one refresh. */
export function keptFrequencies(model: PublishedModel | undefined): KeptFrequencies | undefined {
  return model?.basis && { table: id(previousTableOf(TABLES.matchFrequency)), rareBits: model.basis.rareBits };
}
