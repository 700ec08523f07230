import type { EngineSession } from '../../../sql/engine.ts';
import type { UnifyPlan } from '../../plan/plan.ts';
import { countRecords } from '../../plan/records.ts';
import { thinEvidence } from '../report/evidence.ts';
import { attributesOf, isOfItsTime, type ModelBasis } from './basis.ts';
import { readPublishedModel } from './model.ts';

/** What the model that is kept was learned with; undefined where rules alone match, or there is none. */
export async function publishedBasis(session: EngineSession, { mode }: UnifyPlan): Promise<ModelBasis | undefined> {
  return mode === 'rules' ? undefined : (await readPublishedModel(session))?.basis;
}

/** Why the records that are there now cannot be followed by the model that is kept, as a sentence; undefined when they can. */
export async function whyNotKept(session: EngineSession, plan: UnifyPlan): Promise<string | undefined> {
  if (plan.mode === 'rules') return undefined;
  const basis = await publishedBasis(session, plan);
  if (!basis || basis.attributes !== attributesOf(plan)) return 'No learned weights are kept for these attributes.';
  if (basis.blocking.length === 0) return 'No blocking rule is in use.';
  if (basis.sources.some(({ columns }) => columns.some(({ role }) => role === 'organization')))
    return 'Names of organisations are compared by their rarest word.';
  if (basis.blocking.some(({ rule }) => rule.split(' ').includes('word')))
    return 'A blocking rule goes by the words of names.';
  const model = await readPublishedModel(session);
  const records = await countRecords(session, plan);
  if (model && thinEvidence(model, records)) return 'There was too little to learn weights from.';
  return isOfItsTime(basis, records)
    ? undefined
    : `Weights were learned from ${basis.records} records; there are ${records} now.`;
}
