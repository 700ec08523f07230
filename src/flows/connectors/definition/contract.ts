import type { JsonObject } from '../../../base/json.ts';
import {
  type Authentication,
  type ConnectionParameter,
  readAuthentication,
  readConnectionParameters,
} from './authentication.ts';
import { type Operation, readOperations, securityOf } from './operation.ts';
import { type Policy, readPolicies } from './policy.ts';
import { objectAt, type Problem, ProblemList, textAt, textsAt } from './reader.ts';

/** What a connector definition says, in one form, whatever its writer left out. */
export interface ConnectorContract {
  readonly title: string;
  readonly description: string;
  /** `https://host/base`, without a slash at the end. */
  readonly baseUrl: string;
  readonly authentication: readonly Authentication[];
  /** Names of the security definitions that hold for operations that name none. */
  readonly security: readonly string[] | undefined;
  readonly connectionParameters: readonly ConnectionParameter[];
  readonly operations: readonly Operation[];
  readonly policies: readonly Policy[];
  /** Operations that need C# code; `true` means all. */
  readonly scriptOperations: readonly string[] | true;
  readonly problems: readonly Problem[];
  /** The whole definition, for references inside schemas. */
  readonly document: JsonObject;
}

/** Reads a definition and its properties. Never fails: what does not fit is told in `problems`. */
export function readContract(document: JsonObject, properties: JsonObject = {}, hasScript = false): ConnectorContract {
  const problems = new ProblemList();
  const info = objectAt(document, 'info');
  if (document['swagger'] !== '2.0') problems.error([], "The definition does not say swagger '2.0'.");
  const operations = readOperations(document, problems);
  if (operations.length === 0) problems.error(['paths'], 'The definition has no operation.');
  const policies = readPolicies(properties, operations, problems);
  const inner = objectAt(properties, 'properties');
  return {
    title: textAt(info, 'title') ?? '',
    description: textAt(info, 'description') ?? '',
    baseUrl: baseUrlOf(document, policies, problems),
    authentication: readAuthentication(document, problems),
    security: securityOf(document),
    connectionParameters: readConnectionParameters(properties),
    operations,
    policies,
    scriptOperations: scriptOperationsOf(inner, hasScript),
    problems: problems.all,
    document,
  };
}

function scriptOperationsOf(properties: unknown, hasScript: boolean): readonly string[] | true {
  const named = textsAt(properties, 'scriptOperations');
  return hasScript && named.length === 0 ? true : named;
}

function baseUrlOf(document: JsonObject, policies: readonly Policy[], problems: ProblemList): string {
  const host = (textAt(document, 'host') ?? '').replace(/^https?:\/\//, '').replace(/\/+$/, '');
  const schemes = textsAt(document, 'schemes');
  const scheme = schemes.includes('https') || schemes.length === 0 ? 'https' : (schemes[0] ?? 'https');
  const isReplaced = policies.some((policy) => policy.template === 'dynamichosturl');
  if (!host && !isReplaced) problems.error(['host'], 'The definition names no host.');
  const base = (textAt(document, 'basePath') ?? '').replace(/^\/*/, '/').replace(/\/+$/, '');
  return host ? `${scheme}://${host}${base}` : '';
}
