let known: Promise<string | undefined> | undefined;

/** Header that changes must carry, so that no page of another site can make them: the token of the session, asked for once. */
export async function csrfHeader(method: string | undefined): Promise<Readonly<Record<string, string>>> {
  if (method === undefined || method === 'GET') return {};
  known ??= readToken();
  const token = await known;
  if (token === undefined) known = undefined;
  return token === undefined ? {} : { 'x-fluxu-csrf': token };
}

/** Asks for the token again with the next change; after signing in or out. */
export function forgetCsrfToken(): void {
  known = undefined;
}

async function readToken(): Promise<string | undefined> {
  const response = await fetch('/api/session', { headers: { accept: 'application/json' } }).catch(() => undefined);
  if (!response?.ok) return undefined;
  return ((await response.json()) as { csrfToken?: string }).csrfToken;
}
