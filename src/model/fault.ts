import type Type from 'typebox';
import Value from 'typebox/value';
import { isPlainObject, pointerToken } from '../base/json.ts';

/** One way in which a value does not fit a schema, at one place. */
export interface Fault {
  readonly keyword: string;
  /** JSON pointer to the value that does not fit. */
  readonly pointer: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** Properties that an object may have here. */
  readonly known: readonly string[];
  readonly value: unknown;
}

interface Node extends Type.TSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly patternProperties?: Readonly<Record<string, Node>>;
  readonly items?: Node | readonly Node[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
}
type Context = Readonly<Record<string, Node>>;

interface Subject {
  readonly value: unknown;
  readonly pointer: string;
  readonly context: Context;
}

/**
 * Every way in which a value does not fit. Of a union the option that is meant is looked at: told by the values of
 * words such as `operator`, else by the properties the value has.
 */
export function faultsOf(schema: Type.TSchema, value: unknown): Fault[] {
  const found = walk(schema as Node, { value, pointer: '', context: {} });
  return found.length > 0 ? found : Value.Errors(schema, value).map((error) => faultOf(error, { value, known: [] }));
}

type SchemaError = ReturnType<typeof Value.Errors>[number];

function faultOf(error: SchemaError, rest: Pick<Fault, 'value' | 'known'>, pointer = error.instancePath): Fault {
  const { keyword, params, message } = error;
  return { keyword, pointer, parameters: params as Readonly<Record<string, unknown>>, message, ...rest };
}

function walk(schema: Node, subject: Subject): Fault[] {
  const { node, context } = resolve(schema, subject.context);
  const { value, pointer } = subject;
  if (Value.Check(context, node, value)) return [];
  if (node.anyOf) return walkUnion(node.anyOf, { value, pointer, context });
  return [...ownFaults(node, { value, pointer, context }), ...childFaults(node, { value, pointer, context })];
}

function resolve(schema: Node, context: Context): { readonly node: Node; readonly context: Context } {
  const inner = schema.$defs ? { ...context, ...schema.$defs } : context;
  const target = schema.$ref === undefined ? undefined : inner[schema.$ref];
  return target ? resolve(target, inner) : { node: schema, context: inner };
}

/** What is wrong with a value itself, whatever is inside of it. */
function ownFaults(node: Node, { value, pointer, context }: Subject): Fault[] {
  const open = (children: Readonly<Record<string, Node>> | undefined) =>
    children && Object.fromEntries(Object.keys(children).map((name) => [name, {}]));
  const { items: _items, ...rest } = node;
  const shallow = {
    ...rest,
    ...(node.properties && { properties: open(node.properties) }),
    ...(node.patternProperties && { patternProperties: open(node.patternProperties) }),
  };
  const errors = Value.Errors(context, shallow as Type.TSchema, value).filter(({ keyword }) => keyword !== 'boolean');
  const known = Object.keys(node.properties ?? {});
  return errors.map((error) => faultOf(error, { value, known }, pointer));
}

function childFaults(node: Node, { value, pointer, context }: Subject): Fault[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => {
      const schema = Array.isArray(node.items)
        ? (node.items[index] as Node | undefined)
        : (node.items as Node | undefined);
      return schema ? walk(schema, { value: item, pointer: `${pointer}/${index}`, context }) : [];
    });
  }
  if (!isPlainObject(value)) return [];
  const [pattern] = Object.values(node.patternProperties ?? {});
  return Object.entries(value).flatMap(([name, item]) => {
    const own = node.properties && Object.hasOwn(node.properties, name) ? node.properties[name] : undefined;
    const schema = own ?? pattern;
    return schema ? walk(schema, { value: item, pointer: `${pointer}/${pointerToken(name)}`, context }) : [];
  });
}

function walkUnion(options: readonly Node[], subject: Subject): Fault[] {
  const { value, pointer, context } = subject;
  const nodes = options.map((option) => resolve(option, context).node);
  const objects = nodes.filter((node) => node.properties);
  if (isPlainObject(value) && objects.length > 0) {
    const meant = objects.find((node) => isMeant(node, value));
    if (meant) return walk(meant, subject);
    const tag = sharedTag(objects);
    if (tag !== undefined) return [tagFault(tag, objects, { value, pointer, context })];
    return walk(mostAlike(objects, value), subject);
  }
  const list = Array.isArray(value) ? nodes.find((node) => node.type === 'array') : undefined;
  if (list) return walk(list, subject);
  const kinds = [...new Set(nodes.map(describe))].join(' or ');
  return [{ keyword: 'anyOf', pointer, parameters: {}, message: `must be ${kinds}`, known: [], value }];
}

/** Words a property may have that tells the options of a union apart. */
function wordsOf(node: Node | undefined): readonly unknown[] | undefined {
  return node?.const === undefined ? node?.enum : [node.const];
}

function isMeant(node: Node, value: Readonly<Record<string, unknown>>): boolean {
  const tags = Object.entries(node.properties ?? {}).filter(([name]) => isRequired(node, name));
  const told = tags.flatMap(([name, property]) => {
    const words = wordsOf(property);
    return words ? [words.includes(value[name])] : [];
  });
  return told.length > 0 && told.every(Boolean);
}

function isRequired(node: Node, name: string): boolean {
  return ((node as { required?: readonly string[] }).required ?? []).includes(name);
}

function sharedTag(nodes: readonly Node[]): string | undefined {
  const [first, ...others] = nodes;
  return Object.keys(first?.properties ?? {}).find((name) =>
    [first, ...others].every((node) => node && isRequired(node, name) && wordsOf(node.properties?.[name])),
  );
}

function tagFault(tag: string, nodes: readonly Node[], { value, pointer }: Subject): Fault {
  const words = [...new Set(nodes.flatMap((node) => wordsOf(node.properties?.[tag]) ?? []))];
  const found = (value as Readonly<Record<string, unknown>>)[tag];
  const shared = { known: [], message: 'must be one of the words allowed' };
  if (found === undefined)
    return { ...shared, keyword: 'required', pointer, parameters: { requiredProperties: [tag] }, value };
  return {
    ...shared,
    keyword: 'enum',
    pointer: `${pointer}/${tag}`,
    parameters: { allowedValues: words },
    value: found,
  };
}

function mostAlike(nodes: readonly Node[], value: Readonly<Record<string, unknown>>): Node {
  const likeness = (node: Node) =>
    Object.keys(value).filter((name) => node.properties && name in node.properties).length;
  return nodes.reduce((best, node) => (likeness(node) > likeness(best) ? node : best));
}

function describe(node: Node): string {
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return `one of ${node.enum.join(', ')}`;
  return node.type === undefined ? 'something else' : `${/^[aeiou]/.test(node.type) ? 'an' : 'a'} ${node.type}`;
}
