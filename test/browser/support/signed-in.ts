import { becomeAdministrator, PASSWORD, type SignInServer, startSignInServer } from '../../connector/sign-in-server.ts';
import { type Browser, buildPages, startBrowser, type WatchedPage, WEB_ROOT } from './browser.ts';

/** A server on which one has to sign in, and a browser in which its administrator has done so. */
export interface SignedIn extends SignInServer {
  /** Sends requests as the same administrator does. */
  readonly administrator: Awaited<ReturnType<typeof becomeAdministrator>>;
  open(path: string): Promise<WatchedPage>;
}

/** Builds the pages, starts the server, makes its first administrator and signs him in. */
export async function openSignedIn(): Promise<SignedIn> {
  buildPages();
  const server = await startSignInServer(WEB_ROOT);
  const administrator = await becomeAdministrator(server);
  const browser: Browser = await startBrowser();
  const data = { email: 'ane@example.org', password: PASSWORD };
  const answer = await browser.context.request.post(`${server.address}/api/session`, { data });
  if (!answer.ok()) throw new Error(`Nobody is signed in: ${await answer.text()}`);
  return {
    ...server,
    administrator,
    open: (path) => browser.open(`${server.address}${path}`),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
