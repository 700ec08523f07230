import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { ConnectionValues } from '../connector.ts';
import type { Policy, PolicyTemplate } from '../definition/policy.ts';
import { headerOf, queryEntry, type RequestDraft, withHeader, withQuery } from '../request/draft.ts';
import {
  type BodyPolicy,
  convertArrayToObject,
  convertObjectToArray,
  encodePropertyValue,
  moveProperties,
  setProperty,
  stringReplace,
  stringToArray,
} from './body-policies.ts';
import { fillSetting, missingConnectionParameters, type PolicyScope } from './template.ts';

type Settings = Readonly<Record<string, unknown>>;
type RequestPolicy = (draft: RequestDraft, settings: Settings, scope: PolicyScope) => RequestDraft;

/** How policies that change bodies are called. */
export const BODY_POLICIES: Readonly<Partial<Record<PolicyTemplate, BodyPolicy>>> = {
  setproperty: setProperty,
  stringreplace: stringReplace,
  stringtoarray: stringToArray,
  encodepropertyvalue: encodePropertyValue,
  convertarraytoobject: convertArrayToObject,
  convertobjecttoarray: convertObjectToArray,
  moveproperties: moveProperties,
};

const REQUEST_POLICIES: Readonly<Partial<Record<PolicyTemplate, RequestPolicy>>> = {
  setheader: (draft, settings, scope) => {
    const name = String(settings['name'] ?? '');
    if (name === '' || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return draft;
    const before = headerOf(draft.headers, name);
    const value = decide(before, fillSetting(settings['value'], scope), settings);
    return value === undefined ? draft : { ...draft, headers: withHeader(draft.headers, name, value) };
  },
  setqueryparameter: (draft, settings, scope) => {
    const name = fillSetting(settings['name'], scope);
    const before = draft.query.find((entry) => entry.name === name)?.value;
    const value = fillSetting(settings['value'], scope);
    if (before !== undefined && actionOf(settings) === 'skip') return draft;
    const entry = queryEntry(name, value);
    return {
      ...draft,
      query: actionOf(settings) === 'append' ? [...draft.query, entry] : withQuery(draft.query, entry),
    };
  },
  dynamichosturl: (draft, settings, scope) => {
    const url = fillSetting(settings['urlTemplate'], scope).trim().replace(/\/+$/, '');
    if (url === '') return draft;
    return { ...draft, baseUrl: /^https?:\/\//i.test(url) ? url : `https://${url}` };
  },
  routerequesttoendpoint: (draft, settings, scope) => {
    const path = fillSetting(settings['newPath'], scope);
    const method = String(settings['httpMethod'] ?? '@Request.OriginalHTTPMethod');
    return {
      ...draft,
      path: path.startsWith('/') ? path : `/${path}`,
      method: method.startsWith('@') ? draft.method : method.toUpperCase(),
    };
  },
};

function actionOf(settings: Settings): string {
  return String(settings['existsAction'] ?? 'override').toLowerCase();
}

function decide(before: string | undefined, value: string, settings: Settings): string | undefined {
  if (before === undefined) return value;
  if (actionOf(settings) === 'skip') return undefined;
  return actionOf(settings) === 'append' ? `${before},${value}` : value;
}

/** What a policy of requests may look at. */
export interface RequestContext {
  readonly connection: ConnectionValues;
  /** False while nobody said which connection: then the definition's host stands. */
  readonly isConnected: boolean;
}

/**
 * The draft after one policy; policies of answers leave it as it is.
 * @throws FLX_CALL_HOST_PARAMETER when the host depends on a connection parameter that has no value
 */
export function applyRequestPolicy(draft: RequestDraft, policy: Policy, context: RequestContext): RequestDraft {
  const body = draft.body.kind === 'json' ? draft.body.value : undefined;
  const scope: PolicyScope = { connection: context.connection, draft, body };
  if (policy.template === 'dynamichosturl') {
    const missing = missingConnectionParameters(policy.settings['urlTemplate'], scope);
    if (missing.length > 0 && !context.isConnected) return draft;
    if (missing[0] !== undefined) throw hostNeeds(missing[0]);
  }
  const change = REQUEST_POLICIES[policy.template];
  if (change) return change(draft, policy.settings, scope);
  const changeBody = BODY_POLICIES[policy.template];
  if (!changeBody || draft.body.kind !== 'json') return draft;
  return { ...draft, body: { ...draft.body, value: changeBody(policy.settings, scope) } };
}

function hostNeeds(name: string) {
  return permanent(flowConnectorError('FLX_CALL_HOST_PARAMETER', { name }));
}
