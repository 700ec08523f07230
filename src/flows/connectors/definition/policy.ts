import { isPlainObject } from '../../../base/json.ts';
import type { Operation } from './operation.ts';
import { arrayAt, objectAt, type ProblemList, textAt } from './reader.ts';

/** Templates of policies, in lower case, that can be applied. */
export const POLICY_TEMPLATES = [
  'setheader',
  'setqueryparameter',
  'dynamichosturl',
  'routerequesttoendpoint',
  'setproperty',
  'setvaluefromurl',
  'stringreplace',
  'stringtoarray',
  'encodepropertyvalue',
  'moveproperties',
  'convertobjecttoarray',
  'convertarraytoobject',
  'updatenextlink',
  'pollingtrigger',
] as const;
export type PolicyTemplate = (typeof POLICY_TEMPLATES)[number];

/** Templates that other names stand for. */
const ALIASES: Readonly<Record<string, PolicyTemplate>> = { dynamicsubdomain: 'dynamichosturl' };

/** One change to requests or answers. */
export interface Policy {
  readonly template: PolicyTemplate;
  readonly title: string;
  readonly section: 'request' | 'response' | 'failure';
  /** Operations it applies to; undefined means all. */
  readonly operations: readonly string[] | undefined;
  /** Settings without their prefix. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const PREFIX = 'x-ms-apimTemplateParameter.';

/** Reads `policyTemplateInstances`, in their order. */
export function readPolicies(
  properties: unknown,
  operations: readonly Operation[],
  problems: ProblemList,
): readonly Policy[] {
  const known = new Set(operations.map((operation) => operation.operationId));
  return arrayAt(objectAt(properties, 'properties'), 'policyTemplateInstances').flatMap((raw, index): Policy[] => {
    const at = ['properties', 'policyTemplateInstances', index];
    const template = templateOf(raw);
    if (!template) {
      problems.warning(at, `The policy template '${textAt(raw, 'templateId') ?? ''}' is not known; it is left out.`);
      return [];
    }
    const policy = readPolicy(raw, template);
    for (const name of policy.operations ?? [])
      if (!known.has(name)) problems.warning(at, `The policy names the operation '${name}', which is not defined.`);
    return [policy];
  });
}

function templateOf(raw: unknown): PolicyTemplate | undefined {
  const name = textAt(raw, 'templateId')?.toLowerCase() ?? '';
  return POLICY_TEMPLATES.find((template) => template === name) ?? ALIASES[name];
}

function readPolicy(raw: unknown, template: PolicyTemplate): Policy {
  const parameters = objectAt(raw, 'parameters');
  const named = parameters['x-ms-apimTemplate-operationName'];
  const operations = Array.isArray(named) ? named.filter((name) => typeof name === 'string') : [];
  const settings = Object.entries(parameters).flatMap(([key, value]) =>
    key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), value] as const] : [],
  );
  return {
    template,
    title: textAt(raw, 'title') ?? template,
    section: sectionOf(parameters['x-ms-apimTemplate-policySection'], template),
    operations: operations.length > 0 ? operations : undefined,
    settings: isPlainObject(parameters) ? Object.fromEntries(settings) : {},
  };
}

/** Templates that only make sense on answers. */
const OF_ANSWERS: readonly string[] = ['updatenextlink', 'pollingtrigger'];

function sectionOf(named: unknown, template: PolicyTemplate): Policy['section'] {
  const text = typeof named === 'string' ? named.toLowerCase() : '';
  if (text === 'response' || text === 'failure') return text;
  return OF_ANSWERS.includes(template) ? 'response' : 'request';
}
