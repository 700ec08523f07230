/** Properties of a card that make a browser fetch something. */
const FETCHING: ReadonlySet<string> = new Set([
  'url',
  'backgroundImage',
  'iconUrl',
  'poster',
  'altText',
  'sources',
  'dataUrl',
]);
/** Elements and actions whose `url` is what they show. */
const PICTURES: ReadonlySet<string> = new Set(['Image', 'Media', 'MediaSource', 'BackgroundImage']);
const MAX_DEPTH = 40;

/** The card without anything that would be fetched from elsewhere; pictures inside the card (data:) stay. */
export function withoutOutsideContent(card: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(card))
    return card.map((item) => withoutOutsideContent(item, depth + 1)).filter((item) => item !== undefined);
  if (typeof card !== 'object' || card === null) return card;
  const type = (card as { type?: unknown }).type;
  if (typeof type === 'string' && PICTURES.has(type) && !isInside((card as { url?: unknown }).url)) return undefined;
  const entries = Object.entries(card).filter(([key, value]) => !isFetching(key, value, type));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutOutsideContent(value, depth + 1)]));
}

function isFetching(key: string, value: unknown, type: unknown): boolean {
  if (!FETCHING.has(key) || key === 'altText') return false;
  if (key === 'url') return type !== 'Action.OpenUrl' && !isInside(value);
  return !isInside(value);
}

function isInside(url: unknown): boolean {
  return typeof url === 'string' && url.startsWith('data:image/');
}
