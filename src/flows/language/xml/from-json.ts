import { languageError } from '../catalogue.ts';
import { isNumber, numberText } from '../values/numbers.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';
import { encodeName } from './names.ts';
import { MAX_XML_DEPTH } from './parse.ts';
import { prefixOf, type XmlAttribute, type XmlDocument, type XmlElement, type XmlNode } from './tree.ts';

/**
 * An object as an XML document by Newtonsoft's convention (see `xmlToJson`).
 * @throws FLX_FLOW_XML_FROM_JSON when it has no single root property or a name that no element can have
 */
export function xmlFromJson(value: ValueObject): XmlDocument {
  const children = membersToNodes(Object.entries(value), { prefixes: new Set(['xml']), depth: 0 });
  const roots = children.filter((node) => node.kind === 'element');
  if (roots.length !== 1)
    throw fail(roots.length === 0 ? 'it has no root property' : 'its root has several properties or elements');
  if (children.some((node) => node.kind === 'text' || node.kind === 'cdata'))
    throw fail('there is text outside of the root');
  return { children };
}

interface Position {
  /** Prefixes that are declared here. */
  readonly prefixes: ReadonlySet<string>;
  readonly depth: number;
}

function fail(problem: string): Error {
  return languageError('FLX_FLOW_XML_FROM_JSON', { problem });
}

function membersToNodes(members: readonly (readonly [string, Value])[], position: Position): readonly XmlNode[] {
  if (position.depth > MAX_XML_DEPTH) throw fail(`it nests deeper than ${MAX_XML_DEPTH} levels`);
  return members.flatMap(([name, value]) =>
    isArray(value)
      ? value.map((element) => memberToNode(name, element, position))
      : [memberToNode(name, value, position)],
  );
}

function memberToNode(name: string, value: Value, position: Position): XmlNode {
  switch (name) {
    case '#text':
    case '#whitespace':
    case '#significant-whitespace':
      return { kind: 'text', content: scalarText(value) };
    case '#cdata-section':
      return { kind: 'cdata', content: scalarText(value) };
    case '?xml':
      return declaration(value);
    case '!DOCTYPE':
      return doctype(value);
    default:
      return name.startsWith('?')
        ? { kind: 'instruction', target: name.slice(1), content: scalarText(value) }
        : element(name, value, position);
  }
}

function declaration(value: Value): XmlNode {
  const read = memberReader(value);
  return {
    kind: 'declaration',
    version: read('@version') ?? '1.0',
    encoding: read('@encoding'),
    standalone: read('@standalone'),
  };
}

function doctype(value: Value): XmlNode {
  const read = memberReader(value);
  return {
    kind: 'doctype',
    name: read('@name') ?? '',
    publicId: read('@public') ?? '',
    systemId: read('@system') ?? '',
    internalSubset: read('@internalSubset') ?? '',
  };
}

function memberReader(value: Value): (name: string) => string | undefined {
  return (name) => {
    const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return member === undefined ? undefined : scalarText(member);
  };
}

function element(name: string, value: Value, { prefixes, depth }: Position): XmlElement {
  if (isArray(value))
    return container(
      elementName(name, prefixes),
      [],
      value.map((inner) => element(name, inner, { prefixes, depth: depth + 1 })),
    );
  if (!isObject(value)) return leaf(elementName(name, prefixes), value);
  const members = Object.entries(value);
  const firstOther = members.findIndex(([key]) => !key.startsWith('@') || key === '@');
  const count = firstOther < 0 ? members.length : firstOther;
  const attributeMembers = members.slice(0, count).map(([key, member]) => [key.slice(1), scalarText(member)] as const);
  const inner = new Set([
    ...prefixes,
    ...attributeMembers.flatMap(([key]) => (key.startsWith('xmlns:') ? [key.slice(6)] : [])),
  ]);
  const attributes = attributeMembers.map(([key, text]) => ({
    name: key.startsWith('xmlns') ? key : elementName(key, inner),
    value: text,
  }));
  return container(
    elementName(name, inner),
    attributes,
    membersToNodes(members.slice(count), { prefixes: inner, depth: depth + 1 }),
  );
}

function container(name: string, attributes: readonly XmlAttribute[], children: readonly XmlNode[]): XmlElement {
  return { kind: 'element', name, attributes, children, isSelfClosed: children.length === 0 };
}

function leaf(name: string, value: Value): XmlElement {
  if (value === null) return container(name, [], []);
  return container(name, [], [{ kind: 'text', content: scalarText(value) }]);
}

/** The name with its prefix where that is declared, else without it. */
function elementName(name: string, prefixes: ReadonlySet<string>): string {
  const prefix = prefixOf(name);
  const local = prefix === '' ? name : name.slice(prefix.length + 1);
  const encoded = local.split(':').map(encodeName).join('_x003A_');
  if (encoded === '') throw fail('a property has an empty name');
  return prefix !== '' && prefixes.has(prefix) ? `${encodeName(prefix)}:${encoded}` : encoded;
}

function scalarText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value)) return numberText(value);
  throw fail('an attribute or text is an object or array');
}
