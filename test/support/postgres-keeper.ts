// Runs a throw-away PostgreSQL server until standard input closes, which it also does when the test process dies.
// Writes one line when the server takes connections: the folder of its socket, or what went wrong.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPackagedPostgres, findInstalledPostgres } from './postgres-binaries.ts';

/** The server refuses to run as root, so root runs it under an account that may do nothing else. */
function findAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const line = ['postgres', 'nobody'].map((name) => lines.find(([own]) => own === name)).find((found) => found);
  if (!line) throw new Error('There is no account postgres or nobody to run PostgreSQL under.');
  return { uid: Number(line[2]), gid: Number(line[3]) };
}

/** What a throw-away database need not do; a bench has it all on. */
const FORGETFUL = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

function startServer(folder: string): ChildProcess {
  const account = findAccount();
  const binaries =
    (process.argv.includes('--packaged') ? undefined : findInstalledPostgres()) ?? copyPackagedPostgres(folder);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (account) for (const path of [folder, data]) chownSync(path, account.uid, account.gid);
  const options = { ...account, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  const initFlags = [
    '--pgdata',
    data,
    '--username=fluxu',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const made = spawnSync(binaries.initdb, initFlags, { ...options, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.error?.message ?? made.stderr);
  const settings = [
    ...(process.argv.includes('--durable') ? [] : FORGETFUL),
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'max_connections=100',
  ];
  const flags = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  return spawn(binaries.postgres, flags, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
}

const folder = mkdtempSync(join(tmpdir(), 'fluxu-pg-'));
let server: ChildProcess | undefined;

function stop(): void {
  const finish = () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  };
  if (!server || server.exitCode !== null) finish();
  server?.once('exit', finish);
  server?.kill('SIGQUIT');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.stdin.on('end', stop).on('error', stop).resume();
process.stdout.on('error', () => {});
try {
  server = startServer(folder);
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    log += chunk;
    if (log.includes('ready to accept connections') && existsSync(join(folder, '.s.PGSQL.5432'))) {
      process.stdout.write(`${JSON.stringify({ folder })}\n`);
      log = '';
    }
  });
  server.on('exit', () => process.stdout.write(`${JSON.stringify({ error: log })}\n`));
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
}
