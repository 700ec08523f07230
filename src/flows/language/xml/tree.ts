/** An attribute, namespace declarations included. */
export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
}

/** An element; `isSelfClosed` tells `<a/>` from `<a></a>`. */
export interface XmlElement {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly isSelfClosed: boolean;
}

/** `<?xml version="1.0" …?>` */
export interface XmlDeclaration {
  readonly kind: 'declaration';
  readonly version: string;
  readonly encoding?: string | undefined;
  readonly standalone?: string | undefined;
}

/** `<!DOCTYPE …>` */
export interface XmlDoctype {
  readonly kind: 'doctype';
  readonly name: string;
  readonly publicId: string;
  readonly systemId: string;
  readonly internalSubset: string;
}

/** A node without children but with content. */
export interface XmlContent {
  readonly kind: 'text' | 'cdata' | 'comment';
  readonly content: string;
}

/** `<?target content?>` */
export interface XmlInstruction {
  readonly kind: 'instruction';
  readonly target: string;
  readonly content: string;
}

/** Anything in a document. */
export type XmlNode = XmlElement | XmlDeclaration | XmlDoctype | XmlContent | XmlInstruction;

/** A document: its top nodes in order, one of which is the root element. */
export interface XmlDocument {
  readonly children: readonly XmlNode[];
}

/** The prefix of a name, or the empty text. */
export function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}

/** The namespaces an element declares, by prefix (empty for the default one). */
export function declaredNamespaces(element: XmlElement): ReadonlyMap<string, string> {
  const declared = element.attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
  return new Map(declared.map(({ name, value }) => [name.slice('xmlns:'.length), value]));
}
