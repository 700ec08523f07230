import { isPlainObject } from '../../../base/json.ts';
import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import { CARD_SCHEMA } from './text-card.ts';

/** An Adaptive Card. */
export type Card = Readonly<Record<string, unknown>>;

/**
 * The card in a message body: an object or its JSON text, bare or inside a message with attachments.
 * @throws FLX_TEAMS_CARD_INVALID
 */
export function readCard(value: unknown): Card {
  const parsed = typeof value === 'string' ? parseCard(value) : value;
  const card = isPlainObject(parsed) && Array.isArray(parsed['attachments']) ? firstAttachment(parsed) : parsed;
  if (!isPlainObject(card)) throw invalid('it is not an object');
  if (card['@type'] === 'MessageCard') throw invalid('it is a MessageCard, which Workflows do not take');
  if (card['type'] !== 'AdaptiveCard') throw invalid(`its type is ${JSON.stringify(card['type'] ?? null)}`);
  return { $schema: CARD_SCHEMA, version: '1.4', ...card };
}

function firstAttachment(message: Record<string, unknown>): unknown {
  const [first] = Array.isArray(message['attachments']) ? message['attachments'] : [];
  const content: unknown = isPlainObject(first) ? first['content'] : undefined;
  return typeof content === 'string' ? parseCard(content) : content;
}

function parseCard(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw permanent(flowConnectorError('FLX_TEAMS_CARD_INVALID', { reason: 'it is not JSON' }, { cause }));
  }
}

function invalid(reason: string) {
  return permanent(flowConnectorError('FLX_TEAMS_CARD_INVALID', { reason }));
}
