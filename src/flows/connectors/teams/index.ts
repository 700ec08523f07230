import { isPlainObject } from '../../../base/json.ts';
import { createConnector, type NativeCall } from '../connector.ts';
import { readCard } from './card.ts';
import { teamsDefinition, teamsProperties } from './definition.ts';
import { createTextCard } from './text-card.ts';
import { postCard } from './webhook.ts';

/**
 * Microsoft Teams, as flows carry it, through the Workflows webhook of a channel or chat. Who posts and where is decided
 * by the owner of that workflow: `poster`, `location` and `recipient` are taken and do not change it.
 */
export const teams = createConnector({
  name: 'teams',
  definition: teamsDefinition,
  properties: teamsProperties,
  operations: {
    PostCardToConversation: (call) => postCard(readCard(bodyOf(call)['messageBody']), call),
    PostMessageToConversation: (call) => {
      const { messageBody, subject } = bodyOf(call);
      return postCard(createTextCard(textOf(messageBody), textOf(subject)), call);
    },
  },
});

function bodyOf(call: NativeCall): Record<string, unknown> {
  const body = call.parameters['body'];
  return isPlainObject(body) ? body : {};
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
