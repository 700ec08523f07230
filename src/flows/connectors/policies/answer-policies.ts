import { isPlainObject } from '../../../base/json.ts';
import type { CallResult } from '../call-result.ts';
import type { ConnectionValues } from '../connector.ts';
import type { Policy } from '../definition/policy.ts';
import { queryEntry, type RequestDraft, urlOf, withHeader, withQuery } from '../request/draft.ts';
import { textValue } from '../request/text-value.ts';
import { getAt, parseBodyPath } from './path.ts';
import { BODY_POLICIES } from './request-policies.ts';
import { evaluateSetting, fillSetting, type PolicyScope } from './template.ts';

/** What an answer policy may look at. */
export interface AnswerContext {
  readonly draft: RequestDraft;
  readonly connection: ConnectionValues;
}

/** The answer after one policy. `updatenextlink` changes nothing: next links are followed where they lead. */
export function applyAnswerPolicy(answer: CallResult, policy: Policy, context: AnswerContext): CallResult {
  const scope: PolicyScope = { ...context, body: answer.body };
  if (policy.template === 'setheader') return setHeader(answer, policy, scope);
  if (policy.template === 'pollingtrigger') return keepPollState(answer, policy, scope);
  const changeBody = BODY_POLICIES[policy.template];
  return changeBody ? { ...answer, body: changeBody(policy.settings, scope) } : answer;
}

function setHeader(answer: CallResult, policy: Policy, scope: PolicyScope): CallResult {
  const name = String(policy.settings['name'] ?? '').toLowerCase();
  const isThere = name in answer.headers;
  const action = String(policy.settings['existsAction'] ?? 'override').toLowerCase();
  if (name === '' || (isThere && action === 'skip')) return answer;
  const value = fillSetting(policy.settings['value'], scope);
  const joined = isThere && action === 'append' ? `${answer.headers[name]},${value}` : value;
  return { ...answer, headers: withHeader(answer.headers, name, joined) };
}

/** The new data of a poll, with the address of the next poll as `location`; 202 when there is nothing new. */
function keepPollState(answer: CallResult, policy: Policy, scope: PolicyScope): CallResult {
  if (answer.statusCode !== 200) return answer;
  const data = getAt(answer.body, parseBodyPath(policy.settings['triggerDataPath']).keys);
  const items: readonly unknown[] = Array.isArray(data) ? data : data === undefined ? [] : [data];
  const location = nextPoll(policy.settings['triggerConfig'], scope);
  const headers = withHeader(answer.headers, 'location', location);
  return items.length > 0 ? { ...answer, headers, body: items } : { statusCode: 202, headers, body: undefined };
}

function nextPoll(setting: unknown, scope: PolicyScope): string {
  const config = readConfig(setting);
  const query = Object.entries(config).reduce((entries, [name, template]) => {
    const value = evaluateSetting(template, scope);
    const isKnown = name !== '' && value !== undefined && value !== '';
    return isKnown ? withQuery(entries, queryEntry(name, textValue(value))) : entries;
  }, scope.draft.query);
  return urlOf({ ...scope.draft, query });
}

function readConfig(setting: unknown): Record<string, unknown> {
  if (isPlainObject(setting)) return setting;
  try {
    const config: unknown = JSON.parse(String(setting));
    return isPlainObject(config) ? config : {};
  } catch {
    return {};
  }
}
