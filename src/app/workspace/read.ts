import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorRecord, FluxuError, isFluxuError } from '../../base/errors.ts';
import {
  DEFINITION_KINDS,
  type DefinitionKind,
  type DefinitionTypes,
  emptyWorkspace,
  type Workspace,
} from '../../model/definition.ts';
import { findProblems, invalid } from '../../model/validate.ts';
import { appError } from '../catalogue.ts';
import type { WorkspaceInput } from '../view/definition.ts';
import { checkWorkspace } from './check.ts';
import { type DefinitionInFile, locate, readDefinitions } from './definition-file.ts';
import { type Document, MAX_FILE_BYTES, parseDocumentText } from './document.ts';
import { objectOf, type WorkspaceProblem } from './problem.ts';
import { type KindFile, scanWorkspaceFolder, type WorkspaceFiles } from './scan.ts';
import { mergeParts, partOf } from './single.ts';

/** Property of a workspace that holds the definitions of a kind. */
export const WORKSPACE_PROPERTIES = {
  connection: 'connections',
  dataSource: 'dataSources',
  relationship: 'relationships',
  unification: 'unification',
  audience: 'audience',
  activity: 'activities',
  measure: 'measures',
  segment: 'segments',
  trigger: 'triggers',
  flow: 'flows',
  schedule: 'schedule',
} as const satisfies { readonly [Kind in DefinitionKind]: keyof Workspace };

/**
 * Reads a workspace from its files: a folder for each kind (or one file of that name), with a definition or a list of
 * them in each `.json` or `.yaml` file. A definition without a name bears that of its file; `$schema` is passed over.
 * @throws FLX_WORKSPACE_FOLDER; FLX_INVALID with every problem of every file and between them, each with file and line.
 */
export async function readWorkspaceFolder(folder: string): Promise<Workspace> {
  return (await readLocatedWorkspace(folder)).workspace;
}

/** The same, with what puts a problem of a definition at its file and line. */
export async function readLocatedWorkspace(
  folder: string,
): Promise<{ readonly workspace: Workspace; readonly locate: (problem: ErrorRecord) => ErrorRecord }> {
  const { definitions, problems } = await readWorkspaceFiles(folder);
  const workspace = workspaceOf(definitions);
  const between = checkWorkspace(workspace)
    .filter(({ problem }) => !isConsequence(problem, problems.invalidKinds))
    .map((problem) => locateAmong(definitions, problem));
  const all = [...problems.found, ...between];
  if (all.length > 0) throw invalid(all, { file: folder });
  return { workspace, locate: (problem) => locateRecord(definitions, problem) };
}

function locateRecord(definitions: readonly DefinitionInFile[], problem: ErrorRecord): ErrorRecord {
  const own = definitions.filter(({ kind, name }) => objectOf(kind, name) === problem.place?.object);
  const error = new FluxuError(problem.code, { ...problem, status: 422 }, { place: problem.place });
  const found = partOf(own, error) ?? own[0];
  return found ? locate(error, found).toJSON() : problem;
}

/** Definitions of a folder as they stand in its files, and what is wrong with single files. */
export interface WorkspaceReading {
  readonly definitions: readonly DefinitionInFile[];
  readonly problems: { readonly found: readonly FluxuError[]; readonly invalidKinds: ReadonlySet<DefinitionKind> };
}

/** Reads every file of a workspace folder without looking at how definitions go together. @throws FLX_WORKSPACE_FOLDER */
export async function readWorkspaceFiles(folder: string): Promise<WorkspaceReading> {
  return readKindFiles(await scanWorkspaceFolder(folder), (path) => readDocument(folder, path));
}

/** Reads files wherever they are; `open` gives the document of a path. */
export async function readKindFiles(
  { files, problems }: WorkspaceFiles,
  open: (path: string) => Document | Promise<Document>,
): Promise<WorkspaceReading> {
  const found = [...problems];
  const invalidKinds = new Set<DefinitionKind>();
  const definitions: DefinitionInFile[] = [];
  for (const file of files) {
    const reading = await readFileOf(file, open);
    definitions.push(...reading.definitions);
    if (reading.problems.length > 0) invalidKinds.add(file.kind);
    found.push(...reading.problems);
  }
  for (const kind of SINGLE_KINDS) {
    const singleProblems = checkSingle(definitions.filter((definition) => definition.kind === kind));
    if (singleProblems.length > 0) invalidKinds.add(kind);
    found.push(...singleProblems);
  }
  const isUsable = ({ kind }: DefinitionInFile) => !DEFINITION_KINDS[kind].isSingle || !invalidKinds.has(kind);
  return { definitions: definitions.filter(isUsable), problems: { found, invalidKinds } };
}

