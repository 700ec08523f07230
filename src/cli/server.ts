import { fileURLToPath } from 'node:url';
import { type AppOptions, type OpenedApp, openApp } from '../app/create.ts';
import { messageOf } from '../base/errors.ts';
import { createLogger } from '../base/logger.ts';
import type { Environment, Settings } from '../base/settings.ts';
import { createHttpServer } from '../http/server.ts';
import { cliError } from './catalogue.ts';

export interface ServerOptions extends Pick<AppOptions, 'messages' | 'name' | 'baseFolder'> {
  readonly settings: Settings;
  readonly environment: Environment;
}

/** A running server. */
export interface RunningServer {
  readonly app: OpenedApp;
  /** e.g. `http://127.0.0.1:7420`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Opens the application, starts everything that works by itself, and listens. @throws FLX_CLI_SERVER */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings } = options;
  const logger = createLogger({ level: settings.logLevel });
  const app = await openApp({ ...options, logger });
  try {
    const { version } = await app.system();
    const webRoot = fileURLToPath(new URL('../../dist/web', import.meta.url));
    const http = await createHttpServer(app, {
      host: settings.host,
      port: settings.port,
      publicUrl: settings.publicUrl || undefined,
      webRoot,
      version,
      logger,
    });
    const address = await http.listen();
    await app.start();
    return {
      app,
      address,
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
