import { basename, dirname } from 'node:path/posix';
import { FluxuError } from '../../base/errors.ts';
import { isPlainObject } from '../../base/json.ts';
import { DEFINITION_KINDS, type DefinitionKind } from '../../model/definition.ts';
import { findProblems } from '../../model/validate.ts';
import { appError } from '../catalogue.ts';
import type { Document } from './document.ts';
import { readFlowValue } from './flow-file.ts';
import { stem } from './scan.ts';

/** One definition as it stands in a file. */
export interface DefinitionInFile {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly document: Document;
  /** Where in the document the definition begins. */
  readonly pointer: string;
  /** What the pointers of the definition have in front that the document has not. */
  readonly pointerPrefix: string;
}

/** Definitions of a file, or what is wrong with it. */
export interface FileReading {
  readonly definitions: readonly DefinitionInFile[];
  readonly problems: readonly FluxuError[];
}

/** The definitions of a document: one, or a list of them; each checked against the schema of its kind. */
export function readDefinitions(kind: DefinitionKind, document: Document): FileReading {
  const { value } = document;
  const { isSingle } = DEFINITION_KINDS[kind];
  if (isPlainObject(value)) return readOne(kind, document, { value, pointer: '' });
  if (value === null || value === undefined) return { definitions: [], problems: [] };
  if (!Array.isArray(value) || isSingle) {
    const expected = isSingle ? 'an object' : 'an object, or a list of objects,';
    const fault = { found: Array.isArray(value) ? 'a list' : `a ${typeof value}`, expected };
    return { definitions: [], problems: [appError('FLX_WORKSPACE_SHAPE', fault, { place: document.place('') })] };
  }
  const readings = value.map((item: unknown, index) => readOne(kind, document, { value: item, pointer: `/${index}` }));
  return {
    definitions: readings.flatMap((reading) => reading.definitions),
    problems: readings.flatMap((reading) => reading.problems),
  };
}

function readOne(
  kind: DefinitionKind,
  document: Document,
  { value, pointer }: { readonly value: unknown; readonly pointer: string },
): FileReading {
  if (!isPlainObject(value)) {
    const fault = { found: JSON.stringify(value)?.slice(0, 60) ?? 'nothing', expected: 'an object' };
    return { definitions: [], problems: [appError('FLX_WORKSPACE_SHAPE', fault, { place: document.place(pointer) })] };
  }
  const found = asDefinition(kind, value, pointer === '' ? nameOfFile(document.file) : '');
  const name = DEFINITION_KINDS[kind].isSingle ? kind : String(found.definition['name'] ?? '');
  const definition = { kind, name, document, pointer, ...found };
  if (DEFINITION_KINDS[kind].isSingle) return { definitions: [definition], problems: [] };
  const problems = schemaProblems(definition);
  return { definitions: problems.length > 0 ? [] : [definition], problems };
}

/** Problems of a definition against the schema of its kind, with their places in the file. */
function schemaProblems(definition: DefinitionInFile): FluxuError[] {
  const { schema } = DEFINITION_KINDS[definition.kind];
  const problems = findProblems(schema, definition.definition, {});
  return problems.map((problem) => locate(problem, definition));
}

/** A problem of a definition, said to be where the definition stands in its file. */
export function locate(problem: FluxuError, { document, pointer, pointerPrefix }: DefinitionInFile): FluxuError {
  const inner = problem.place?.pointer ?? '';
  const own = inner.startsWith(pointerPrefix) ? inner.slice(pointerPrefix.length) : '';
  const { object } = problem.place ?? {};
  const place = { ...document.place(`${pointer}${own}`), ...(object !== undefined && { object }) };
  return new FluxuError(problem.code, problem, { place, cause: problem.cause, problems: problem.problems });
}

function asDefinition(kind: DefinitionKind, value: Readonly<Record<string, unknown>>, name: string) {
  if (kind === 'flow') return readFlowValue(value, name);
  const { $schema: _schema, ...definition } = value;
  const isNamed = DEFINITION_KINDS[kind].isSingle || 'name' in definition || name === '';
  return { definition: isNamed ? definition : { name, ...definition }, pointerPrefix: '' };
}

/** Name that a file gives to what it holds: its own, or for a `workflow.json` that of its folder. */
function nameOfFile(file: string): string {
  const own = stem(basename(file));
  return own === 'workflow' ? basename(dirname(file)) : own;
}
