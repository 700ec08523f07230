/** Elements that show what is at their `url`. */
const PICTURES: ReadonlySet<string> = new Set(['Image', 'Media', 'MediaSource', 'BackgroundImage']);
/** Properties of any element that make a browser fetch something. */
const FETCHING: ReadonlySet<string> = new Set(['backgroundImage', 'iconUrl', 'poster', 'sources', 'dataUrl']);
const MAX_DEPTH = 40;

/** The card without anything that would be fetched from elsewhere; pictures inside the card (data:) stay. */
export function withoutOutsideContent(card: unknown, depth = 0): unknown {
  if (typeof card !== 'object' || card === null) return card;
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(card)) {
    return card.map((item) => withoutOutsideContent(item, depth + 1)).filter((item) => item !== undefined);
  }
  const { type, url } = card as { type?: unknown; url?: unknown };
  if (typeof type === 'string' && PICTURES.has(type) && !isInside(url)) return undefined;
  const kept = Object.entries(card).filter(([key, value]) => !FETCHING.has(key) || isInside(value));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutOutsideContent(value, depth + 1)]));
}

function isInside(url: unknown): boolean {
  return typeof url === 'string' && url.startsWith('data:image/');
}
