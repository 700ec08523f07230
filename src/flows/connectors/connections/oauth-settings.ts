import { isPlainObject } from '../../../base/json.ts';
import type { Connector } from '../connector.ts';
import { objectAt, textAt, textsAt } from '../definition/reader.ts';
import { parameterSetsOf } from './parameter-sets.ts';
import { TOKEN_PREFIX, type TokenValues } from './token-values.ts';

/** What a connection holds beside the parameters of its connector, for signing in. */
export interface OauthClient {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  /** Instead of a secret: the client signs in with a certificate. Both PEM. */
  readonly certificate?: string | undefined;
  readonly privateKey?: string | undefined;
  /** Entra: the directory; `common` when left out. */
  readonly tenantId?: string | undefined;
  /** These replace what the definition says. */
  readonly authorizationUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly scopes?: string | undefined;
  readonly grantType?: string | undefined;
}

/** How to sign in to a service. Addresses, bodies and query are templates; `{name}` stands for a value. */
export interface OauthSettings {
  /** Connection parameter that the token stands for. */
  readonly parameter: string;
  readonly provider: string;
  /** Whether somebody signs in, or the program does on its own. */
  readonly grant: 'authorizationCode' | 'clientCredentials';
  readonly authorizationUrl: string;
  readonly authorizationQuery: string | undefined;
  readonly tokenUrl: string;
  readonly tokenBody: string | undefined;
  readonly refreshUrl: string;
  readonly refreshBody: string | undefined;
  /** As they are sent. */
  readonly scope: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly certificate: { readonly certificate: string; readonly privateKey: string } | undefined;
  /** What the templates can name, in lower case. */
  readonly values: TokenValues;
}

/** What is known of a connection when its sign-in is worked out. */
export interface OauthSource {
  /** The set of parameters that it uses. */
  readonly set?: string | undefined;
  readonly client: Partial<OauthClient>;
  /** Its parameters `token:…`. */
  readonly values?: TokenValues | undefined;
}

const ENTRA = 'https://login.microsoftonline.com';

/**
 * How to sign in through a connector; undefined when it knows no OAuth. The client of the connection comes first, then its
 * parameters `token:…`, then the client of the definition, unless it is a placeholder.
 * Source: Power Platform connection parameters (`oauthSetting`), identity providers oauth2, oauth2generic, aad, aadcertificate.
 */
export function oauthSettingsOf(
  connector: Connector,
  { set, client, values = {} }: OauthSource,
): OauthSettings | undefined {
  const found = parameterSetsOf(connector)
    .filter(({ name }) => set === undefined || name === set)
    .flatMap(({ raw }) => Object.entries(raw))
    .find(([, value]) => textAt(value, 'type')?.toLowerCase() === 'oauthsetting');
  const fallback = connector.contract.authentication.find(({ kind }) => kind === 'oauth2');
  if (!found && !fallback) return undefined;
  const [parameter, raw] = found ?? ['token', {}];
  const settings = { ...objectAt(raw, 'oauthSettings'), ...objectAt(raw, 'oAuthSettings') };
  const custom = (name: string) => values[name.toLowerCase()] ?? customOf(settings, name);
  const provider = (textAt(settings, 'identityProvider') ?? 'oauth2').toLowerCase();
  const isEntra = provider.startsWith('aad');
  const tenant = client.tenantId ?? custom('tenantId') ?? 'common';
  const clientId = client.clientId ?? values['clientid'] ?? realOnly(textAt(settings, 'clientId')) ?? '';
  const grantType = client.grantType ?? custom('grantType') ?? (fallback?.flow === 'application' ? fallback.flow : '');
  const isProgram = /^(client_?credentials|application)$/i.test(grantType);
  const scope =
    client.scopes ??
    values['scopes'] ??
    values['scope'] ??
    scopeOf(settings, {
      isEntra,
      isProgram,
      resource: custom('resourceUri'),
      delimiter: custom('scopeListDelimiter'),
      declared: fallback?.scopes ?? [],
    });
  return {
    parameter,
    provider,
    grant: isProgram ? 'clientCredentials' : 'authorizationCode',
    ...addressesOf({ client, custom, fallback, base: isEntra ? entraBase(custom, tenant) : undefined }),
    authorizationQuery: custom('authorizationUrlQueryStringTemplate'),
    tokenBody: custom('tokenBodyTemplate'),
    refreshBody: custom('refreshBodyTemplate'),
    scope,
    clientId,
    clientSecret: client.clientSecret ?? values['clientsecret'] ?? realOnly(textAt(settings, 'clientSecret')),
    certificate: certificateOf(client),
    values: { tenantid: tenant, ...values, clientid: clientId },
  };
}

