/** What the server answered. */
export interface BrowserAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** Where a walk through an authorization ended. */
export interface Walk {
  /** Address with the answer, when it came so far. */
  readonly arrival: string;
  /** Page of ours at which it stopped. */
  readonly stoppedAt: string;
  /** Texts of the pages on the way. */
  readonly pages: readonly string[];
}

/** Keeps cookies and the token of its session, as a browser with our pages does. */
export interface Browser {
  get(path: string): Promise<BrowserAnswer>;
  send(method: string, path: string, body: unknown, options?: { readonly csrf?: boolean }): Promise<BrowserAnswer>;
  /** Reads the token of the session for later changes. */
  remember(): Promise<void>;
  /** Follows an authorization, agreeing where asked, until it leaves for `redirectUri` or stops at another page. */
  authorize(url: string, redirectUri: string): Promise<Walk>;
  /** Signs in at a provider with its own plain forms. */
  signInElsewhere(path: string, credentials: Readonly<Record<string, string>>): Promise<void>;
}

const MOST_STEPS = 15;

export function createBrowser(address: string): Browser {
  const cookies = new Map<string, string>();
  let csrfToken = '';

  const go = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const own = [...cookies].filter(([key]) => key.startsWith(`${new URL(url).host} `));
    const cookie = own.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      cookies.set(`${new URL(url).host} ${name}`, value);
    }
    return response;
  };
  const send: Browser['send'] = async (method, path, body, { csrf = true } = {}) => {
    const isJson = body !== undefined && method !== 'GET';
    const headers = {
      ...(isJson && { 'content-type': 'application/json' }),
      ...(csrf && csrfToken !== '' && { 'x-fluxu-csrf': csrfToken }),
    };
    const response = await go(`${address}${path}`, { method, headers, ...(isJson && { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  const get = (path: string) => send('GET', path, undefined);
  return {
    get,
    send,
    remember: async () => {
      csrfToken = ((await get('/api/session')).body as { csrfToken: string }).csrfToken;
    },
    authorize: async (start, redirectUri) => {
      const pages: string[] = [];
      let url = start;
      for (let step = 0; step < MOST_STEPS; step++) {
        const response = await go(url);
        const next = response.headers.get('location');
        if (next !== null) {
          url = new URL(next, url).href;
          if (url.startsWith(redirectUri)) return { arrival: url, stoppedAt: '', pages };
          if (new URL(url).pathname === '/sign-in') return { arrival: '', stoppedAt: url, pages };
          continue;
        }
        const text = await response.text();
        pages.push(text);
        const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1];
        if (csrf === undefined) return { arrival: '', stoppedAt: url, pages };
        const agreed = await go(url, { method: 'POST', body: new URLSearchParams({ csrf, answer: 'agree' }) });
        url = new URL(agreed.headers.get('location') ?? '', url).href;
        if (url.startsWith(redirectUri)) return { arrival: url, stoppedAt: '', pages };
      }
      throw new Error('The authorization goes round in circles.');
    },
    signInElsewhere: async (path, credentials) => {
      let url = `${address}${path}`;
      for (let step = 0; step < MOST_STEPS; step++) {
        const response = await go(url);
        const next = response.headers.get('location');
        const hasArrived = url.startsWith(`${address}/api/session/oidc/callback`);
        if (hasArrived) return;
        if (next !== null) {
          url = new URL(next, url).href;
          continue;
        }
        const text = await response.text();
        const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1] ?? '';
        const action = /action="([^"]+)"/.exec(text)?.[1] ?? url;
        const body = new URLSearchParams({ prompt, ...(prompt === 'login' && credentials) });
        const answered = await go(new URL(action, url).href, { method: 'POST', body });
        url = new URL(answered.headers.get('location') ?? '', url).href;
      }
      throw new Error('The sign-in goes round in circles.');
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
