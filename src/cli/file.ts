import { constants } from 'node:fs';
import { access, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf } from '../base/errors.ts';
import { cliError } from './catalogue.ts';

/** A JSON file's content. @throws FLX_CLI_FILE, FLX_CLI_JSON */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readTextFile(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw cliError('FLX_CLI_JSON', { path, reason: messageOf(cause) }, { cause, place: { file: path } });
  }
}

/** A text file's content, without a byte-order mark. @throws FLX_CLI_FILE */
export async function readTextFile(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (cause) {
    throw cliError('FLX_CLI_FILE', { path, reason: messageOf(cause) }, { cause });
  }
}

/** @throws FLX_CLI_FILE for the first that is not there or cannot be read */
export async function requireFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths)
    await access(path, constants.R_OK).catch((cause: unknown) => {
      throw cliError('FLX_CLI_FILE', { path, reason: messageOf(cause) }, { cause });
    });
}

/** A file's bytes. @throws FLX_CLI_FILE */
export async function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw cliError('FLX_CLI_FILE', { path, reason: messageOf(cause) }, { cause });
  });
}

/** Makes the folder that a file goes to, before the work that the file is for. @throws FLX_CLI_OUT */
export async function makeFolderOf(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (cause) {
    throw cliError('FLX_CLI_OUT', { path, reason: messageOf(cause) }, { cause, place: { file: path } });
  }
}
