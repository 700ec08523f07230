import { type ArchiveBudget, type ArchiveFiles, isArchive } from '../../base/archive.ts';
import { hashOf } from '../../base/ids.ts';
import { canonicalJson, isPlainObject } from '../../base/json.ts';
import {
  checkInProject,
  type DefinitionCheck,
  findProject,
  isObject,
  languageError,
  type Project,
  type ReadFile,
  type UnwrappedDefinition,
  unwrapDefinitions,
  type Value,
  type Wrapping,
} from '../language/index.ts';
import { MOST_UNFOLDED_BYTES, readPackageFiles } from './archive.ts';
import { type ConnectionReference, findConnectionReferences } from './connections.ts';
import { keepOpenValues } from './deployment-values.ts';
import { flowNameOf, freeName } from './flow-name.ts';
import { plainValue } from './plain-definition.ts';

/** A flow read out of a file. */
export interface ReadFlow {
  readonly name: string;
  /** What people called it. */
  readonly displayName: string;
  readonly definition: Readonly<Record<string, unknown>>;
  /** Values for parameters of the definition that stood beside it. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly references: readonly ConnectionReference[];
  /** Places whose values only a deployment would give. */
  readonly open: readonly string[];
  readonly check: DefinitionCheck;
  readonly origin: FlowOrigin;
  /** The file as it came: for a zip in a zip, the inner one. */
  readonly original: Uint8Array;
}

/** Where a flow came from; with the file as it came this is enough to write it back. */
export interface FlowOrigin {
  readonly format: Wrapping;
  readonly file: string;
  /** Path in the archive, when the file is one. */
  readonly path?: string;
  /** JSON pointer to the definition. */
  readonly pointer: string;
  /** Of the definition as it was read. */
  readonly hash: string;
}

/** Deepest archive in an archive. */
const MAX_DEPTH = 3;

/**
 * The flows of a file: a bare definition, a `workflow.json` with what stands beside it (`read` looks there), a deployment
 * template, a flow of a solution, a packed solution, an exported package, or a zip of these.
 * @throws FLX_FLOW_FILE when there is none, FLX_FLOW_JSON, FLX_PACKAGE_ARCHIVE
 */
export function readFlows(file: string, content: Uint8Array, read: ReadFile = () => undefined): readonly ReadFlow[] {
  const flows = isArchive(content)
    ? readFromArchive(file, content, { depth: 0, budget: { leftBytes: MOST_UNFOLDED_BYTES } })
    : unwrapDefinitions(file, content)
        .filter(hasDefinition)
        .map((unwrapped) => readFlow(unwrapped, { file, original: content, project: findProject(file, read), read }));
  if (flows.length === 0) throw languageError('FLX_FLOW_FILE', { file, problem: 'no definition is in it' });
  return withOwnNames(flows);
}

/** Templates that leave out their workflow, or have one without a definition, give nothing to keep. */
function hasDefinition({ definition }: UnwrappedDefinition): boolean {
  return isObject(definition);
}

interface Source {
  readonly file: string;
  readonly original: Uint8Array;
  readonly project: Project | undefined;
  readonly read: ReadFile;
}

function readFromArchive(
  file: string,
  content: Uint8Array,
  { depth, budget }: { readonly depth: number; readonly budget: ArchiveBudget },
): readonly ReadFlow[] {
  const files = readPackageFiles(file, content, budget);
  const inner = [...files].filter(([, bytes]) => isArchive(bytes));
  const read = readerOf(files);
  const own = [...files]
    .filter(([path]) => /\.json$/i.test(path))
    .flatMap(([path, bytes]) => readable(path, bytes))
    .filter(hasDefinition)
    .map((unwrapped) =>
      readFlow(unwrapped, { file, original: content, project: findProject(unwrapped.file, read), read }),
    );
  const deeper = { depth: depth + 1, budget };
  const nested = depth < MAX_DEPTH ? inner.flatMap(([path, bytes]) => readFromArchive(path, bytes, deeper)) : [];
  return [...own, ...nested];
}

function readerOf(files: ArchiveFiles): ReadFile {
  return (path) => (files.has(path) ? new TextDecoder().decode(files.get(path)) : undefined);
}

