import type { Connector } from '../connector.ts';
import { type ConnectionParameter, readConnectionParameter } from '../definition/authentication.ts';
import { declaresClient, oauthSettingsOf } from './oauth-settings.ts';
import { parameterSetsOf } from './parameter-sets.ts';

/** One way to connect, as a form shows it. */
export interface ConnectionFormSet {
  readonly name: string;
  readonly displayName: string;
  readonly description: string | undefined;
  /** What is filled in; the token of a sign-in is not among it. */
  readonly parameters: readonly ConnectionParameter[];
  /** Present where somebody signs in. */
  readonly signIn:
    | {
        readonly provider: string;
        readonly scope: string;
        /** False where the definition brings a client of its own. */
        readonly needsClient: boolean;
        /** True where the addresses of the service must be filled in too. */
        readonly needsAddresses: boolean;
        /** True where nobody signs in: the program does, with its own client. */
        readonly isByProgram: boolean;
      }
    | undefined;
}

/** Parameters that the platform fills in by itself. */
const HIDDEN = /^token:tenantId$|^gateway$|^authType$/i;

/** The ways to connect to a connector's service, with the fields of each. */
export function connectionFormOf(connector: Connector): readonly ConnectionFormSet[] {
  return parameterSetsOf(connector).map(({ name, displayName, description, raw }) => {
    const declared = Object.entries(raw).map(([own, value]) => readConnectionParameter(own, value));
    const isFilled = (parameter: ConnectionParameter) =>
      parameter.type.toLowerCase() !== 'oauthsetting' && !(parameter.isHidden ?? HIDDEN.test(parameter.name));
    const parameters = [...declared.filter(isFilled), ...impliedParameters(connector, declared)];
    return { name, displayName, description, parameters, signIn: signInOf(connector, name, declared) };
  });
}

/** True for what is no address, not even once its `{name}` are filled in. */
function isMissing(template: string): boolean {
  return template === '' || (!template.startsWith('{') && !URL.canParse(template.replaceAll(/[{}]/g, '')));
}

function signInOf(
  connector: Connector,
  set: string,
  declared: readonly ConnectionParameter[],
): ConnectionFormSet['signIn'] {
  const isDeclared = declared.some(({ type }) => type.toLowerCase() === 'oauthsetting');
  const isOnlyWay = declared.length === 0 && connector.contract.authentication.every(({ kind }) => kind === 'oauth2');
  const settings =
    isDeclared || isOnlyWay ? oauthSettingsOf(connector, { set: set || undefined, client: {} }) : undefined;
  return (
    settings && {
      provider: settings.provider,
      scope: settings.scope,
      needsClient: settings.clientId === '' && !declaresClient(declared),
      isByProgram: settings.grant === 'clientCredentials',
      needsAddresses:
        isMissing(settings.tokenUrl) ||
        (settings.grant === 'authorizationCode' && isMissing(settings.authorizationUrl)),
    }
  );
}

/** What the sign-in of a definition needs although its properties declare nothing. */
function impliedParameters(connector: Connector, declared: readonly ConnectionParameter[]): ConnectionParameter[] {
  if (declared.length > 0) return [];
  return connector.contract.authentication.flatMap(({ kind, name }) => {
    if (kind === 'basic') return [implied('username', false), implied('password', true)];
    return kind === 'apiKey' ? [implied(name, true)] : [];
  });
}

function implied(name: string, isSecret: boolean): ConnectionParameter {
  return {
    name,
    type: isSecret ? 'securestring' : 'string',
    isRequired: true,
    isSecret,
    isHidden: false,
    displayName: undefined,
    description: undefined,
    default: undefined,
    allowedValues: [],
    identityProvider: undefined,
  };
}
