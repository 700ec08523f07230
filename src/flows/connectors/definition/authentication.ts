import { isPlainObject } from '../../../base/json.ts';
import { objectAt, type ProblemList, textAt } from './reader.ts';

/** How a service knows who calls. */
export interface Authentication {
  /** Name of the security definition. */
  readonly name: string;
  readonly kind: 'apiKey' | 'basic' | 'oauth2';
  /** apiKey: where the key goes. */
  readonly in?: 'header' | 'query';
  /** apiKey: name of the header or query parameter. */
  readonly parameter?: string;
  /** oauth2 */
  readonly flow?: string;
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly scopes?: readonly string[];
}

/** One value that a connection holds. */
export interface ConnectionParameter {
  readonly name: string;
  /** `string`, `securestring`, `oauthSetting`, … */
  readonly type: string;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
  /** What the definition says; undefined when it says nothing. */
  readonly isHidden: boolean | undefined;
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  readonly default: unknown;
  readonly allowedValues: readonly unknown[];
  readonly identityProvider: string | undefined;
}

/** Reads `securityDefinitions`. */
export function readAuthentication(document: unknown, problems: ProblemList): readonly Authentication[] {
  return Object.entries(objectAt(document, 'securityDefinitions')).flatMap(([name, raw]): Authentication[] => {
    const kind = textAt(raw, 'type');
    if (kind === 'basic') return [{ name, kind }];
    if (kind === 'apiKey') return [readApiKey(name, raw)];
    if (kind === 'oauth2') return [readOauth(name, raw)];
    problems.error(['securityDefinitions', name], 'The security definition is not basic, apiKey or oauth2.');
    return [];
  });
}

function readApiKey(name: string, raw: unknown): Authentication {
  const place = textAt(raw, 'in') === 'query' ? 'query' : 'header';
  return { name, kind: 'apiKey', in: place, parameter: textAt(raw, 'name') ?? name };
}

function readOauth(name: string, raw: unknown): Authentication {
  const flow = textAt(raw, 'flow');
  const authorizationUrl = textAt(raw, 'authorizationUrl');
  const tokenUrl = textAt(raw, 'tokenUrl');
  return {
    name,
    kind: 'oauth2',
    ...(flow && { flow }),
    ...(authorizationUrl && { authorizationUrl }),
    ...(tokenUrl && { tokenUrl }),
    scopes: Object.keys(objectAt(raw, 'scopes')),
  };
}

/** Reads `connectionParameters`, and those of every set in `connectionParameterSets`, where only one set is needed. */
export function readConnectionParameters(properties: unknown): readonly ConnectionParameter[] {
  const inner = objectAt(properties, 'properties');
  const sets = objectAt(inner, 'connectionParameterSets')['values'];
  const ofSets = Array.isArray(sets) ? sets.map((set) => objectAt(set, 'parameters')) : [];
  const found = new Map<string, ConnectionParameter>();
  for (const group of ofSets)
    for (const [name, raw] of Object.entries(group)) {
      const parameter = readConnectionParameter(name, raw);
      const isSame = (found.get(name) ?? parameter).default === parameter.default;
      found.set(name, { ...parameter, isRequired: false, default: isSame ? parameter.default : undefined });
    }
  for (const [name, raw] of Object.entries(objectAt(inner, 'connectionParameters')))
    found.set(name, readConnectionParameter(name, raw));
  return [...found.values()];
}

/** One connection parameter as a definition declares it. */
export function readConnectionParameter(name: string, raw: unknown): ConnectionParameter {
  const looks = objectAt(raw, 'uiDefinition');
  const constraints = objectAt(looks, 'constraints');
  const type = textAt(raw, 'type') ?? 'string';
  const allowed = constraints['allowedValues'] ?? (isPlainObject(raw) ? raw['allowedValues'] : undefined);
  const allowedValues: readonly unknown[] = Array.isArray(allowed)
    ? allowed.map((entry: unknown) => (isPlainObject(entry) && 'value' in entry ? entry['value'] : entry))
    : [];
  const isHidden = constraints['hidden'] === undefined ? undefined : String(constraints['hidden']) === 'true';
  const given = isPlainObject(raw) ? (raw['defaultValue'] ?? constraints['default']) : undefined;
  // Nobody can fill in what is hidden: the only value there is must be meant.
  const onlyValue = isHidden && allowedValues.length === 1 ? allowedValues[0] : undefined;
  return {
    name,
    type,
    isRequired: String(constraints['required']) === 'true',
    isSecret: ['securestring', 'secureobject', 'oauthsetting'].includes(type.toLowerCase()),
    isHidden,
    displayName: textAt(looks, 'displayName'),
    description: textAt(looks, 'description') ?? textAt(looks, 'tooltip'),
    default: given ?? onlyValue,
    allowedValues,
    identityProvider: textAt(objectAt(raw, 'oAuthSettings'), 'identityProvider'),
  };
}
