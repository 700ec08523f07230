/** Stands for this server where only the path counts. */
const HERE = 'http://here.invalid';

/** The page of this server to go on to; the first one when an address leads elsewhere, as a browser reads it. */
export function pageToReturnTo(asked: string): string {
  if (!asked.startsWith('/') || !URL.canParse(asked, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  return origin === HERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
