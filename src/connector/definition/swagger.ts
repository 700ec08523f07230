import type { JsonObject } from '../../base/json.ts';
import { connectorOperations } from './index.ts';
import { type ConnectorOperation, pathsOf } from './operation.ts';
import type { SignInKind } from './sign-in.ts';
import { payloadDefinitions } from './triggers.ts';

/** Version of the contract: goes up with every change of operations. */
export const CONTRACT_VERSION = '1.0.0';
/** Where the operations lie on the server. */
export const BASE_PATH = '/connector';
/** Stands in the definition for a server whose address is not known; connections name their own host. */
const SAMPLE_HOST = 'fluxu.example.com';

/** What a definition is made for. */
export interface DefinitionOptions {
  readonly signIn: SignInKind;
  /** Address under which others reach the server; the sample host when it has none. */
  readonly publicUrl?: string | undefined;
  /** Operations to describe; all of them when left out. */
  readonly operations?: readonly ConnectorOperation[];
}

/** `apiDefinition.swagger.json`: OpenAPI 2.0 with the extensions of Power Platform. */
export function createDefinition({
  signIn,
  publicUrl,
  operations = connectorOperations,
}: DefinitionOptions): JsonObject {
  const host = hostOf(publicUrl);
  return {
    swagger: '2.0',
    info: {
      title: 'Fluxu',
      description:
        'Fluxu unifies customer data. Start flows when data sources, segments, measures or refreshes change, and read or write customer profiles and entities.',
      version: CONTRACT_VERSION,
      contact: { name: 'Fluxu', url: `https://${host}`, email: `support@${host.replace(/:\d+$/, '')}` },
    },
    host,
    basePath: BASE_PATH,
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    paths: pathsOf(operations),
    definitions: payloadDefinitions,
    ...securityOf(signIn, host),
    'x-ms-capabilities': { testConnection: { operationId: 'ListInstances', parameters: {} } },
    'x-ms-connector-metadata': [
      { propertyName: 'Website', propertyValue: `https://${host}` },
      { propertyName: 'Privacy policy', propertyValue: `https://${host}/help/privacy` },
      { propertyName: 'Categories', propertyValue: 'Data;Marketing' },
    ],
  };
}

/** Host and port of an address others can reach; a local one cannot stand in a definition. */
export function hostOf(publicUrl: string | undefined): string {
  const url = publicUrl ? new URL(publicUrl) : undefined;
  return !url || /^(localhost|127\.|\[)/.test(url.hostname) ? SAMPLE_HOST : url.host;
}

function securityOf(signIn: SignInKind, host: string): JsonObject {
  if (signIn === 'apiKey')
    return {
      securityDefinitions: { ApiKey: { type: 'apiKey', in: 'header', name: 'X-Fluxu-Key' } },
      security: [{ ApiKey: [] }],
    };
  const [authorizationUrl, tokenUrl] =
    signIn === 'oauth'
      ? [`https://${host}/oauth/auth`, `https://${host}/oauth/token`]
      : [
          'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
          'https://login.microsoftonline.com/common/oauth2/v2.0/token',
        ];
  const scope = signIn === 'oauth' ? 'connector' : '.default';
  const scopes = { [scope]: 'Use the triggers and actions.' };
  return {
    securityDefinitions: { SignIn: { type: 'oauth2', flow: 'accessCode', authorizationUrl, tokenUrl, scopes } },
    security: [{ SignIn: [scope] }],
  };
}
