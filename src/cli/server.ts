import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { openApp } from '../app/create.ts';
import type { AppOptions, OpenedApp } from '../app/opened-app.ts';
import { systemClock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { createToken } from '../base/ids.ts';
import { createLogger } from '../base/logger.ts';
import { systemRandom } from '../base/random.ts';
import type { Environment, Settings } from '../base/settings.ts';
import { readVersion } from '../base/version.ts';
import { type Entry, entryPath } from '../http/access/entry.ts';
import { createHttpServer } from '../http/server.ts';
import { cliError } from './catalogue.ts';
import { createSampleLoader } from './sample.ts';

export interface ServerOptions extends Pick<AppOptions, 'messages' | 'name' | 'baseFolder'> {
  readonly settings: Settings;
  readonly environment: Environment;
  /** Signs readers in as a throw-away administrator through a link of its own. */
  readonly isDemo?: boolean;
}

/** The server is open to this machine only until there is an administrator. */
const LOCAL_HOST = '127.0.0.1';

/** A running server. */
export interface RunningServer {
  readonly app: OpenedApp;
  /** e.g. `http://127.0.0.1:7420`. */
  readonly address: string;
  /** Where the first administrator is made; undefined when there is one. Until then the server listens on this machine only. */
  readonly welcome: string | undefined;
  /** Address that signs in whoever has it; in the demo. */
  readonly entry: string | undefined;
  close(): Promise<void>;
}

/** Opens the application, starts everything that works by itself, and listens. @throws FLX_CLI_SERVER */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const settings = await withPort(options.settings);
  const logger = createLogger({ level: settings.logLevel });
  const loadSample = createSampleLoader({ home: settings.home, clock: systemClock });
  const app = await openApp({ ...options, settings, logger, ...(!options.isDemo && { loadSample }) });
  try {
    const webRoot = fileURLToPath(new URL('../../dist/web', import.meta.url));
    const entry = options.isDemo ? await makeEntry(app) : undefined;
    const { adminEmail: email, adminPassword: password } = settings;
    if (email !== '' && password !== '') await app.access.ensureAdministrator({ email, displayName: email, password });
    const welcome = await app.access.firstAdministratorPath();
    const http = await createHttpServer(app, {
      host: welcome === undefined ? settings.host : LOCAL_HOST,
      port: settings.port,
      publicUrl: settings.publicUrl || undefined,
      access: app.access,
      entry,
      connector: app.connector,
      webRoot,
      version: readVersion(),
      logger,
    });
    const address = await http.listen();
    await app.start();
    return {
      app,
      address,
      welcome: welcome && `${address}${welcome}`,
      entry: entry && `${address}${entryPath(entry)}`,
      close: async () => {
        await http.close();
        await app.close();
      },
    };
  } catch (cause) {
    await app.close();
    throw cause instanceof Error && 'code' in cause && String(cause.code).startsWith('FLX_')
      ? cause
      : cliError(
          'FLX_CLI_SERVER',
          { address: `${settings.host}:${settings.port}`, reason: messageOf(cause) },
          { cause },
        );
  }
}

/** A throw-away administrator and the token of the address that signs in as him. */
async function makeEntry(app: OpenedApp): Promise<Entry | undefined> {
  const accountId = await app.access.ensureAdministrator({ email: 'demo@localhost', displayName: 'Demo' });
  return accountId === undefined ? undefined : { token: createToken(systemRandom), accountId };
}

/** Port 0 as a free port: callback addresses name it before the server listens. */
async function withPort(settings: Settings): Promise<Settings> {
  if (settings.port !== 0) return settings;
  const probe = createServer().listen(0, settings.host);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return { ...settings, port };
}
