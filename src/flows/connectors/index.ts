import { suggestName } from '../../base/nearest.ts';
import { flowConnectorError } from './catalogue.ts';
import type { Connector } from './connector.ts';
import { customerInsights } from './customer-insights/index.ts';
import { http } from './http/index.ts';
import { office365 } from './office365/index.ts';
import { sendmail } from './sendmail/index.ts';
import { smtp } from './smtp/index.ts';
import { teams } from './teams/index.ts';

/** The connectors that come with Fluxu. */
export const CONNECTORS: readonly Connector[] = [customerInsights, teams, office365, smtp, sendmail, http];

/**
 * The connector by its name, or by the name a flow gives it: `teams`, `shared_teams`, `shared_teams_1`,
 * `/providers/Microsoft.PowerApps/apis/shared_teams`, `…/managedApis/teams`.
 * @throws FLX_CALL_UNKNOWN_CONNECTOR
 */
export function findConnector(reference: string, connectors: readonly Connector[] = CONNECTORS): Connector {
  const name = reference.split('/').at(-1) ?? reference;
  const found = matchConnector(name, connectors) ?? matchConnector(name.replace(/[_-]\d+$/, ''), connectors);
  if (found) return found;
  const known = connectors.map((connector) => connector.name);
  throw flowConnectorError('FLX_CALL_UNKNOWN_CONNECTOR', { name }, { mend: suggestName(name, known) });
}

function matchConnector(name: string, connectors: readonly Connector[]): Connector | undefined {
  const wanted = name.toLowerCase();
  const matches = (own: string) => own === wanted || own === `shared_${wanted}`;
  return connectors.find((connector) =>
    [connector.name, ...connector.apiNames].some((own) => matches(own.toLowerCase())),
  );
}

export { buildRequest } from './build-request.ts';
export { callOperation, type OperationCall } from './call.ts';
export { CallError, isRetryableError, isRetryableStatus } from './call-error.ts';
export type { CallResult } from './call-result.ts';
export { flowConnectorError } from './catalogue.ts';
export { listChoices } from './choices/choices.ts';
export { listProperties } from './choices/dynamic-schema.ts';
export { connectionFormOf } from './connections/form.ts';
export { type OauthClient, type OauthSettings, oauthSettingsOf } from './connections/oauth-settings.ts';
export { beginSignIn } from './connections/sign-in.ts';
export { testOperationOf } from './connections/test-operation.ts';
export { type OauthToken, redeemCode, refreshToken, requestOwnToken } from './connections/token.ts';
export { fillAddress, tokenValuesOf } from './connections/token-values.ts';
export { type ConnectionValues, type Connector, createConnector } from './connector.ts';
export type { CustomerInsightsPort } from './customer-insights/port.ts';
export { describeOperation, type OperationDescription } from './describe.ts';
export { findRoute } from './find-operation.ts';
export { inspectConnector, reportOn } from './inspect.ts';
export {
  type ConnectorFiles,
  createForeignConnector,
  DEFINITION_FILE,
  loadConnector,
  PROPERTIES_FILE,
  readConnector,
  readFiles,
} from './load.ts';
export { readPackage } from './package-files.ts';
export { poll, retryAfter } from './triggers/poll.ts';
export { subscribe, subscribingCall, unsubscribe } from './triggers/subscribe.ts';
