import { isPlainObject } from '../../../base/json.ts';
import type { Connector } from '../connector.ts';
import { objectAt, textAt, textsAt } from '../definition/reader.ts';
import { parameterSetsOf } from './parameter-sets.ts';

/** What a connection holds beside the parameters of its connector, for signing in. */
export interface OauthClient {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  /** Entra: the directory; `common` when left out. */
  readonly tenantId?: string | undefined;
  /** These replace what the definition says. */
  readonly authorizationUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly scopes?: string | undefined;
}

/** How to sign in to a service. Bodies and query are templates; `{name}` stands for a value. */
export interface OauthSettings {
  /** Connection parameter that the token stands for. */
  readonly parameter: string;
  readonly provider: string;
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
}

const ENTRA = 'https://login.microsoftonline.com';

/**
 * How to sign in through a connector; undefined when it knows no OAuth. The client of the connection comes first, then that
 * of the definition, unless it is a placeholder.
 * Source: Power Platform connection parameters (`oauthSetting`), identity providers oauth2, oauth2generic, aad.
 */
export function oauthSettingsOf(
  connector: Connector,
  { set, client }: { readonly set?: string | undefined; readonly client: Partial<OauthClient> },
): OauthSettings | undefined {
  const found = parameterSetsOf(connector)
    .filter(({ name }) => set === undefined || name === set)
    .flatMap(({ raw }) => Object.entries(raw))
    .find(([, value]) => textAt(value, 'type')?.toLowerCase() === 'oauthsetting');
  const fallback = connector.contract.authentication.find(({ kind }) => kind === 'oauth2');
  if (!found && !fallback) return undefined;
  const [parameter, raw] = found ?? ['token', {}];
  const settings = objectAt(raw, 'oAuthSettings');
  const custom = (name: string) => customOf(settings, name);
  const provider = (textAt(settings, 'identityProvider') ?? 'oauth2').toLowerCase();
  const isEntra = provider.startsWith('aad');
  const base = `${(custom('loginUri') ?? custom('loginUriAAD') ?? ENTRA).replace(/\/+$/, '')}/${tenantOf(client, custom('tenantId'))}/oauth2/v2.0`;
  const authorizationUrl =
    client.authorizationUrl ??
    (isEntra
      ? `${base}/authorize`
      : (custom('authorizationUrl') ?? custom('authorizationUrlTemplate') ?? fallback?.authorizationUrl ?? ''));
  const tokenUrl =
    client.tokenUrl ??
    (isEntra ? `${base}/token` : (custom('tokenUrl') ?? custom('tokenUrlTemplate') ?? fallback?.tokenUrl ?? ''));
  const refreshUrl =
    client.tokenUrl ?? (isEntra ? tokenUrl : (custom('refreshUrl') ?? custom('refreshUrlTemplate') ?? tokenUrl));
  return {
    parameter,
    provider,
    authorizationUrl,
    authorizationQuery: custom('authorizationUrlQueryStringTemplate'),
    tokenUrl,
    tokenBody: custom('tokenBodyTemplate'),
    refreshUrl: refreshUrl === '' ? tokenUrl : refreshUrl,
    refreshBody: custom('refreshBodyTemplate'),
    scope:
      client.scopes ??
      scopeOf(settings, {
        isEntra,
        resource: custom('resourceUri'),
        delimiter: custom('scopeListDelimiter'),
        declared: fallback?.scopes ?? [],
      }),
    clientId: client.clientId ?? realOnly(textAt(settings, 'clientId')) ?? '',
    clientSecret: client.clientSecret ?? realOnly(textAt(settings, 'clientSecret')),
  };
}

function tenantOf({ tenantId }: Partial<OauthClient>, custom: string | undefined): string {
  return tenantId ?? custom ?? 'common';
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
  readonly resource: string | undefined;
  readonly delimiter: string | undefined;
  readonly declared: readonly string[];
}

function scopeOf(settings: unknown, { isEntra, resource, delimiter, declared }: ScopeOptions): string {
  const scopes = textsAt(settings, 'scopes');
  if (!isEntra) return (scopes.length > 0 ? scopes : declared).join(delimiter ?? ' ');
  const wanted =
    scopes.length > 0 ? scopes : resource === undefined ? [] : [`${resource.replace(/\/+$/, '')}/.default`];
  return [...new Set([...wanted, 'offline_access', 'openid'])].join(' ');
}

/** Definitions in public repositories carry placeholders instead of clients. */
function realOnly(text: string | undefined): string | undefined {
  return text === undefined || text === '' || /[<>[\]{}]|^your|dummy|placeholder|^xxx|^add |client.?id/i.test(text)
    ? undefined
    : text;
}
