import { isPlainObject } from '../../../base/json.ts';
import type { Card } from './card.ts';

/** What the workflow behind the webhook expects: a message with attachments, or the bare card. */
export type PayloadShape = 'message' | 'card';

/**
 * Most bytes sent at once. Teams takes messages of about 28 KB
 * (learn.microsoft.com, limits of Microsoft Teams); some room is left for what the workflow adds.
 */
export const MESSAGE_LIMIT_BYTES = 27_000;

/** Longest text that a card keeps for the note that the rest is elsewhere. */
const NOTE_RESERVE_BYTES = 600;

/** A body ready to send. */
export interface Payload {
  readonly text: string;
  readonly isTruncated: boolean;
}

/**
 * The body for a card. A card that is too large loses its last parts, then its actions; the note that takes their place
 * names `link`. The same card always gives the same body.
 */
export function createPayload(
  card: Card,
  { shape, link }: { shape: PayloadShape; link?: string | undefined },
): Payload {
  const whole = JSON.stringify(wrap(card, shape));
  if (sizeBytes(whole) <= MESSAGE_LIMIT_BYTES) return { text: whole, isTruncated: false };
  return { text: JSON.stringify(wrap(shorten(card, { shape, link }), shape)), isTruncated: true };
}

function wrap(card: Card, shape: PayloadShape): unknown {
  if (shape === 'card') return card;
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card };
  return { type: 'message', attachments: [attachment] };
}

function shorten(card: Card, { shape, link }: { shape: PayloadShape; link?: string | undefined }): Card {
  const elements: readonly unknown[] = Array.isArray(card['body']) ? card['body'] : [];
  const frame = frameOf(card, { shape, elements });
  const room =
    MESSAGE_LIMIT_BYTES - NOTE_RESERVE_BYTES - sizeBytes(JSON.stringify(wrap({ ...frame, body: [] }, shape)));
  const kept = takeFitting(elements, room);
  const note = {
    type: 'TextBlock',
    wrap: true,
    isSubtle: true,
    spacing: 'Medium',
    text: noteText(kept.whole, elements.length, link),
  };
  return { ...frame, body: [...kept.elements, note] };
}

/** Everything of the card but its body; the actions go too when they alone take half of the room. */
function frameOf(card: Card, { shape, elements }: { shape: PayloadShape; elements: readonly unknown[] }): Card {
  const full: Card = { ...card, body: elements.slice(0, 0) };
  if (sizeBytes(JSON.stringify(wrap(full, shape))) <= MESSAGE_LIMIT_BYTES / 2) return full;
  const { $schema, type, version } = card;
  return { $schema, type, version };
}

function takeFitting(elements: readonly unknown[], room: number): { elements: readonly unknown[]; whole: number } {
  const kept: unknown[] = [];
  let left = room;
  for (const element of elements) {
    const size = sizeBytes(JSON.stringify(element)) + 1;
    if (size > left) {
      const cut = cutText(element, left);
      return { elements: cut ? [...kept, cut] : kept, whole: kept.length };
    }
    kept.push(element);
    left -= size;
  }
  return { elements: kept, whole: kept.length };
}

/** A text block cut to `room` bytes; undefined for other elements and where nearly nothing would be left. */
function cutText(element: unknown, room: number): unknown {
  if (!isPlainObject(element) || typeof element['text'] !== 'string') return undefined;
  const frame = sizeBytes(JSON.stringify({ ...element, text: '' }));
  const budget = room - frame - 4;
  if (budget < 40) return undefined;
  let text = '';
  let used = 0;
  for (const character of element['text']) {
    used += sizeBytes(JSON.stringify(character)) - 2;
    if (used > budget) break;
    text += character;
  }
  return { ...element, text: `${text}…` };
}

function noteText(kept: number, total: number, link: string | undefined): string {
  const told = `Shortened to the size that Teams takes: ${kept} of ${total} parts are whole.`;
  const isShort = link !== undefined && sizeBytes(link) <= NOTE_RESERVE_BYTES / 2;
  return isShort ? `${told} [Open the whole](${link})` : told;
}

function sizeBytes(text: string | undefined): number {
  return Buffer.byteLength(text ?? '', 'utf8');
}
