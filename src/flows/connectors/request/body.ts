import { isPlainObject } from '../../../base/json.ts';
import type { Operation } from '../definition/operation.ts';
import type { Parameter } from '../definition/parameter.ts';
import type { ParameterValues } from './bind.ts';
import { textValue } from './text-value.ts';

/** One part of a form with files. */
export interface FormPart {
  readonly name: string;
  readonly filename?: string;
  readonly contentType?: string;
  readonly content: string | Buffer;
}

/** What a request carries. */
export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown; readonly contentType: string }
  | { readonly kind: 'text'; readonly text: string; readonly contentType: string }
  | { readonly kind: 'binary'; readonly content: Buffer; readonly contentType: string }
  | { readonly kind: 'form'; readonly fields: readonly (readonly [string, string])[] }
  | { readonly kind: 'multipart'; readonly parts: readonly FormPart[] };

const NONE: RequestBody = { kind: 'none' };

/** The body of a request from the values of its body or form parameters. */
export function createBody(operation: Operation, values: ParameterValues): RequestBody {
  const body = operation.parameters.find((parameter) => parameter.location === 'body');
  if (body) return createWhole(body, { value: values[body.name], consumes: operation.consumes });
  const form = operation.parameters.filter(
    (parameter) =>
      parameter.location === 'formData' && values[parameter.name] !== undefined && values[parameter.name] !== null,
  );
  return form.length > 0 ? createForm(operation, { form, values }) : NONE;
}

function createWhole(
  parameter: Parameter,
  { value, consumes }: { value: unknown; consumes: readonly string[] },
): RequestBody {
  if (value === undefined) return NONE;
  const file = readFile(value);
  if (file)
    return {
      kind: 'binary',
      content: file.content,
      contentType: file.contentType ?? pick(consumes, isOctets) ?? 'application/octet-stream',
    };
  const json = pick(consumes, isJson);
  const other = consumes.find((type) => !isJson(type));
  const isText = typeof value === 'string' && parameter.type !== 'object' && parameter.type !== 'array';
  if (isText && parameter.format === 'binary')
    return {
      kind: 'binary',
      content: Buffer.from(value),
      contentType: pick(consumes, isOctets) ?? other ?? 'application/octet-stream',
    };
  if (typeof value === 'string' && other && (!json || parameter.type === 'any'))
    return { kind: 'text', text: value, contentType: other };
  if (isPlainObject(value) && !json && other === 'application/x-www-form-urlencoded')
    return formOf(Object.entries(value));
  return { kind: 'json', value, contentType: json ?? 'application/json' };
}

function createForm(
  operation: Operation,
  { form, values }: { form: readonly Parameter[]; values: ParameterValues },
): RequestBody {
  const hasFile = form.some((parameter) => parameter.type === 'file' || readFile(values[parameter.name]));
  const isMultipart = hasFile || !operation.consumes.includes('application/x-www-form-urlencoded');
  const wantsMultipart = operation.consumes.includes('multipart/form-data') || hasFile;
  if (isMultipart && wantsMultipart)
    return { kind: 'multipart', parts: form.flatMap((parameter) => partsOf(parameter, values[parameter.name])) };
  return formOf(
    form.flatMap((parameter) => valuesOf(parameter, values[parameter.name]).map((text) => [parameter.name, text])),
  );
}

function formOf(fields: readonly (readonly [string, unknown])[]): RequestBody {
  return { kind: 'form', fields: fields.map(([name, value]) => [name, textValue(value)]) };
}

function valuesOf(parameter: Parameter, value: unknown): readonly string[] {
  return Array.isArray(value) && parameter.collectionFormat === 'multi'
    ? value.map(textValue)
    : [joinValues(parameter, value)];
}

/** Separators of the collection formats (OpenAPI 2.0, parameter object). */
const SEPARATORS = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|', multi: ',' } as const;

/** The text of a value, elements of an array joined as the parameter says. */
export function joinValues(parameter: Parameter, value: unknown): string {
  if (!Array.isArray(value)) return textValue(value);
  return value.map(textValue).join(SEPARATORS[parameter.collectionFormat]);
}

function partsOf(parameter: Parameter, value: unknown): readonly FormPart[] {
  const file = readFile(value);
  if (file || parameter.type === 'file') return [filePart(parameter, { value, file })];
  return valuesOf(parameter, value).map((content) => ({ name: parameter.name, content }));
}

function filePart(parameter: Parameter, { value, file }: { value: unknown; file: BinaryValue | undefined }): FormPart {
  return {
    name: parameter.name,
    filename: file?.filename ?? parameter.name,
    contentType: file?.contentType ?? 'application/octet-stream',
    content: file?.content ?? Buffer.from(textValue(value)),
  };
}

interface BinaryValue {
  readonly content: Buffer;
  readonly contentType?: string;
  readonly filename?: string;
}

/** A file as workflows carry it: `{$content-type, $content}` in base64. */
function readFile(value: unknown): BinaryValue | undefined {
  if (!isPlainObject(value) || typeof value['$content'] !== 'string') return undefined;
  const type = value['$content-type'];
  const name = value['$filename'];
  return {
    content: Buffer.from(value['$content'], 'base64'),
    ...(typeof type === 'string' && { contentType: type }),
    ...(typeof name === 'string' && { filename: name }),
  };
}

function pick(types: readonly string[], fits: (type: string) => boolean): string | undefined {
  return types.find(fits);
}

function isJson(type: string): boolean {
  return /^(application|text)\/([\w.+*-]+\+)?json\b/i.test(type) && !type.includes('*');
}

function isOctets(type: string): boolean {
  return type.toLowerCase() === 'application/octet-stream';
}
