import { Ajv, type AnySchema } from 'ajv';
import { isPlainObject, type JsonObject } from '../src/base/json.ts';
import type { Operation } from '../src/flows/connectors/definition/operation.ts';
import type { Parameter } from '../src/flows/connectors/definition/parameter.ts';
import { arrayAt, objectAt, resolveReference } from '../src/flows/connectors/definition/reader.ts';
import type { ShownRequest } from '../src/flows/connectors/request/build.ts';

/** A request against the definition it was built from, read here anew: what does not fit, or nothing. */
export interface RequestCheck {
  readonly document: JsonObject;
  readonly operation: Operation;
  readonly values: Readonly<Record<string, unknown>>;
  readonly request: ShownRequest;
}

/** Everything in which a request differs from what its definition says. */
export function findFaults(check: RequestCheck): readonly string[] {
  const url = new URL(check.request.url);
  const raw = rawOperation(check);
  return [
    ...(check.request.method === check.operation.method ? [] : [`method ${check.request.method}`]),
    ...checkPath(check, url),
    ...check.operation.parameters.flatMap((parameter) => checkParameter(check, parameter, url)),
    ...checkBody(check, raw),
  ];
}

function rawOperation({ document, operation }: RequestCheck): unknown {
  const item = resolveReference(document, objectAt(document, 'paths')[operation.path]);
  return { ...objectAt(item, operation.method.toLowerCase()), shared: item['parameters'] };
}

function checkPath({ document, operation, values }: RequestCheck, url: URL): string[] {
  const base = String(document['basePath'] ?? '')
    .replace(/^\/*/, '/')
    .replace(/\/+$/, '');
  const [template = ''] = operation.path.split('?');
  const encode = (name: string) => {
    const parameter = operation.parameters.find((own) => own.location === 'path' && own.name === name);
    const once = encodeURIComponent(textOf(parameter, values[name]));
    return parameter?.urlEncoding === 'double' ? encodeURIComponent(once) : once;
  };
  const wanted = `${base}${template.startsWith('/') ? '' : '/'}${template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => encode(name))}`;
  const same = new URL(wanted.replace(/^\/\//, '/.//'), url.origin).pathname;
  return url.pathname === same ? [] : [`path ${url.pathname} instead of ${same}`];
}

const SEPARATORS: Readonly<Record<string, string>> = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|', multi: ',' };

function textOf(parameter: Parameter | undefined, value: unknown): string {
  if (Array.isArray(value))
    return value.map((item) => textOf(undefined, item)).join(SEPARATORS[parameter?.collectionFormat ?? 'csv']);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

function checkParameter({ request, values }: RequestCheck, parameter: Parameter, url: URL): string[] {
  const value = values[parameter.name];
  if (parameter.location === 'query') {
    const found = url.searchParams.getAll(parameter.name);
    const isMulti = Array.isArray(value) && parameter.collectionFormat === 'multi';
    const wanted = isMulti ? value.map((item) => textOf(undefined, item)) : [textOf(parameter, value)];
    return wanted.every((text) => found.includes(text)) ? [] : [`query ${parameter.name}`];
  }
  const isBoundary =
    isPlainObject(request.body) && '$multipart' in request.body && /^content-type$/i.test(parameter.name);
  if (parameter.location !== 'header' || isBoundary) return [];
  const wanted = parameter.name.split(':')[0]?.toLowerCase();
  const found = Object.entries(request.headers).find(([name]) => name.toLowerCase() === wanted);
  return found?.[1] === textOf(parameter, value) ? [] : [`header ${parameter.name}`];
}

function checkBody({ document, request, values, operation }: RequestCheck, raw: unknown): string[] {
  const all = [...arrayAt(raw, 'parameters'), ...arrayAt(raw, 'shared')].map((value) =>
    resolveReference(document, value),
  );
  const body = all.find((parameter) => parameter['in'] === 'body');
  if (!body) return checkForm(operation, request);
  const whole = values[String(body['name'])];
  if (whole === undefined || typeof request.body === 'string') return [];
  if (isPlainObject(request.body) && '$content' in request.body) return [];
  const sent = JSON.stringify(request.body);
  const faults = sent === JSON.stringify(whole) ? [] : ['body differs from what was given'];
  return [...faults, ...schemaFaults(document, body['schema'], request.body)];
}

function checkForm(operation: Operation, request: ShownRequest): string[] {
  const fields = operation.parameters.filter(({ location }) => location === 'formData');
  const text = JSON.stringify(request.body ?? '');
  return fields.flatMap(({ name }) => {
    const written = [
      name,
      encodeURIComponent(name).replaceAll('%20', '+'),
      new URLSearchParams([[name, '']]).toString().slice(0, -1),
    ];
    return written.some((one) => text.includes(JSON.stringify(one).slice(1, -1))) ? [] : [`form field ${name}`];
  });
}

const compiled = new WeakMap<object, Ajv>();

function schemaFaults(document: JsonObject, schema: unknown, value: unknown): string[] {
  if (!isPlainObject(schema)) return [];
  try {
    const ajv = compiled.get(document) ?? addDocument(document);
    const validate = ajv.compile(rewrite(schema) as AnySchema);
    return validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `body${error.instancePath} ${error.message ?? ''}`);
  } catch (error) {
    return /can't resolve reference|reference .* resolves/.test(String(error))
      ? []
      : [`schema: ${String(error).slice(0, 80)}`];
  }
}

function addDocument(document: JsonObject): Ajv {
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, validateSchema: false });
  ajv.addSchema({
    $id: 'connector',
    definitions: rewrite(objectAt(document, 'definitions')) as Record<string, AnySchema>,
  });
  compiled.set(document, ajv);
  return ajv;
}

/** OpenAPI 2.0 schemas as JSON Schema: references point to the document, draft-04 booleans of limits become numbers. */
function rewrite(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(rewrite);
  if (!isPlainObject(schema)) return schema;
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === '$ref' && typeof value === 'string') return [[key, `connector${value}`]];
    if (key === 'exclusiveMinimum' || key === 'exclusiveMaximum')
      return typeof value === 'boolean' ? [] : [[key, value]];
    if (key === 'required' && !Array.isArray(value) && !isPlainObject(value)) return [];
    if (key === 'pattern' || key === 'example' || key === 'examples' || key === 'default')
      return isPlainObject(value) && key === 'pattern' ? [[key, rewrite(value)]] : [];
    return [[key, rewrite(value)]];
  });
  return Object.fromEntries(entries);
}
