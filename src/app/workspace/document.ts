import { extname } from 'node:path';
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
  type Document as YamlDocument,
} from 'yaml';
import { type FluxuError, messageOf, type Place } from '../../base/errors.ts';
import { findJsonFault } from '../../flows/language/index.ts';
import { appError } from '../catalogue.ts';
import { aliasReasonOf, reasonOf } from './yaml-fault.ts';

/** Most bytes of one workspace file. */
export const MAX_FILE_BYTES = 20_000_000;

/** A JSON or YAML file that was read: its value, and where in the text each part of it stands. */
export interface Document {
  /** Path below the workspace folder. */
  readonly file: string;
  readonly value: unknown;
  /** File, pointer, line and column of a part; of the nearest part around it where it is not there. */
  place(pointer: string): Place;
}

/** True for files that hold definitions. */
export function isDocumentName(name: string): boolean {
  return ['.json', '.yaml', '.yml'].includes(extname(name).toLowerCase());
}

/**
 * Reads the text of a JSON or YAML (1.2) file.
 * @throws FLX_WORKSPACE_SYNTAX with line and column, FLX_WORKSPACE_SIZE
 */
export function parseDocumentText(file: string, text: string): Document {
  if (text.length > MAX_FILE_BYTES) {
    const fault = { bytes: text.length, most: MAX_FILE_BYTES };
    throw appError('FLX_WORKSPACE_SIZE', fault, { place: { file } });
  }
  const isJson = extname(file).toLowerCase() === '.json';
  const value = isJson ? parseJson(file, text) : toValue(parseYaml(file, text).document, file);
  let tree: Tree | undefined;
  return {
    file,
    value,
    place: (pointer) => {
      tree ??= parseTree(text);
      return placeIn(tree, file, pointer);
    },
  };
}

interface Tree {
  readonly document: YamlDocument;
  readonly lines: LineCounter;
}

function parseTree(text: string): Tree {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines };
}

function parseJson(file: string, text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(plain);
  } catch (cause) {
    // What the engine says differs from one to the next, and is in English alone.
    const fault = findJsonFault(plain);
    const reason = fault?.problem ?? messageOf(cause);
    const before = plain.slice(0, fault?.position ?? 0).split('\n');
    const place = { file, ...(fault && { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }) };
    throw appError('FLX_WORKSPACE_SYNTAX', { reason }, { place, cause });
  }
}

function parseYaml(file: string, text: string): Tree {
  const tree = parseTree(text);
  const [error] = tree.document.errors;
  if (error) throw syntaxError(file, tree.lines, error);
  return tree;
}

function syntaxError(file: string, lines: LineCounter, error: YAMLError): FluxuError {
  const { line, col } = lines.linePos(error.pos[0]);
  const place = { file, line, column: col };
  return appError('FLX_WORKSPACE_SYNTAX', { reason: reasonOf(error) }, { place });
}

function toValue(document: YamlDocument, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw appError('FLX_WORKSPACE_SYNTAX', { reason: aliasReasonOf(messageOf(cause)) }, { place: { file }, cause });
  }
}

function placeIn({ document, lines }: Tree, file: string, pointer: string): Place {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const offset = offsetOf(document, keys);
  if (offset === undefined) return { file, pointer };
  const { line, col } = lines.linePos(offset);
  return { file, pointer, line, column: col };
}

/** Where the deepest part on the way stands: its key where it has one. */
function offsetOf(document: YamlDocument, keys: readonly string[]): number | undefined {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0];
  for (const key of keys) {
    if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = rangeStart(node) ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      offset = rangeStart(pair?.key) ?? offset;
      node = pair?.value;
    } else return offset;
    if (node === undefined) return offset;
  }
  return offset;
}

function rangeStart(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | undefined | null)?.range?.[0];
}
