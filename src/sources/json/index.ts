import { open } from 'node:fs/promises';
import Type from 'typebox';
import type { JsonObject } from '../../base/json.ts';
import { oneOf, strict } from '../../model/name.ts';
import { sourceError } from '../catalogue.ts';
import { loadGroups } from '../files/combine.ts';
import { fileSource, folderOptions } from '../files/folder.ts';
import { newestChange, unreadable } from '../files/locate.ts';
import type { SourceKind } from '../kind.ts';

const shared = fileSource('.jsonl', '.json', '.ndjson');

/** JSON files: an object a line, or arrays of objects. */
export const jsonSource: SourceKind = Object.freeze({
  kind: 'json',
  title: 'JSON files',
  summary: 'JSON lines or arrays of objects, also gzipped, one or many files for an entity.',
  options: Type.Object({ ...folderOptions }, strict),
  entityOptions: Type.Object(
    {
      path: Type.Optional(
        Type.String({ description: 'A file, a pattern such as crm/*.jsonl, or a folder. Default: <entity>.jsonl.' }),
      ),
      shape: Type.Optional(
        oneOf(['lines', 'array', 'auto'], 'How objects follow each other; recognised when left out.'),
      ),
    },
    strict,
  ),
  example: { options: { folder: 'data' }, entityOptions: { path: 'crm.jsonl' } },
  ...shared,
  land: async (request, place, context) => {
    const files = await shared.locate(request, context);
    const sourceModifiedAt = newestChange(files);
    const groups = await Promise.all(files.map((file) => groupOf(file.path, request.entityOptions)));
    return { ...(await loadGroups(place, mergeLines(groups))), sourceModifiedAt };
  },
} satisfies SourceKind);

type Shape = 'lines' | 'array' | 'auto';

async function groupOf(path: string, entityOptions: JsonObject): Promise<JsonGroup> {
  const shape = await shapeOf(path, entityOptions);
  if (shape === 'array' && !/\.gz$/i.test(path) && !(await readEnd(path)).endsWith(']'))
    throw sourceError('FLX_SOURCE_CUT_OFF', { path });
  return { paths: [path], format: { format: 'json', shape } };
}

async function readEnd(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 4096);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('latin1').trimEnd();
  } finally {
    await file.close();
  }
}

async function shapeOf(path: string, { shape }: JsonObject): Promise<Shape> {
  if (shape === 'lines' || shape === 'array') return shape;
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(path)) return 'lines';
  if (/\.gz$/i.test(path)) return 'auto';
  const head = await readStart(path);
  if (head.startsWith('[')) return 'array';
  return isObjectLine(head.split('\n')[0] ?? '') ? 'lines' : 'auto';
}

async function readStart(path: string): Promise<string> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart();
  } finally {
    await file.close();
  }
}

function isObjectLine(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

interface JsonGroup {
  readonly paths: readonly string[];
  readonly format: { readonly format: 'json'; readonly shape: Shape };
}

function mergeLines(groups: readonly JsonGroup[]): JsonGroup[] {
  const shapes = [...new Set(groups.map((group) => group.format.shape))];
  return shapes.map((shape) => ({
    format: { format: 'json', shape },
    paths: groups.filter((group) => group.format.shape === shape).flatMap((group) => group.paths),
  }));
}
