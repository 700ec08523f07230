import type { JsonObject } from '../../base/json.ts';
import { BASE_PATH, type DefinitionOptions, hostOf } from './swagger.ts';

/** Colour behind the icon. */
const BRAND_COLOR = '#0f6cbd';
/** Where Power Platform takes the answer of a sign-in. */
export const POWER_PLATFORM_REDIRECT = 'https://global.consent.azure-apim.net/redirect';

/** What the properties name beside the definition's own options. */
export interface PropertiesOptions extends DefinitionOptions {
  /** Id of the OAuth client (ours or Entra's); a mark to be replaced when it is not known. */
  readonly clientId?: string | undefined;
  /** Application id URI that Entra tokens are made for. */
  readonly audience?: string | undefined;
}

/** `apiProperties.json`: connection parameters, host by connection, paging. */
export function createProperties(options: PropertiesOptions): JsonObject {
  return {
    properties: {
      iconBrandColor: BRAND_COLOR,
      capabilities: ['actions', 'triggers'],
      publisher: 'Fluxu',
      stackOwner: 'Fluxu',
      connectionParameters: { host: hostParameter(options), ...credentialsOf(options) },
      policyTemplateInstances: [
        {
          templateId: 'dynamichosturl',
          title: 'Address of your Fluxu server',
          parameters: {
            'x-ms-apimTemplateParameter.urlTemplate': `https://@connectionParameters('host')${BASE_PATH}`,
          },
        },
        {
          templateId: 'updatenextlink',
          title: 'Further pages of rows',
          parameters: {
            'x-ms-apimTemplate-operationName': ['GetItems'],
            'x-ms-apimTemplateParameter.nextLinkPropertyName': '@odata.nextLink',
          },
        },
      ],
    },
  };
}

function hostParameter({ publicUrl }: PropertiesOptions): JsonObject {
  return {
    type: 'string',
    ...(publicUrl && { defaultValue: hostOf(publicUrl) }),
    uiDefinition: {
      displayName: 'Host',
      description: 'Host name of your Fluxu server, e.g. fluxu.contoso.com.',
      tooltip: 'Host name of your Fluxu server, without https://',
      constraints: { required: 'true', tabIndex: 1, clearText: true },
    },
  };
}

function credentialsOf(options: PropertiesOptions): JsonObject {
  if (options.signIn === 'apiKey') return { api_key: keyParameter() };
  const oAuthSettings = options.signIn === 'oauth' ? ownSettings(options) : entraSettings(options);
  return {
    token: {
      type: 'oauthSetting',
      oAuthSettings,
      uiDefinition: {
        displayName: 'Sign in',
        description: options.signIn === 'oauth' ? 'Sign in to Fluxu.' : 'Sign in with your Microsoft account.',
        tooltip: 'Sign in',
        constraints: { required: 'true' },
      },
    },
  };
}

function keyParameter(): JsonObject {
  return {
    type: 'securestring',
    uiDefinition: {
      displayName: 'API key',
      description: 'API key made in Fluxu under Admin > API keys.',
      tooltip: 'API key of your Fluxu server',
      constraints: { required: 'true', tabIndex: 2, clearText: false },
    },
  };
}

const CREDENTIALS = 'client_id={ClientId}&client_secret={ClientSecret}';

function ownSettings({ publicUrl, clientId }: PropertiesOptions): JsonObject {
  const base = `https://${hostOf(publicUrl)}/oauth`;
  const values = {
    authorizationUrlTemplate: `${base}/auth`,
    authorizationUrlQueryStringTemplate:
      '?client_id={ClientId}&response_type=code&redirect_uri={RedirectUrl}&scope={Scopes}&state={State}&prompt=consent',
    tokenUrlTemplate: `${base}/token`,
    tokenBodyTemplate: `grant_type=authorization_code&code={Code}&redirect_uri={RedirectUrl}&${CREDENTIALS}`,
    refreshUrlTemplate: `${base}/token`,
    refreshBodyTemplate: `grant_type=refresh_token&refresh_token={RefreshToken}&${CREDENTIALS}`,
    scopeListDelimiter: ' ',
  };
  return {
    identityProvider: 'oauth2generic',
    clientId: clientId ?? '[[client id]]',
    scopes: ['connector', 'offline_access'],
    redirectMode: 'Global',
    redirectUrl: POWER_PLATFORM_REDIRECT,
    properties: { IsFirstParty: 'False' },
    customParameters: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
  };
}

function entraSettings({ clientId, audience }: PropertiesOptions): JsonObject {
  return {
    identityProvider: 'aad',
    clientId: clientId ?? '[[client id]]',
    scopes: [],
    redirectMode: 'Global',
    redirectUrl: POWER_PLATFORM_REDIRECT,
    properties: { IsFirstParty: 'False' },
    customParameters: {
      loginUri: { value: 'https://login.microsoftonline.com' },
      tenantId: { value: 'common' },
      resourceUri: { value: audience ?? '[[application id URI]]' },
    },
  };
}
