import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { createProfileFolder, findChromium } from './chromium.ts';

/** How a reader has set up the browser. */
export interface Reader {
  /** Language of the browser. Default English. */
  readonly language?: 'en' | 'eu';
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** A browser on an empty profile. */
export interface Browser {
  readonly context: BrowserContext;
  /** Opens an address in a page of its own; everything the page does wrong is in `faults`. */
  open(address: string): Promise<WatchedPage>;
  close(): Promise<void>;
}

/** A page, and what it did that it must not: messages of the console, scripts that threw, requests to other origins. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** Folder of the built web application. */
export const WEB_ROOT = fileURLToPath(new URL('../../../dist/web', import.meta.url));

/** Builds the web application unless it is up to date. */
export function buildPages(): void {
  const script = fileURLToPath(new URL('../../../scripts/build-web.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The pages cannot be built: ${stderr}`);
}

const QUIET_FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--font-render-hinting=none',
];

/** Starts a real Chromium for one reader. */
export async function startBrowser({
  language = 'en',
  scheme = 'light',
  width = 1440,
  height = 900,
}: Reader = {}): Promise<Browser> {
  const { executablePath, environment } = await findChromium();
  const profile = createProfileFolder();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: [...QUIET_FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...definedOf(process.env), ...environment },
    locale: language === 'eu' ? 'eu-ES' : 'en-GB',
    timezoneId: 'Europe/Madrid',
    colorScheme: scheme,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  return {
    context,
    open: (address) => openWatched(context, address),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function openWatched(context: BrowserContext, address: string): Promise<WatchedPage> {
  const { origin } = new URL(address);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
      faults.push(`request to ${request.url()}`);
  });
  await page.goto(address);
  return { page, faults };
}

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
