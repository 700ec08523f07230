import { messageOf } from '../../base/errors.ts';
import { matchError } from './catalogue.ts';

/** A plan file as JSON. @throws FLX_MATCH_PLAN_SYNTAX */
export function parseMatchPlan(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw matchError('FLX_MATCH_PLAN_SYNTAX', { path, reason: messageOf(cause) }, { cause });
  }
}
