import { describe, expect, it } from 'vitest';
import type { InsightModel } from './insight-model.ts';
import { hopsOf } from './link.ts';
import { findShortestWays, type PathResult, resolvePath, wayToCustomer } from './path.ts';
import type { AttributeType } from './vocabulary.ts';

const entity = (name: string, attributes: Record<string, AttributeType>) => ({
  name,
  attributes: Object.entries(attributes).map(([attribute, type]) => ({ name: attribute, type })),
});
const relationship = (name: string, from: string, to: string, cardinality?: 'oneToOne') => {
  const [fromEntity = '', fromAttribute = ''] = from.split('.');
  const [toEntity = '', toAttribute = ''] = to.split('.');
  return { name, fromEntity, fromAttribute, toEntity, toAttribute, ...(cardinality && { cardinality }) };
};

const model: InsightModel = {
  entities: [
    entity('Customer', { CustomerId: 'string' }),
    entity('Contact', { id: 'string' }),
    entity('Member', { id: 'integer', contact: 'string', card: 'string' }),
    entity('Order', { id: 'integer', contact: 'string', member: 'string', parent: 'integer' }),
    entity('Line', { order: 'integer' }),
    entity('Card', { id: 'string' }),
    entity('Island', { id: 'string' }),
    entity('Ticket', { customer: 'string' }),
  ],
  relationships: [
    relationship('OrderContact', 'Order.contact', 'Contact.id'),
    relationship('OrderMember', 'Order.member', 'Member.id'),
    relationship('LineOrder', 'Line.order', 'Order.id'),
    relationship('OrderParent', 'Order.parent', 'Order.id'),
    relationship('MemberContact', 'Member.contact', 'Contact.id'),
    relationship('MemberCard', 'Member.card', 'Card.id', 'oneToOne'),
    relationship('TicketCustomer', 'Ticket.customer', 'Customer.CustomerId'),
  ],
  measures: [],
  segments: [],
  unifiedEntities: [
    { entity: 'Contact', primaryKey: 'id' },
    { entity: 'Member', primaryKey: 'id' },
  ],
};

function trail(result: PathResult): string {
  if (result.problem) return `${result.problem.code} at ${result.index}`;
  return result.way.map((link) => `${link.to}${link.isToOne ? '' : '*'}`).join(' ');
}

describe('a path', () => {
  it.each([
    ['follows a foreign key', 'Line', ['LineOrder', 'OrderContact'], 'Order Contact'],
    ['follows it backwards, to many', 'Order', ['LineOrder'], 'Line*'],
    ['goes to one both ways where the relationship is one to one', 'Card', ['MemberCard'], 'Member'],
    ['of a relationship to itself goes to the parent', 'Order', ['OrderParent', 'OrderParent'], 'Order Order'],
    [
      'from Customer may begin at any relationship of a source entity',
      'Customer',
      ['OrderMember', 'LineOrder'],
      'Member* Order* Line*',
    ],
    ['of two source entities begins at the one pointed at', 'Customer', ['MemberContact'], 'Contact* Member*'],
    ['from Customer takes a relationship of Customer itself first', 'Customer', ['TicketCustomer'], 'Ticket*'],
    ['may name an entity', 'Customer', ['Member', 'MemberContact'], 'Member* Contact'],
    ['may come back to Customer', 'Order', ['OrderContact', 'Customer'], 'Contact Customer'],
    ['may name an entity with one shortest way', 'Line', ['Contact'], 'Order Contact'],
    ['refuses an entity with several shortest ways', 'Customer', ['Order'], 'FLX_PATH_AMBIGUOUS at 0'],
    ['refuses an entity without a way', 'Line', ['LineOrder', 'Island'], 'FLX_PATH_NONE at 1'],
    ['refuses what is not there', 'Line', ['LineOrdr'], 'FLX_UNKNOWN_RELATIONSHIP at 0'],
    ['refuses a relationship of another entity', 'Line', ['OrderContact'], 'FLX_UNKNOWN_RELATIONSHIP at 0'],
    ['has at most twenty hops', 'Order', Array.from({ length: 21 }, () => 'OrderParent'), 'FLX_PATH_LENGTH at 20'],
  ] as const)('%s', (_title, from, path, expected) => {
    expect(trail(resolvePath(model, from, path))).toBe(expected);
  });

  it('names the nearest relationship when it knows none of the name', () => {
    expect(resolvePath(model, 'Line', ['LineOrdr']).problem?.mend).toBe("Did you mean 'LineOrder'?");
  });
});

describe('the way to Customer', () => {
  it.each([
    ['is found when it is the only shortest', 'Ticket', undefined, 'Customer'],
    ['of a source entity is through its keys', 'Contact', undefined, 'Customer'],
    ['is not guessed among several', 'Line', undefined, 'FLX_PATH_AMBIGUOUS at 0'],
    [
      'takes the path that is written, to a source entity',
      'Line',
      ['LineOrder', 'OrderMember'],
      'Order Member Customer',
    ],
    ['does not end elsewhere', 'Line', ['LineOrder'], 'FLX_PATH_END at 0'],
    ['is not there for an entity on its own', 'Island', undefined, 'FLX_PATH_NONE at 0'],
    ['of Customer is nothing', 'Customer', undefined, ''],
  ] as const)('%s', (_title, from, path, expected) => {
    expect(trail(wayToCustomer(model, from, path))).toBe(expected);
  });

  it('lists the ways when there are several', () => {
    expect(wayToCustomer(model, 'Order').problem?.message).toBe(
      "Several shortest ways lead from 'Order' to 'Customer': OrderContact › Customer; OrderMember › Customer.",
    );
    expect(findShortestWays(model, 'Order', 'Customer')).toHaveLength(2);
  });
});

describe('the joins of a way', () => {
  const joins = (from: string, path: readonly string[]) => {
    const result = wayToCustomer(model, from, path);
    if (result.problem) throw result.problem;
    const side = ({ name, isText }: { name: string; isText: boolean }) => (isText ? `text(${name})` : name);
    return hopsOf(result.way).map((hop) => `${side(hop.from)} = ${hop.table}.${side(hop.to)}`);
  };

  it('skip a source entity that is passed by its key', () => {
    expect(joins('Order', ['OrderContact'])).toEqual([
      'contact = AlternateKey.AlternateValue',
      'CustomerId = Customer.CustomerId',
    ]);
  });

  it('compare keys of two types as text', () => {
    expect(joins('Line', ['LineOrder', 'OrderMember'])).toEqual([
      'order = Order.id',
      'text(member) = AlternateKey.AlternateValue',
      'CustomerId = Customer.CustomerId',
    ]);
  });

  it('keep a source entity whose other columns are used', () => {
    expect(joins('Card', ['MemberCard', 'MemberContact'])).toEqual([
      'id = Member.card',
      'contact = AlternateKey.AlternateValue',
      'CustomerId = Customer.CustomerId',
    ]);
  });
});
