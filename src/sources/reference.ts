import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isPlainObject, type Json, type JsonObject } from '../base/json.ts';
import { sourceError } from './catalogue.ts';
import type { SourceContext } from './kind.ts';

/** Where references are looked up. */
export type ReferenceContext = Pick<SourceContext, 'environment' | 'baseFolder' | 'files'>;

/** Variables of this server itself hold its own key and passwords; nobody's definition gets to see them. */
const OWN_VARIABLE = /^FLUXU_/i;

const REFERENCE = /\$\{(env|file):([^}]+)\}/g;

/**
 * Options with every `${env:NAME}` and `${file:path}` replaced; a file's trailing line break is dropped.
 * @throws FLX_FILE_REFUSED; FLX_SOURCE_SECRET for one that is not set or not readable, and for variables of this server itself.
 */
export async function resolveReferences(options: JsonObject, context: ReferenceContext): Promise<JsonObject> {
  return (await resolveValue(options, context)) as JsonObject;
}

async function resolveValue(value: Json | undefined, context: ReferenceContext): Promise<Json> {
  if (typeof value === 'string') return resolveText(value, context);
  if (Array.isArray(value)) return Promise.all(value.map((item: Json) => resolveValue(item, context)));
  if (!isPlainObject(value)) return value ?? null;
  const entries = Object.entries(value) as [string, Json][];
  return Object.fromEntries(
    await Promise.all(entries.map(async ([key, inner]) => [key, await resolveValue(inner, context)] as const)),
  );
}

async function resolveText(text: string, context: ReferenceContext): Promise<string> {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    result += text.slice(end, match.index) + (await lookUp(match[1] === 'env', match[2] ?? '', context));
    end = match.index + match[0].length;
  }
  return result + text.slice(end);
}

async function lookUp(isVariable: boolean, name: string, context: ReferenceContext): Promise<string> {
  const reference = `\${${isVariable ? 'env' : 'file'}:${name}}`;
  if (isVariable) {
    const value = OWN_VARIABLE.test(name) ? undefined : context.environment[name];
    if (value === undefined) throw sourceError('FLX_SOURCE_SECRET', { reference });
    return value;
  }
  const path = resolve(context.baseFolder, name);
  await context.files.check(path);
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    throw sourceError('FLX_SOURCE_SECRET', { reference }, { cause });
  }
}