const SINGLE_KINDS = (Object.keys(DEFINITION_KINDS) as DefinitionKind[]).filter(
  (kind) => DEFINITION_KINDS[kind].isSingle,
);

async function readFileOf({ kind, path }: KindFile, open: (path: string) => Document | Promise<Document>) {
  try {
    return readDefinitions(kind, await open(path));
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    return { definitions: [], problems: [error] };
  }
}

async function readDocument(folder: string, path: string): Promise<Document> {
  const { size } = await stat(join(folder, path));
  const fault = { bytes: size, most: MAX_FILE_BYTES };
  if (size > MAX_FILE_BYTES) throw appError('FLX_WORKSPACE_SIZE', fault, { place: { file: path } });
  return parseDocumentText(path, await readFile(join(folder, path), 'utf8'));
}

function checkSingle(parts: readonly DefinitionInFile[]): FluxuError[] {
  const [first] = parts;
  if (!first) return [];
  const { definition, problems } = mergeParts(parts);
  const { schema } = DEFINITION_KINDS[first.kind];
  const misfits = findProblems(schema, definition, {}).map((problem) =>
    locate(problem, partOf(parts, problem) ?? first),
  );
  return [...problems, ...misfits];
}

/** The workspace that definitions make up. */
export function workspaceOf(definitions: readonly DefinitionInFile[]): Workspace {
  const of = <Kind extends DefinitionKind>(kind: Kind) =>
    definitions.filter((one) => one.kind === kind).map((one) => one.definition as unknown as DefinitionTypes[Kind]);
  const single = <Kind extends DefinitionKind>(kind: Kind): DefinitionTypes[Kind] | undefined => {
    const parts = definitions.filter((one) => one.kind === kind);
    return parts.length === 0 ? undefined : (mergeParts(parts).definition as unknown as DefinitionTypes[Kind]);
  };
  return {
    ...emptyWorkspace,
    connections: of('connection'),
    dataSources: of('dataSource'),
    relationships: of('relationship'),
    unification: single('unification'),
    audience: single('audience'),
    activities: of('activity'),
    measures: of('measure'),
    segments: of('segment'),
    triggers: of('trigger'),
    flows: of('flow'),
    schedule: single('schedule'),
  };
}

/** A workspace as what somebody gives: kinds of which it holds none are left out. */
export function givenOf(workspace: Workspace): WorkspaceInput['workspace'] {
  const isGiven = ([, value]: [string, unknown]) =>
    value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(workspace).filter(isGiven));
}

function locateAmong(definitions: readonly DefinitionInFile[], { kind, index, problem }: WorkspaceProblem): FluxuError {
  const ofKind = definitions.filter((definition) => definition.kind === kind);
  const found = DEFINITION_KINDS[kind].isSingle ? partOf(ofKind, problem) : ofKind[index];
  return found ? locate(problem, found) : problem;
}

/** What can be wrong between definitions only because one of a kind could not be read. */
const CONSEQUENCES: Partial<Record<DefinitionKind, RegExp>> = {
  connection: /^FLX_REFERENCE$/,
  dataSource: /^FLX_(REFERENCE|UNKNOWN_ENTITY|PATH_\w+|UNIFY_\w+)$/,
  relationship: /^FLX_(UNKNOWN_RELATIONSHIP|PATH_\w+|HIERARCHY)$/,
  unification: /^FLX_(UNKNOWN_ENTITY|UNKNOWN_RELATIONSHIP|PATH_\w+|AUDIENCE_ACCOUNTS)$/,
  audience: /^FLX_(UNKNOWN_ENTITY|UNKNOWN_RELATIONSHIP|UNKNOWN_HIERARCHY|PATH_\w+|HIERARCHY)$/,
  measure: /^FLX_(REFERENCE|UNKNOWN_MEASURE|UNKNOWN_ENTITY)$/,
  segment: /^FLX_(REFERENCE|UNKNOWN_SEGMENT)$/,
};

function isConsequence(problem: FluxuError, invalidKinds: ReadonlySet<DefinitionKind>): boolean {
  return [...invalidKinds].some((kind) => CONSEQUENCES[kind]?.test(problem.code));
}
