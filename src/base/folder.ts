import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Only the account that runs the server. */
const PRIVATE_FOLDER = 0o700;

/**
 * Makes a folder with those above it, readable by nobody else. Node's own recursive form never returns where a file system
 * takes no folders, such as /proc.
 * @throws the file system's error
 */
export function makePrivateFolder(path: string): void {
  const folder = resolve(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makePrivateFolder(dirname(folder));
  mkdirSync(folder, { mode: PRIVATE_FOLDER });
}
