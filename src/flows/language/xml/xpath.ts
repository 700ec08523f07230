import { DOMImplementation, type Document, type Node } from '@xmldom/xmldom';
import xpath from 'xpath';
import { languageError } from '../catalogue.ts';
import { valueError } from '../functions/argument-error.ts';
import { binaryText, createBinary, isBinary, XML_TYPE } from '../values/binary.ts';
import { createFloat } from '../values/numbers.ts';
import type { Value, ValueObject } from '../values/value.ts';
import { parseXml } from './parse.ts';
import { printNode, printXml } from './print.ts';
import { declaredNamespaces, prefixOf, type XmlDocument, type XmlElement, type XmlNode } from './tree.ts';

/** What the library exports beside its types. */
interface LibraryParts {
  readonly XNodeSet: { readonly prototype: NodeSet };
  readonly XNumber: new (text: string) => { numberValue(): number };
}
interface NodeSet {
  stringValue(): string;
  number(): { numberValue(): number };
  numberValue(): number;
}

// The library takes nodes for numbers as JavaScript does, so that empty ones are 0; in XPath 1.0 they are no number.
const { XNodeSet, XNumber } = xpath as unknown as LibraryParts;
XNodeSet.prototype.number = function number(this: NodeSet) {
  return new XNumber(this.stringValue());
};
XNodeSet.prototype.numberValue = function numberValue(this: NodeSet) {
  return this.number().numberValue();
};

/** A document made ready for XPath: its DOM, and which of our nodes each DOM node stands for. */
interface IndexedDocument {
  readonly dom: Document;
  readonly sources: ReadonlyMap<Node, { readonly node: XmlNode; readonly namespaces: ReadonlyMap<string, string> }>;
  readonly document: XmlDocument;
}

const indexed = new WeakMap<ValueObject, IndexedDocument>();

/**
 * What an XPath 1.0 expression gives on an XML value: nodes as an array (elements as XML values, text and attributes as
 * texts), else a float, a text or a boolean.
 * @throws FLX_FLOW_ARGUMENT_VALUE, FLX_FLOW_XML, FLX_FLOW_XPATH
 */
export function evaluateXpath(xml: ValueObject, path: string): Value {
  if (!isBinary(xml))
    throw valueError({ function: 'xpath', parameter: 'xml', expected: 'an XML value, made with xml()' }, xml);
  const known = indexed.get(xml) ?? indexDocument(parseXml(binaryText(xml)));
  indexed.set(xml, known);
  const result = runXpath(known, path);
  if (typeof result === 'number') return createFloat(result);
  if (!Array.isArray(result)) return result as string | boolean;
  return result.map((node: Node) => nodeToValue(node, known));
}

function runXpath({ dom }: IndexedDocument, path: string): unknown {
  try {
    return xpath.select(path, dom as unknown as globalThis.Node);
  } catch (cause) {
    throw languageError(
      'FLX_FLOW_XPATH',
      { xpath: path, problem: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  }
}

function nodeToValue(node: Node, { sources, document }: IndexedDocument): Value {
  const source = sources.get(node);
  if (source?.node.kind === 'element') return createBinary(printNode(source.node, source.namespaces), XML_TYPE);
  if (node.nodeType === node.DOCUMENT_NODE) return createBinary(printXml(document), XML_TYPE);
  return node.nodeValue ?? '';
}

function indexDocument(document: XmlDocument): IndexedDocument {
  const dom = new DOMImplementation().createDocument(null, '', null);
  const sources = new Map<Node, { node: XmlNode; namespaces: ReadonlyMap<string, string> }>();
  const append = (parent: Node, node: XmlNode, namespaces: ReadonlyMap<string, string>): void => {
    const created = createNode(dom, node, namespaces);
    if (!created) return;
    parent.appendChild(created);
    sources.set(created, { node, namespaces });
    if (node.kind !== 'element') return;
    const inner = new Map([...namespaces, ...declaredNamespaces(node)]);
    for (const child of node.children) append(created, child, inner);
  };
  for (const node of document.children) append(dom, node, new Map());
  return { dom, sources, document };
}

function createNode(dom: Document, node: XmlNode, namespaces: ReadonlyMap<string, string>): Node | undefined {
  switch (node.kind) {
    case 'element':
      return createElement(dom, node, namespaces);
    case 'text':
      return dom.createTextNode(node.content);
    case 'cdata':
      return dom.createCDATASection(node.content);
    case 'comment':
      return dom.createComment(node.content);
    case 'instruction':
      return dom.createProcessingInstruction(node.target, node.content);
    default:
      return undefined;
  }
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XML = 'http://www.w3.org/XML/1998/namespace';

function createElement(dom: Document, element: XmlElement, outer: ReadonlyMap<string, string>): Node {
  const namespaces = new Map([...outer, ...declaredNamespaces(element)]);
  const created = dom.createElementNS(namespaces.get(prefixOf(element.name)) || null, element.name);
  for (const { name, value } of element.attributes)
    created.setAttributeNS(attributeNamespace(name, namespaces), name, value);
  return created;
}

function attributeNamespace(name: string, namespaces: ReadonlyMap<string, string>): string | null {
  if (name === 'xmlns' || name.startsWith('xmlns:')) return XMLNS;
  const prefix = prefixOf(name);
  if (prefix === 'xml') return XML;
  return prefix === '' ? null : (namespaces.get(prefix) ?? null);
}
