import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { relative } from 'node:path/posix';
import { messageOf } from '../../base/errors.ts';
import { DEFINITION_KINDS, type DefinitionKind, type Workspace } from '../../model/definition.ts';
import { invalid } from '../../model/validate.ts';
import { appError } from '../catalogue.ts';
import type { DefinitionInFile } from './definition-file.ts';
import { differencesOf } from './difference.ts';
import { inSchemaOrder, printDocument } from './format.ts';
import { definitionsOf, type KindedDefinition } from './plan.ts';
import { readWorkspaceFiles } from './read.ts';
import { publishedSchema, schemaFileOf } from './schema.ts';
import { hideSecrets } from './secret.ts';
import { mergeParts } from './single.ts';

export interface WriteOptions {
  /** Ending of files that are new; flows are always JSON. Default yaml. */
  readonly format?: 'json' | 'yaml';
  /** Writes the JSON Schema of every kind to `schemas/` and points new files at it. Default false. */
  readonly withSchemas?: boolean;
}

/** Paths below the folder that were changed. */
export interface WrittenWorkspace {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** A file as it should be: definitions in order, none when it should go. */
interface FileContent {
  readonly kind: DefinitionKind;
  readonly definitions: readonly unknown[];
  readonly isList: boolean;
}

/**
 * Makes the files of a folder say what the workspace says; reading the folder gives that workspace again. A definition
 * stays in the file it is in, files that already say the same are not touched, and new definitions get a file of their
 * own. Secret values are never written: `${kept}` stands for them, and references stay as they are.
 * @throws FLX_WORKSPACE_UNWRITABLE; FLX_INVALID when files that are there cannot be read.
 */
export async function writeWorkspaceFolder(
  workspace: Workspace,
  folder: string,
  options: WriteOptions = {},
): Promise<WrittenWorkspace> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw appError('FLX_WORKSPACE_UNWRITABLE', { path: folder, reason: messageOf(cause) }, { cause });
  });
  const { definitions: present, problems } = await readWorkspaceFiles(folder);
  if (problems.found.length > 0) throw invalid(problems.found, { file: folder });
  const wanted = definitionsOf(hideSecrets(workspace));
  const changes = planFiles(present, wanted, options);
  const written: string[] = [];
  const removed: string[] = [];
  for (const [file, content] of changes) {
    if (content.definitions.length === 0) {
      await rm(join(folder, file));
      removed.push(file);
    } else {
      await writeText(folder, file, printContent(file, content, options));
      written.push(file);
    }
  }
  if (options.withSchemas) written.push(...(await writeSchemas(folder)));
  return { written, removed };
}

/** The files that a folder with nothing in it would get, by path. */
export function printWorkspaceFiles(workspace: Workspace, options: WriteOptions = {}): Record<string, string> {
  const files = planFiles([], definitionsOf(hideSecrets(workspace)), options);
  return Object.fromEntries([...files].map(([file, content]) => [file, printContent(file, content, options)]));
}

/** Writes the JSON Schema of every kind to the folder `schemas` and gives the paths. */
async function writeSchemas(folder: string): Promise<string[]> {
  const kinds = Object.keys(DEFINITION_KINDS) as DefinitionKind[];
  const files = kinds.map((kind) => [`schemas/${schemaFileOf(kind)}`, publishedSchema(kind)] as const);
  for (const [file, schema] of files) await writeText(folder, file, `${JSON.stringify(schema, null, 2)}\n`);
  return files.map(([file]) => file);
}

async function writeText(folder: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

/** The files whose content must change. */
function planFiles(
  present: readonly DefinitionInFile[],
  wanted: readonly KindedDefinition[],
  { format = 'yaml' }: WriteOptions,
): Map<string, FileContent> {
  const changes = new Map<string, FileContent>();
  const files = groupByFile(present);
  for (const [file, definitions] of files) {
    const content = newContent(definitions, { present, wanted });
    if (content) changes.set(file, content);
  }
  const known = new Set(present.map(({ kind, name }) => keyOf(kind, name)));
  for (const { kind, name, definition } of wanted) {
    if (known.has(keyOf(kind, name))) continue;
    const file = freeFile(`${DEFINITION_KINDS[kind].folder}/${name}`, kind === 'flow' ? 'json' : format, files);
    changes.set(file, { kind, definitions: [definition], isList: false });
  }
  return changes;
}

/** A file that holds nothing yet. */
function freeFile(path: string, ending: string, files: ReadonlyMap<string, unknown>): string {
  const names = [path, ...Array.from({ length: files.size }, (_, index) => `${path}_${index + 2}`)];
  return names.map((name) => `${name}.${ending}`).find((file) => !files.has(file)) ?? `${path}.${ending}`;
}

function groupByFile(present: readonly DefinitionInFile[]): Map<string, DefinitionInFile[]> {
  const files = new Map<string, DefinitionInFile[]>();
  for (const definition of present) {
    const { file } = definition.document;
    files.set(file, [...(files.get(file) ?? []), definition]);
  }
  return files;
}

/** What a file should hold from now on; undefined when it holds that already. */
function newContent(
  inFile: readonly DefinitionInFile[],
  { present, wanted }: { readonly present: readonly DefinitionInFile[]; readonly wanted: readonly KindedDefinition[] },
): FileContent | undefined {
  const [first] = inFile;
  if (!first) return undefined;
  const { kind } = first;
  const find = (name: string) => wanted.find((one) => keyOf(one.kind, one.name) === keyOf(kind, name));
  if (DEFINITION_KINDS[kind].isSingle) return newSingle(first, present, find(kind)?.definition);
  const kept = inFile.map(({ name, definition }) => ({ old: definition, definition: find(name)?.definition }));
  if (kept.every(({ old, definition }) => differencesOf(old, definition).length === 0)) return undefined;
  const definitions = kept.flatMap(({ definition }) => (definition === undefined ? [] : [definition]));
  return { kind, definitions, isList: first.pointer !== '' };
}

/** A definition in parts that changed goes whole to the file of its first part. */
function newSingle(
  part: DefinitionInFile,
  present: readonly DefinitionInFile[],
  definition: unknown,
): FileContent | undefined {
  const parts = present.filter(({ kind }) => kind === part.kind);
  if (differencesOf(mergeParts(parts).definition, definition).length === 0) return undefined;
  const isFirst = parts[0]?.document.file === part.document.file;
  return { kind: part.kind, definitions: isFirst && definition !== undefined ? [definition] : [], isList: false };
}

function printContent(file: string, { kind, definitions, isList }: FileContent, { withSchemas }: WriteOptions): string {
  const ordered = definitions.map((definition) => inSchemaOrder(kind, definition));
  const schema = withSchemas ? relative(dirname(file), `schemas/${schemaFileOf(kind)}`) : undefined;
  return printDocument(file, isList ? ordered : ordered[0], schema);
}

function keyOf(kind: DefinitionKind, name: string): string {
  return `${kind}/${name.toLowerCase()}`;
}