/** The definitions of one file of an archive; most files of archives are something else. */
function readable(path: string, bytes: Uint8Array): readonly UnwrappedDefinition[] {
  try {
    return unwrapDefinitions(path, bytes);
  } catch {
    return [];
  }
}

function readFlow(unwrapped: UnwrappedDefinition, source: Source): ReadFlow {
  const { file, original, project } = source;
  const { definition: found, open } = keepOpenValues(unwrapped.definition, unwrapped.source);
  const definition = plainValue(found);
  const plain = isPlainObject(definition) ? definition : {};
  const displayName = titleOf(unwrapped, source);
  return {
    name: flowNameOf(displayName),
    displayName,
    definition: plain,
    parameters: valuesOf(unwrapped, project),
    references: findConnectionReferences({
      definition: found,
      connectionReferences: unwrapped.connectionReferences,
      parameters: unwrapped.parameters,
      connections: project?.connections?.content,
    }),
    open,
    check: checkInProject(unwrapped, project),
    origin: {
      format: unwrapped.wrapping,
      file: baseName(file),
      ...(unwrapped.file !== file && { path: unwrapped.file }),
      pointer: unwrapped.pointer,
      hash: definitionHash(plain),
    },
    original,
  };
}

/** A hash that equal definitions share. */
export function definitionHash(definition: unknown): string {
  return hashOf(canonicalJson(definition));
}

const SOLUTION_FILE = /^(.*)-[0-9A-F]{8}(?:-?[0-9A-F]{4}){3}-?[0-9A-F]{12}$/i;

/** What people call it: the wrapping's own title, or what file or folder is called. */
function titleOf(unwrapped: UnwrappedDefinition, { file, project, read }: Source): string {
  const path = unwrapped.file || file;
  const stem = baseName(path).replace(/\.json$/i, '');
  const named = [
    solutionTitle(path, read),
    isReadable(unwrapped.name) ? unwrapped.name : undefined,
    stem.toLowerCase() === 'workflow' ? project?.workflowName || path.split(/[\\/]/).at(-2) : undefined,
    SOLUTION_FILE.exec(stem)?.[1],
    stem,
  ].find((title) => title !== undefined && title.trim() !== '');
  return (named ?? 'Flow').trim().slice(0, 120);
}

function isReadable(name: string | undefined): name is string {
  return name !== undefined && name !== '' && !/[\ue000[\]]/.test(name);
}

/** The name that a solution gives to the flow in a file: in `<file>.data.xml` when unpacked, else in `customizations.xml`. */
function solutionTitle(path: string, read: ReadFile): string | undefined {
  const beside = read(`${path}.data.xml`);
  const whole = beside ?? read('customizations.xml');
  const file = baseName(path).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const element = beside ?? whole?.split(/<Workflow\b/).find((part) => new RegExp(`/${file}<`, 'i').test(part));
  const name = element && /\bName="([^"]*)"/.exec(element)?.[1];
  return name?.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => ENTITIES[entity] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function valuesOf(
  { parameters, definition }: UnwrappedDefinition,
  project: Project | undefined,
): Record<string, unknown> {
  const declared = new Set(
    Object.keys(isObject(at(definition, 'parameters')) ? (at(definition, 'parameters') as object) : {}),
  );
  const files = project?.parameters.map(({ content }) => content) ?? [];
  const entries = [...files.toReversed(), parameters].flatMap((given) =>
    isObject(given) ? Object.entries(given) : [],
  );
  return Object.fromEntries(
    entries.flatMap(([name, entry]) => {
      const value = isObject(entry) ? entry['value'] : undefined;
      const isKnown = value !== undefined && !name.startsWith('$') && !JSON.stringify(value).includes('\ue000');
      return isKnown && declared.has(name) ? [[name, plainValue(value)]] : [];
    }),
  );
}

function at(value: Value, key: string): Value | undefined {
  return isObject(value) ? value[key] : undefined;
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function withOwnNames(flows: readonly ReadFlow[]): readonly ReadFlow[] {
  const taken = new Set<string>();
  return flows.map((flow) => {
    const name = freeName(flow.name, taken);
    taken.add(name.toLowerCase());
    return { ...flow, name };
  });
}
