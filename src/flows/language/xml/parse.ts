import { languageError } from '../catalogue.ts';
import {
  declaredNamespaces,
  prefixOf,
  type XmlAttribute,
  type XmlDeclaration,
  type XmlDocument,
  type XmlElement,
  type XmlNode,
} from './tree.ts';

const NAME = /[\p{L}_:][\p{L}\p{M}\p{N}_:.\-\u00b7\u203f-\u2040]*/uy;
const SPACE = /[ \t\r\n]*/y;
const ATTRIBUTE_VALUE = /"([^"<]*)"|'([^'<]*)'/y;
const QUOTED = /"([^"]*)"|'([^']*)'/y;
const TEXT = /[^<]+/y;
const DECLARATION =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])([^"']*)\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])([A-Za-z][\w.-]*)\3)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(yes|no)\5)?[ \t\r\n]*\?>/y;
const FORBIDDEN = /[[\p{Cc}--[\t\n\r\x7f-\x9f]]\ufffe\uffff]/v;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Deepest nesting of elements. */
export const MAX_XML_DEPTH = 1000;

/**
 * Reads an XML 1.0 document as .NET's XmlDocument does: white space between tags is dropped, prefixes must be declared,
 * no entities but the five predefined ones.
 * @throws FLX_FLOW_XML
 */
export function parseXml(text: string): XmlDocument {
  return new XmlParser(text.replace(/^\ufeff/, '')).parse();
}

interface OpenElement {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: XmlNode[];
  readonly namespaces: ReadonlyMap<string, string>;
  readonly preservesSpace: boolean;
}

class XmlParser {
  readonly #text: string;
  readonly #open: OpenElement[] = [];
  readonly #top: XmlNode[] = [];
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): XmlDocument {
    const forbidden = FORBIDDEN.exec(this.#text);
    if (forbidden) this.#failAt(forbidden.index, 'a character that XML does not allow');
    if (this.#looksAt('<?xml') && /[\s?]/.test(this.#text[5] ?? '')) this.#top.push(this.#declaration());
    while (this.#position < this.#text.length) this.#node();
    const unclosed = this.#open.at(-1);
    if (unclosed) this.#fail(`<${unclosed.name}> is not closed`);
    if (!this.#top.some((node) => node.kind === 'element')) this.#fail('there is no root element');
    return { children: this.#top };
  }

  #fail(problem: string): never {
    this.#failAt(this.#position, problem);
  }

  #failAt(position: number, problem: string): never {
    const before = this.#text.slice(0, position).split('\n');
    throw languageError('FLX_FLOW_XML', { problem, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
  }

  #looksAt(text: string): boolean {
    return this.#text.startsWith(text, this.#position);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#position = pattern.lastIndex;
    return match;
  }

  #until(end: string, what: string): string {
    const found = this.#text.indexOf(end, this.#position);
    if (found < 0) this.#fail(`${what} is not closed with '${end}'`);
    const content = this.#text.slice(this.#position, found);
    this.#position = found + end.length;
    return content;
  }

  #append(node: XmlNode): void {
    (this.#open.at(-1)?.children ?? this.#top).push(node);
  }

  #node(): void {
    if (this.#looksAt('<!--')) this.#comment();
    else if (this.#looksAt('<![CDATA[')) this.#cdata();
    else if (this.#looksAt('<!DOCTYPE')) this.#doctype();
    else if (this.#looksAt('<?')) this.#instruction();
    else if (this.#looksAt('</')) this.#endTag();
    else if (this.#looksAt('<')) this.#startTag();
    else this.#characters();
  }

  #declaration(): XmlDeclaration {
    const match = this.#match(DECLARATION);
    if (!match) return this.#fail('the XML declaration must give version, encoding and standalone in this order');
    const [, , version = '', , encoding, , standalone] = match;
    if (version !== '1.0') this.#failAt(0, `version ${version} is not understood, only 1.0 is`);
    if (encoding !== undefined && !isEncoding(encoding)) this.#failAt(0, `there is no encoding '${encoding}'`);
    return { kind: 'declaration', version, encoding, standalone };
  }

  #comment(): void {
    this.#position += '<!--'.length;
    const content = this.#until('--', 'a comment');
    if (!this.#looksAt('>')) this.#fail("a comment holds '--'");
    this.#position++;
    this.#append({ kind: 'comment', content: normalizeBreaks(content) });
  }

  #cdata(): void {
    if (this.#open.length === 0) this.#fail('there is text outside of the root element');
    this.#position += '<![CDATA['.length;
    this.#append({ kind: 'cdata', content: normalizeBreaks(this.#until(']]>', 'a CDATA section')) });
  }

  #instruction(): void {
    this.#position += '<?'.length;
    const target = this.#match(NAME)?.[0] ?? this.#fail('a processing instruction has no name');
    if (target.toLowerCase() === 'xml') this.#fail('an XML declaration may stand only at the very start');
    this.#append({ kind: 'instruction', target, content: this.#until('?>', 'a processing instruction').trimStart() });
  }

  #doctype(): void {
    if (this.#top.some((node) => node.kind === 'element' || node.kind === 'doctype') || this.#open.length > 0)
      this.#fail('a DOCTYPE may stand only before the root element');
    this.#position += '<!DOCTYPE'.length;
    this.#match(SPACE);
    const name = this.#match(NAME)?.[0] ?? this.#fail('the DOCTYPE has no name');
    this.#match(SPACE);
    const { publicId, systemId } = this.#externalId();
    this.#match(SPACE);
    const internalSubset = this.#internalSubset();
    this.#match(SPACE);
    if (!this.#looksAt('>')) this.#fail("the DOCTYPE is not closed with '>'");
    this.#position++;
    this.#top.push({ kind: 'doctype', name, publicId, systemId, internalSubset });
  }

  #externalId(): { publicId: string; systemId: string } {
    const keyword = this.#looksAt('PUBLIC') ? 'PUBLIC' : this.#looksAt('SYSTEM') ? 'SYSTEM' : undefined;
    if (!keyword) return { publicId: '', systemId: '' };
    this.#position += keyword.length;
    const publicId = keyword === 'PUBLIC' ? this.#quoted() : '';
    return { publicId, systemId: this.#quoted() };
  }

  #quoted(): string {
    this.#match(SPACE);
    const match = this.#match(QUOTED) ?? this.#fail('a text in quotes is expected');
    return match[1] ?? match[2] ?? '';
  }

  #internalSubset(): string {
    if (!this.#looksAt('[')) return '';
    this.#position++;
    return this.#until(']', 'the DOCTYPE').replace(/\r(?!\n)/g, '\n');
  }

  #startTag(): void {
    this.#position++;
    const name = this.#match(NAME)?.[0] ?? this.#fail("a name must follow '<'");
    if (this.#open.length === 0 && this.#top.some((node) => node.kind === 'element'))
      this.#fail('there is a second root element');
    if (this.#open.length >= MAX_XML_DEPTH) this.#fail(`elements nest deeper than ${MAX_XML_DEPTH} levels`);
    const attributes = this.#attributes(name);
    const isSelfClosed = this.#looksAt('/>');
    if (!isSelfClosed && !this.#looksAt('>')) this.#fail(`<${name}> is not closed with '>'`);
    this.#position += isSelfClosed ? 2 : 1;
    this.#begin({ name, attributes, isSelfClosed });
  }

  #begin({
    name,
    attributes,
    isSelfClosed,
  }: {
    name: string;
    attributes: readonly XmlAttribute[];
    isSelfClosed: boolean;
  }): void {
    const element: XmlElement = { kind: 'element', name, attributes, children: [], isSelfClosed };
    const parent = this.#open.at(-1);
    const namespaces = new Map([
      ...(parent?.namespaces ??
        ([
          ['xml', ''],
          ['xmlns', ''],
        ] as const)),
      ...declaredNamespaces(element),
    ]);
    for (const prefix of [name, ...attributes.map((attribute) => attribute.name)].map(prefixOf)) {
      if (prefix && !namespaces.has(prefix)) this.#fail(`the prefix '${prefix}' is not declared`);
    }
    if (isSelfClosed) this.#append(element);
    else this.#open.push(this.#openElement(element, namespaces));
  }

  #openElement({ name, attributes }: XmlElement, namespaces: ReadonlyMap<string, string>): OpenElement {
    const space = attributes.find((attribute) => attribute.name === 'xml:space')?.value;
    const preservesSpace = space ? space === 'preserve' : (this.#open.at(-1)?.preservesSpace ?? false);
    return { name, attributes, children: [], namespaces, preservesSpace };
  }

  #attributes(element: string): readonly XmlAttribute[] {
    const attributes: XmlAttribute[] = [];
    for (;;) {
      const hasSpace = (this.#match(SPACE)?.[0] ?? '') !== '';
      const name = hasSpace ? this.#match(NAME)?.[0] : undefined;
      if (name === undefined) return attributes;
      if (attributes.some((attribute) => attribute.name === name))
        this.#fail(`<${element}> has the attribute '${name}' twice`);
      attributes.push({ name, value: this.#attributeValue(name) });
    }
  }

  #attributeValue(name: string): string {
    this.#match(SPACE);
    if (!this.#looksAt('=')) this.#fail(`'=' must follow the attribute '${name}'`);
    this.#position++;
    this.#match(SPACE);
    const match = this.#match(ATTRIBUTE_VALUE) ?? this.#fail(`the attribute '${name}' needs a value in quotes`);
    return this.#resolveEntities(normalizeBreaks(match[1] ?? match[2] ?? '').replace(/[\t\n]/g, ' '));
  }

  #endTag(): void {
    this.#position += 2;
    const name = this.#match(NAME)?.[0] ?? '';
    this.#match(SPACE);
    const open = this.#open.at(-1);
    if (!open || open.name !== name || !this.#looksAt('>'))
      this.#fail(open ? `</${open.name}> is expected` : `</${name}> closes nothing`);
    this.#position++;
    this.#open.pop();
    this.#append({ kind: 'element', name, attributes: open.attributes, children: open.children, isSelfClosed: false });
  }

  #characters(): void {
    const raw = this.#match(TEXT)?.[0] ?? '';
    const isSpace = /^[ \t\r\n]*$/.test(raw);
    const parent = this.#open.at(-1);
    if (!parent && !isSpace) this.#fail('there is text outside of the root element');
    if (raw.includes(']]>')) this.#fail("']]>' may not stand in text");
    if (!isSpace || parent?.preservesSpace)
      this.#append({ kind: 'text', content: this.#resolveEntities(normalizeBreaks(raw)) });
  }

  #resolveEntities(text: string): string {
    return text.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
      const resolved = whole.endsWith(';')
        ? (characterReference(name) ?? (Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined))
        : undefined;
      return resolved ?? this.#fail(`'${whole}' is no known entity`);
    });
  }
}

function normalizeBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function characterReference(name: string): string | undefined {
  const match = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
  if (!match) return undefined;
  const code = match[1] ? Number.parseInt(match[1], 16) : Number(match[2]);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
