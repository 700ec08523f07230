import type { JsonObject } from '../../../base/json.ts';
import { markdownOf } from '../html-text.ts';

export const CARD_SCHEMA = 'http://adaptivecards.io/schemas/adaptive-card.json';

/** A card that shows a text (plain, Markdown or HTML), under a heading if there is one. */
export function createTextCard(text: string, heading?: string): JsonObject {
  const title = heading ? [{ type: 'TextBlock', text: heading, weight: 'Bolder', size: 'Medium', wrap: true }] : [];
  return {
    $schema: CARD_SCHEMA,
    type: 'AdaptiveCard',
    version: '1.4',
    body: [...title, { type: 'TextBlock', text: markdownOf(text), wrap: true }],
  };
}
