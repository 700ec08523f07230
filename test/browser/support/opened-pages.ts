import type { OpenedApp } from '../../../src/app/opened-app.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { buildPages, startBrowser, type WatchedPage, WEB_ROOT } from './browser.ts';

/** The pages of an application, served to everybody, and a browser that looks at them. */
export interface OpenedPages {
  readonly address: string;
  /** Opens a path of the application in a page of its own. */
  open(path: string): Promise<WatchedPage>;
  close(): Promise<void>;
}

/** Builds the pages, serves them with the application, and starts a browser. */
export async function openPages(app: OpenedApp): Promise<OpenedPages> {
  buildPages();
  const server = await createHttpServer(app, { access: 'open', webRoot: WEB_ROOT, version: '0.1.0' });
  const address = await server.listen();
  const browser = await startBrowser();
  return {
    address,
    open: (path) => browser.open(`${address}${path}`),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