/** True where the client id is a parameter of its own that the form shows. */
export function declaresClient(parameters: readonly { readonly name: string }[]): boolean {
  return parameters.some(({ name }) => name.toLowerCase() === `${TOKEN_PREFIX}clientid`);
}

type Custom = (name: string) => string | undefined;

function entraBase(custom: Custom, tenant: string): string {
  return `${(custom('loginUri') ?? custom('loginUriAAD') ?? ENTRA).replace(/\/+$/, '')}/${tenant}/oauth2/v2.0`;
}

interface AddressOptions {
  readonly client: Partial<OauthClient>;
  readonly custom: Custom;
  readonly fallback: { readonly authorizationUrl?: string; readonly tokenUrl?: string } | undefined;
  /** Entra: where its addresses begin. */
  readonly base: string | undefined;
}

function addressesOf({ client, custom, fallback, base }: AddressOptions) {
  const declared = (kind: 'authorization' | 'token' | 'refresh') =>
    custom(`${kind}Url`) ?? custom(`${kind}UrlTemplate`);
  const own = base === undefined ? undefined : { authorization: `${base}/authorize`, token: `${base}/token` };
  const authorizationUrl =
    client.authorizationUrl ?? own?.authorization ?? declared('authorization') ?? fallback?.authorizationUrl ?? '';
  const tokenUrl = client.tokenUrl ?? own?.token ?? declared('token') ?? fallback?.tokenUrl ?? '';
  const refreshUrl = client.tokenUrl ?? own?.token ?? declared('refresh') ?? tokenUrl;
  return { authorizationUrl, tokenUrl, refreshUrl };
}

function certificateOf({ certificate, privateKey }: Partial<OauthClient>): OauthSettings['certificate'] {
  return certificate === undefined || privateKey === undefined ? undefined : { certificate, privateKey };
}

/** The value of a custom parameter; the case of its name does not count. */
function customOf(settings: Record<string, unknown>, name: string): string | undefined {
  const custom = objectAt(settings, 'customParameters');
  const key = Object.keys(custom).find((own) => own.toLowerCase() === name.toLowerCase());
  const value = key === undefined ? undefined : custom[key];
  const text = isPlainObject(value) ? value['value'] : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

interface ScopeOptions {
  readonly isEntra: boolean;
  readonly isProgram: boolean;
  readonly resource: string | undefined;
  readonly delimiter: string | undefined;
  readonly declared: readonly string[];
}

function scopeOf(settings: unknown, { isEntra, isProgram, resource, delimiter, declared }: ScopeOptions): string {
  const scopes = textsAt(settings, 'scopes');
  if (!isEntra) return (scopes.length > 0 ? scopes : declared).join(delimiter ?? ' ');
  const ofResource = resource === undefined ? [] : [`${resource.replace(/\/+$/, '')}/.default`];
  // Entra gives programs nothing but all they were allowed at one resource.
  if (isProgram) return (ofResource.length > 0 ? ofResource : scopes.slice(0, 1)).join(' ');
  return [...new Set([...(scopes.length > 0 ? scopes : ofResource), 'offline_access', 'openid'])].join(' ');
}

/** Definitions in public repositories carry placeholders instead of clients. */
function realOnly(text: string | undefined): string | undefined {
  return text === undefined || text === '' || /[<>[\]{}]|^your|dummy|placeholder|^xxx|^add |client.?id/i.test(text)
    ? undefined
    : text;
}
