import { buffer } from 'node:stream/consumers';
import { isFluxuError } from '../../base/errors.ts';
import type { CustomerInsightsPort } from '../../flows/connectors/index.ts';
import type { Insights } from '../insights/insights.ts';
import { actionHandlers } from './actions.ts';
import type { ConnectorAnswer } from './call.ts';

/** Who writes in the audit log when a flow does. */
const FLOW = { connectionId: 'flow', name: 'flow' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** The connector's operations for flows of this server: the handlers that serve it, called in process. */
export function createOwnConnector(insights: Insights): CustomerInsightsPort {
  const handlers = actionHandlers({ insights });
  return {
    call: async (operationId, parameters) => {
      const handler = handlers[operationId];
      if (!handler) throw new Error(`The operation ${operationId} has no handler.`);
      try {
        const answer = await handler({ parameters, body: parameters['item'], address: '', url: '', caller: FLOW });
        const headers = { ...JSON_TYPE, ...answer.headers };
        return { statusCode: answer.status, headers, body: await bodyOf(answer) };
      } catch (error) {
        if (!isFluxuError(error) || error.status >= 500) throw error;
        const { code, message } = error;
        return { statusCode: error.status, headers: JSON_TYPE, body: { error: { code, message } } };
      }
    },
  };
}

/** Files as workflows carry them. */
async function bodyOf({ file, headers, body }: ConnectorAnswer): Promise<unknown> {
  if (!file) return body;
  const content = await buffer(file);
  return { '$content-type': headers?.['content-type'], $content: content.toString('base64') };
}
