import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

let server: Promise<string> | undefined;
let databases = 0;

/**
 * A new, empty database on a real PostgreSQL server, as an address for `FLUXU_STATE`. The server is started on the first call,
 * serves all suites of this process and vanishes with it.
 */
export async function createTestDatabase(): Promise<string> {
  server ??= startServer();
  return createDatabase(await server);
}

/** A new, empty database on a server of this process. */
export async function createDatabase(folder: string): Promise<string> {
  databases += 1;
  const name = `fluxu_${databases}`;
  const client = new pg.Client({ connectionString: addressOf(folder, 'postgres') });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return addressOf(folder, name);
}

function addressOf(folder: string, database: string): string {
  return `postgres://fluxu@localhost/${database}?host=${encodeURIComponent(folder)}`;
}

/**
 * Starts a server that ends with this process. `isPackaged`: the one from npm, even where the machine has its own;
 * `isDurable`: every commit is on disk, which tests do without.
 */
export async function startServer({ isPackaged = false, isDurable = false } = {}): Promise<string> {
  const keeper = fileURLToPath(new URL('./postgres-keeper.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [keeper, ...(isPackaged ? ['--packaged'] : []), ...(isDurable ? ['--durable'] : [])],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('error', reject);
  });
  const answer = JSON.parse(line) as { folder?: string; error?: string };
  if (!answer.folder) throw new Error(`PostgreSQL did not start: ${answer.error}`);
  child.unref();
  for (const stream of [child.stdin, child.stdout] as { unref?: () => void }[]) stream.unref?.();
  return answer.folder;
}
