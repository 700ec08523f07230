import type { Value, ValueObject } from '../values/value.ts';
import { decodeName } from './names.ts';
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';

/**
 * An XML document as JSON by Newtonsoft's convention: attributes `@name`, text `#text`, repeated names as arrays,
 * `<a/>` is null, `<a></a>` the empty text. Comments leave a trace only where there are several.
 */
export function xmlToJson(document: XmlDocument): ValueObject {
  return groupNodes(document.children);
}

function groupNodes(nodes: readonly XmlNode[]): ValueObject {
  const groups = Map.groupBy(nodes, propertyName);
  const members = [...groups].flatMap(([name, group]) => {
    const values = group.filter((node) => node.kind !== 'comment').map(nodeToJson);
    if (group.length > 1) return [[name, values] as const];
    return values.map((value) => [name, value] as const);
  });
  return Object.fromEntries(members);
}

function propertyName(node: XmlNode): string {
  switch (node.kind) {
    case 'element':
      return node.name.split(':').map(decodeName).join(':');
    case 'text':
      return '#text';
    case 'cdata':
      return '#cdata-section';
    case 'comment':
      return '#comment';
    case 'instruction':
      return `?${node.target}`;
    case 'declaration':
      return '?xml';
    case 'doctype':
      return '!DOCTYPE';
  }
}

function nodeToJson(node: XmlNode): Value {
  switch (node.kind) {
    case 'element':
      return elementToJson(node);
    case 'declaration':
      return presentMembers({ '@version': node.version, '@encoding': node.encoding, '@standalone': node.standalone });
    case 'doctype':
      return presentMembers({
        '@name': node.name,
        '@public': node.publicId,
        '@system': node.systemId,
        '@internalSubset': node.internalSubset,
      });
    default:
      return node.content;
  }
}

function elementToJson({ attributes, children, isSelfClosed }: XmlElement): Value {
  const [only] = children;
  if (attributes.length === 0 && children.length === 0) return isSelfClosed ? null : '';
  if (attributes.length === 0 && children.length === 1 && only?.kind === 'text') return only.content;
  const attributeMembers = attributes.map(
    ({ name, value }) => [`@${name.split(':').map(decodeName).join(':')}`, value] as const,
  );
  return { ...Object.fromEntries(attributeMembers), ...groupNodes(children) };
}

function presentMembers(members: Readonly<Record<string, string | undefined>>): ValueObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );
}
