import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

/** A Chromium to start, with the environment it needs. */
export interface Chromium {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const SYSTEM_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
const root = fileURLToPath(new URL('../../..', import.meta.url));
const CACHE = join(root, 'node_modules', '.cache', 'chromium');

/** The machine's Chromium, or the one in the npm package @sparticuz/chromium, unpacked once; nothing is downloaded. */
export async function findChromium(): Promise<Chromium> {
  const system = SYSTEM_FOLDERS.flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name))).find(isExecutable);
  return system ? { executablePath: system, environment: {} } : unpackChromium();
}

async function unpackChromium(): Promise<Chromium> {
  if (!existsSync(CACHE)) await unpackInto(CACHE);
  const environment = {
    LD_LIBRARY_PATH: [join(CACHE, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
    ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_PATH: join(CACHE, 'fonts') }),
  };
  return { executablePath: join(CACHE, 'chromium'), environment };
}

/** Unpacks beside the target and moves it there when whole, so that a cut-off run leaves nothing half done. */
async function unpackInto(target: string): Promise<void> {
  const archives = join(packageFolder(), 'bin');
  mkdirSync(dirname(target), { recursive: true });
  const beside = mkdtempSync(`${target}-`);
  await unpackFile(join(archives, 'chromium.br'), join(beside, 'chromium'));
  chmodSync(join(beside, 'chromium'), 0o755);
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const archive = join(beside, `${name}.tar`);
    const folder = name === 'swiftshader' ? beside : join(beside, name);
    await unpackFile(join(archives, `${name}.tar.br`), archive);
    mkdirSync(folder, { recursive: true });
    const result = spawnSync('tar', ['-xf', archive, '-C', folder], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`tar cannot unpack ${archive}: ${result.stderr}`);
    rmSync(archive);
  }
  if (existsSync(target)) rmSync(beside, { recursive: true });
  else renameSync(beside, target);
}

async function unpackFile(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

function packageFolder(): string {
  return join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', '..');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A new empty folder for a browser profile. */
export function createProfileFolder(): string {
  return mkdtempSync(join(tmpdir(), 'fluxu-browser-'));
}
