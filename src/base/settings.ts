import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { baseError } from './catalogue.ts';
import { isMemoryLimit, MEMORY_WORDS } from './memory-limit.ts';
import { suggestName } from './nearest.ts';

/** One setting: its environment variable, what it does, and its default. */
export interface SettingEntry {
  readonly variable: `FLUXU_${string}`;
  readonly summary: string;
  readonly kind: 'text' | 'number' | 'boolean';
  readonly default: string | number | boolean;
  /** What a text must be like, and how that is said. */
  readonly form?: { readonly fits: (text: string) => boolean; readonly words: string };
  /** Secret settings can also come from a file named by `<variable>_FILE` and are masked everywhere. */
  readonly isSecret?: boolean;
}

/** Every setting of a server. The environment wins over `settings.json` in the data folder, which wins over the default. */
export const SETTINGS = {
  home: { variable: 'FLUXU_HOME', kind: 'text', default: '.fluxu', summary: 'Data folder: state, snapshots, keys.' },
  state: {
    variable: 'FLUXU_STATE',
    kind: 'text',
    default: '',
    isSecret: true,
    summary: 'State store: empty for SQLite in the data folder, or a postgres:// address.',
  },
  host: {
    variable: 'FLUXU_HOST',
    kind: 'text',
    default: '127.0.0.1',
    summary: 'Address the server listens on. Leave it local until an administrator exists.',
  },
  port: {
    variable: 'FLUXU_PORT',
    kind: 'number',
    default: 7420,
    summary: 'Port the server listens on; 0 picks a free one.',
  },
  publicUrl: {
    variable: 'FLUXU_PUBLIC_URL',
    kind: 'text',
    default: '',
    summary: 'Address under which others reach this server, for links and callbacks; empty means host and port.',
  },
  logLevel: {
    variable: 'FLUXU_LOG_LEVEL',
    kind: 'text',
    default: 'info',
    form: {
      fits: (text) => /^(silent|fatal|error|warn|info|debug|trace)$/.test(text),
      words: 'silent, error, warn, info or debug',
    },
    summary: 'silent, error, warn, info or debug.',
  },
  sourceFolders: {
    variable: 'FLUXU_SOURCE_FOLDERS',
    kind: 'text',
    default: '',
    summary:
      'Folders from which data sources and ${file:…} may read, separated by commas; empty means every folder. What the server keeps for itself in its data folder is always closed.',
  },
  uploadLimitMegabytes: {
    variable: 'FLUXU_UPLOAD_LIMIT_MEGABYTES',
    kind: 'number',
    default: 1024,
    summary: 'Largest file that can be uploaded as a data source, in megabytes; 0 allows none.',
  },
  memoryLimit: {
    variable: 'FLUXU_MEMORY_LIMIT',
    kind: 'text',
    default: '4GB',
    form: { fits: isMemoryLimit, words: MEMORY_WORDS },
    summary:
      'Most memory for a refresh or a match, the process included, at least 256MB; beyond it data is spilled to disk.',
  },
  threads: {
    variable: 'FLUXU_THREADS',
    kind: 'number',
    default: 0,
    summary: 'Threads of the analytical engine; 0 means one a core.',
  },
  extensionDirectory: {
    variable: 'FLUXU_EXTENSION_DIRECTORY',
    kind: 'text',
    default: '',
    summary: 'Folder with DuckDB extensions you installed yourself; none are ever downloaded.',
  },
  secretKey: {
    variable: 'FLUXU_SECRET_KEY',
    kind: 'text',
    default: '',
    isSecret: true,
    summary: 'Key (32 bytes, base64) that encrypts stored secrets; made on first start when empty.',
  },
  allowPrivateNetworks: {
    variable: 'FLUXU_ALLOW_PRIVATE_NETWORKS',
    kind: 'boolean',
    default: false,
    summary: 'Lets flows and deliveries call addresses in private networks and on this machine.',
  },
  role: {
    variable: 'FLUXU_ROLE',
    kind: 'text',
    default: 'all',
    form: { fits: (text) => /^(all|api|refresh|flows)$/.test(text), words: 'all, api, refresh or flows' },
    summary:
      'What this process does beside serving pages and API: all, api (nothing), refresh (refreshes, schedule, retention) or flows (runs and deliveries). Processes of several roles share one PostgreSQL state store and data folder.',
  },
  snapshotsKept: {
    variable: 'FLUXU_SNAPSHOTS_KEPT',
    kind: 'number',
    default: 10,
    summary: 'Published data snapshots kept; older files are removed after a refresh.',
  },
  verifyEveryDays: {
    variable: 'FLUXU_VERIFY_EVERY_DAYS',
    kind: 'number',
    default: 7,
    summary: 'Days between self-checks that compare the published data with a full computation; 0 makes none.',
  },
  runsKeptDays: {
    variable: 'FLUXU_RUNS_KEPT_DAYS',
    kind: 'number',
    default: 90,
    summary: 'Days that ended runs of flows are kept where the flow does not say otherwise; 0 keeps them for ever.',
  },
  deliveriesKeptDays: {
    variable: 'FLUXU_DELIVERIES_KEPT_DAYS',
    kind: 'number',
    default: 90,
    summary: 'Days that ended deliveries are kept, those that never arrived four times as long; 0 keeps them for ever.',
  },
  adminEmail: {
    variable: 'FLUXU_ADMIN_EMAIL',
    kind: 'text',
    default: '',
    summary: 'E-mail address of the first administrator, where nobody can open the one-time link, as in a container.',
  },
  adminPassword: {
    variable: 'FLUXU_ADMIN_PASSWORD',
    kind: 'text',
    default: '',
    isSecret: true,
    summary: 'Password of the first administrator; used only while there is none.',
  },
  connectorCalls: {
    variable: 'FLUXU_CONNECTOR_CALLS',
    kind: 'number',
    default: 100,
    summary: 'Calls that one connection of the connector may make in 60 seconds; beyond it 429 with Retry-After.',
  },
} as const satisfies Record<string, SettingEntry>;

