import { describe, expect, it } from 'vitest';
import { FILTER_LIMITS, parseFilter } from './filter.ts';
import { parseRowQuery } from './query.ts';
import type { FilterNode, ValueNode } from './tree.ts';

/** The tree as text with all brackets, to be read in a table. */
function show(node: FilterNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${show(node.left)} ${node.kind} ${show(node.right)})`;
    case 'not':
      return `not(${show(node.operand)})`;
    case 'compare':
      return `${value(node.left)} ${node.operator} ${value(node.right)}`;
    case 'in':
      return `${value(node.value)} in [${node.list.map(value).join(' ')}]`;
    case 'test':
      return `${node.name}(${value(node.value)} ${value(node.text)})`;
    case 'memberOfSegment':
      return `member(${node.segment})`;
  }
}

function value(node: ValueNode): string {
  if (node.kind === 'attribute') return node.name;
  return node.kind === 'function' ? `${node.name}(${value(node.argument)})` : `${node.type}:${node.text}`;
}

describe('a filter', () => {
  it.each([
    ["City eq 'Bilbo'", 'City eq text:Bilbo'],
    ["Name eq 'O''Neil'", "Name eq text:O'Neil"],
    ['a eq 1 or b eq 2 and c eq 3', '(a eq number:1 or (b eq number:2 and c eq number:3))'],
    ['(a eq 1 or b eq 2) and c eq 3', '((a eq number:1 or b eq number:2) and c eq number:3)'],
    ['not a eq 1 and b eq null', '(not(a eq number:1) and b eq null:)'],
    ['Spend ge -12.50', 'Spend ge number:-12.50'],
    ['Big eq 12345678901234567890', 'Big eq number:12345678901234567890'],
    ['At lt 2024-02-29T10:00:00Z', 'At lt moment:2024-02-29T10:00:00Z'],
    ['Id eq 01234567-89ab-cdef-0123-456789abcdef', 'Id eq text:01234567-89ab-cdef-0123-456789abcdef'],
    ["Tier in ('gold','silver')", 'Tier in [text:gold text:silver]'],
    ["contains(tolower(Name), 'an') eq true", 'contains(tolower(Name) text:an)'],
    ["startswith(Name,'A') and year(Since) eq 2024", '(startswith(Name text:A) and year(Since) eq number:2024)'],
    ["IsMemberOfSegment('HighValue')", 'member(HighValue)'],
    ["Ñandú eq 'x'", 'Ñandú eq text:x'],
  ])('%s is read as %s', (text, tree) => {
    expect(show(parseFilter(text))).toBe(tree);
  });

  it.each([
    ['City', 5, 'a comparison'],
    ['City eq', 8, 'an attribute or a value'],
    ["City eq 'Bilbo", 9, "''' cannot stand here"],
    ['City like 3', 6, 'a comparison'],
    ['(City eq 1', 11, "')' is expected"],
    ['City eq 1 City', 11, 'the end is expected'],
    ['City in (Name)', 15, 'constants only'],
    ['soundex(City) eq 1', 1, 'no function soundex'],
    ['contains(City)', 15, 'two values'],
    ['City eq 1; drop table x', 10, "';' cannot stand here"],
    ['IsMemberOfSegment(City)', 24, 'a name in quotes'],
  ])('%s is refused at column %d', (text, column, words) => {
    expect(() => parseFilter(text)).toThrow(
      expect.objectContaining({
        code: 'FLX_ODATA_SYNTAX',
        message: expect.stringContaining(words),
        place: expect.objectContaining({ column }),
      }),
    );
  });

  it('is bounded in length, depth and list', () => {
    const nested = (levels: number) => `${'('.repeat(levels)}a eq 1${')'.repeat(levels)}`;
    expect(() => parseFilter(nested(FILTER_LIMITS.depth))).not.toThrow();
    expect(() => parseFilter(nested(FILTER_LIMITS.depth + 1))).toThrow('nested');
    expect(() => parseFilter(`a in (${'1,'.repeat(FILTER_LIMITS.listItems)}1)`)).toThrow('at most 1000');
    expect(() => parseFilter(`a eq '${'x'.repeat(FILTER_LIMITS.characters)}'`)).toThrow('longer');
  });
});

describe('the options of a query', () => {
  it('are read with their defaults', () => {
    expect(parseRowQuery({})).toEqual({
      filter: undefined,
      select: undefined,
      order: [],
      top: undefined,
      skip: 0,
      search: undefined,
      expand: [],
      isCounted: false,
      pageRows: 100,
    });
  });

  it('order by several attributes, each in its direction', () => {
    expect(parseRowQuery({ orderby: 'City desc, Name' }).order).toEqual([
      { attribute: 'City', isDescending: true },
      { attribute: 'Name', isDescending: false },
    ]);
  });

  it.each([[{ top: '-1' }], [{ skip: 'x' }], [{ orderby: 'City up' }]])('%j is refused', (options) => {
    expect(() => parseRowQuery(options)).toThrow('expected');
  });
});
