import type { OpenedApp } from '../app/opened-app.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { type Environment, readSettings, type Settings } from '../base/settings.ts';
import { createOutput, type Output, type OutputStreams } from './output.ts';

/** What a command line is run with. */
export interface ProgramOptions extends OutputStreams {
  readonly environment: Environment;
  /** Resolves when the person asks to stop (Ctrl+C). */
  readonly stopRequested: AbortSignal;
}

/** What every command works with. */
export interface CommandContext {
  readonly output: Output;
  readonly streams: Pick<ProgramOptions, 'stdout' | 'stderr'>;
  readonly stopRequested: AbortSignal;
  readonly clock: Clock;
  exitCode: number;
  readonly environment: ProgramOptions['environment'];
  /** @throws FLX_SETTING_… when the environment or the settings file is wrong. */
  settings(): Settings;
  /** The application on the data folder, opened at first use and closed with the command. */
  app(): Promise<OpenedApp>;
  close(): Promise<void>;
}

/** The context of one command line. The application is loaded only by commands that need it. */
export function createContext(options: ProgramOptions, isJson: boolean): CommandContext {
  let opened: Promise<OpenedApp> | undefined;
  const settings = () => readSettings(options.environment);
  const open = async () => {
    const { openApp } = await import('../app/create.ts');
    const own = settings();
    const logLevel = options.environment['FLUXU_LOG_LEVEL'] ?? 'error';
    return openApp({ settings: { ...own, logLevel }, environment: options.environment });
  };
  return {
    output: createOutput(options, isJson),
    streams: options,
    stopRequested: options.stopRequested,
    clock: systemClock,
    exitCode: 0,
    environment: options.environment,
    settings,
    app: () => {
      opened ??= open();
      return opened;
    },
    close: async () => {
      if (opened) await (await opened.catch(() => undefined))?.close();
    },
  };
}
