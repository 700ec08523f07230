import { declaredNamespaces, prefixOf, type XmlDocument, type XmlElement, type XmlNode } from './tree.ts';

/** Namespaces by prefix. */
export type Namespaces = ReadonlyMap<string, string>;

const NONE: Namespaces = new Map();

/** A document as text, in the form .NET gives it: no indentation, `<a />` for empty elements. */
export function printXml(document: XmlDocument): string {
  return document.children.map((node) => printNode(node)).join('');
}

/**
 * One node as text. `inherited` holds the namespaces of its ancestors: those that it uses are declared where they are
 * first needed.
 */
export function printNode(node: XmlNode, inherited: Namespaces = NONE): string {
  switch (node.kind) {
    case 'element':
      return printElement(node, inherited);
    case 'text':
      return escapeText(node.content);
    case 'cdata':
      return `<![CDATA[${node.content}]]>`;
    case 'comment':
      return `<!--${node.content}-->`;
    case 'instruction':
      return `<?${node.target} ${node.content}?>`;
    case 'declaration':
      return `<?xml${printAttributes([
        ['version', node.version],
        ['encoding', node.encoding],
        ['standalone', node.standalone],
      ])}?>`;
    case 'doctype':
      return printDoctype(node);
  }
}

function printElement(element: XmlElement, inherited: Namespaces): string {
  const declared = declaredNamespaces(element);
  const undeclared = new Map([...inherited].filter(([prefix]) => !declared.has(prefix)));
  const used = new Set(
    [element.name, ...element.attributes.map(({ name }) => name).filter((name) => name.includes(':'))].map(prefixOf),
  );
  const needed = [...undeclared].filter(([prefix]) => used.has(prefix));
  for (const [prefix] of needed) undeclared.delete(prefix);
  const attributes = element.attributes.map(({ name, value }) => [name, value] as const);
  const added = needed.map(([prefix, uri]) => [prefix ? `xmlns:${prefix}` : 'xmlns', uri] as const);
  const start = `<${element.name}${printAttributes([...attributes, ...added])}`;
  if (element.children.length === 0) return element.isSelfClosed ? `${start} />` : `${start}></${element.name}>`;
  return `${start}>${element.children.map((child) => printNode(child, undeclared)).join('')}</${element.name}>`;
}

function printAttributes(attributes: readonly (readonly [string, string | undefined])[]): string {
  return attributes
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeAttribute(value)}"`))
    .join('');
}

function printDoctype({ name, publicId, systemId, internalSubset }: Extract<XmlNode, { kind: 'doctype' }>): string {
  const external = publicId ? ` PUBLIC "${publicId}" "${systemId}"` : systemId ? ` SYSTEM "${systemId}"` : '';
  return `<!DOCTYPE ${name}${external}${internalSubset ? ` [${internalSubset}]` : ''}>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#xA;').replaceAll('\t', '&#x9;');
}