export type SettingName = keyof typeof SETTINGS;

type ValueOf<Entry extends SettingEntry> = Entry['kind'] extends 'number'
  ? number
  : Entry['kind'] extends 'boolean'
    ? boolean
    : string;

/** The settings of one process, checked. */
export type Settings = { readonly [Name in SettingName]: ValueOf<(typeof SETTINGS)[Name]> };

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads all settings.
 * @throws FLX_SETTING_UNKNOWN, FLX_SETTING_INVALID, FLX_SETTING_FILE: every problem is named by its variable.
 */
export function readSettings(environment: Environment = process.env): Settings {
  rejectUnknown(environment);
  const home = resolve(readVariable('home', environment) ?? SETTINGS.home.default);
  const file = readSettingsFile(join(home, 'settings.json'));
  const names = Object.keys(SETTINGS) as SettingName[];
  const values = names.map((name) => [
    name,
    name === 'home' ? home : convert(name, readVariable(name, environment) ?? file[name]),
  ]);
  return Object.freeze(Object.fromEntries(values)) as Settings;
}

function rejectUnknown(environment: Environment): void {
  const known = Object.values(SETTINGS).flatMap((entry) => [entry.variable, `${entry.variable}_FILE`] as string[]);
  for (const variable of Object.keys(environment)) {
    if (!variable.startsWith('FLUXU_') || known.includes(variable)) continue;
    throw baseError('FLX_SETTING_UNKNOWN', { variable }, { mend: suggestName(variable, known) });
  }
}

function readVariable(name: SettingName, environment: Environment): string | undefined {
  const { variable } = SETTINGS[name];
  const direct = environment[variable];
  if (direct !== undefined) return direct;
  const path = environment[`${variable}_FILE`];
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch (cause) {
    throw baseError('FLX_SETTING_FILE', { variable: `${variable}_FILE`, path }, { cause });
  }
}

function readSettingsFile(path: string): Record<string, unknown> {
  if (!existsSync(path)) return {};
  let content: Record<string, unknown>;
  try {
    content = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw baseError('FLX_SETTING_FILE', { variable: 'settings.json', path }, { cause });
  }
  for (const name of Object.keys(content)) {
    if (!(name in SETTINGS))
      throw baseError(
        'FLX_SETTING_UNKNOWN',
        { variable: name },
        { place: { file: path }, mend: suggestName(name, Object.keys(SETTINGS)) },
      );
  }
  return content;
}

function convert(name: SettingName, given: unknown): string | number | boolean {
  const entry: SettingEntry = SETTINGS[name];
  if (given === undefined || given === '') return entry.default;
  if (entry.kind === 'number') {
    const value = Number(given);
    if (!Number.isFinite(value) || value < 0)
      throw baseError('FLX_SETTING_INVALID', {
        variable: entry.variable,
        expected: 'a number that is not negative',
        value: String(given),
      });
    return value;
  }
  if (entry.kind === 'boolean') {
    if (['1', 'true', 'yes', 'on'].includes(String(given).toLowerCase())) return true;
    if (['0', 'false', 'no', 'off'].includes(String(given).toLowerCase())) return false;
    throw baseError('FLX_SETTING_INVALID', {
      variable: entry.variable,
      expected: 'true or false',
      value: String(given),
    });
  }
  const text = String(given);
  if (entry.form && !entry.form.fits(text))
    throw baseError('FLX_SETTING_INVALID', { variable: entry.variable, expected: entry.form.words, value: text });
  return text;
}
