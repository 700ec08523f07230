import type { InsightModel } from '../../src/model/insight-model.ts';
import type { EngineSession } from '../../src/sql/engine.ts';
import { loadTables, modelOf } from './insight-fixture.ts';

/**
 * A small company: three customers, unified from shop contacts (text keys) and loyalty members (numbers as keys). Ane has
 * two contacts, so that what hangs on the one that lost counts too. Orders point at contacts, lines at orders and products.
 */
export async function loadCompany(session: EngineSession): Promise<InsightModel> {
  const entities = await loadTables(session, {
    Customer: {
      columns: { CustomerId: 'string', FullName: 'string', City: 'string', PreviousCustomerId: 'string' },
      rows: [
        ['C1', 'Ane', 'Bilbao', null],
        ['C2', 'Beñat', 'Donostia', 'C8;C9'],
        ['C3', 'Carla', null, null],
      ],
    },
    AlternateKey: {
      columns: { DataSourceName: 'string', EntityName: 'string', AlternateValue: 'string', CustomerId: 'string' },
      rows: [
        ['Shop', 'Shop_Contact', 'k1', 'C1'],
        ['Shop', 'Shop_Contact', 'k1b', 'C1'],
        ['Shop', 'Shop_Contact', 'k2', 'C2'],
        ['Loyal', 'Loyal_Member', '11', 'C1'],
        ['Loyal', 'Loyal_Member', '33', 'C3'],
      ],
    },
    Shop_Contact: {
      columns: { ContactId: 'string', City: 'string', Email: 'string' },
      rows: [
        ['k1', 'Bilbao', 'ane@example.org'],
        ['k1b', 'Getxo', 'ane@example.com'],
        ['k2', 'Donostia', 'b@example.org'],
      ],
    },
    Loyal_Member: {
      columns: { MemberId: 'integer', Tier: 'string', Referrer: 'string' },
      rows: [
        [11, 'gold', '33'],
        [33, 'silver', null],
      ],
    },
    Shop_Order: {
      columns: {
        OrderId: 'integer',
        Contact: 'string',
        OrderedAt: 'dateTime',
        Amount: 'decimal',
        Status: 'string',
        Discount: 'double',
      },
      rows: [
        [1, 'k1', '2024-01-31T23:30:00Z', '10.10', 'paid', 0.1],
        [2, 'k1b', '2024-02-29T12:00:00Z', '20.20', 'paid', null],
        [3, 'k2', '2024-02-29T12:00:00Z', '5.05', 'open', 0.5],
        [4, 'k2', '2023-12-31T23:59:59Z', null, 'paid', null],
        [5, 'K1', '2024-03-01T00:00:00Z', '99', 'paid', null],
        [6, null, '2024-03-02T00:00:00Z', '7', 'lost', null],
      ],
    },
    Shop_Line: {
      columns: { LineId: 'integer', Order: 'integer', Product: 'string', Quantity: 'integer' },
      rows: [
        [1, 1, 'p1', 2],
        [2, 1, 'p2', 1],
        [3, 2, 'p1', 1],
        [4, 3, 'p2', 4],
      ],
    },
    Shop_Product: {
      columns: { ProductId: 'string', Category: 'string', Parent: 'string' },
      rows: [
        ['p0', 'all', null],
        ['p1', 'coffee', 'p0'],
        ['p2', 'tea', 'p0'],
      ],
    },
  });
  return modelOf(entities, {
    relationships: [
      relationship('OrderContact', 'Shop_Order', 'Contact', 'Shop_Contact', 'ContactId'),
      relationship('LineOrder', 'Shop_Line', 'Order', 'Shop_Order', 'OrderId'),
      relationship('LineProduct', 'Shop_Line', 'Product', 'Shop_Product', 'ProductId'),
      relationship('ProductParent', 'Shop_Product', 'Parent', 'Shop_Product', 'ProductId'),
      relationship('MemberReferrer', 'Loyal_Member', 'Referrer', 'Loyal_Member', 'MemberId'),
    ],
    unifiedEntities: [
      { entity: 'Shop_Contact', primaryKey: 'ContactId' },
      { entity: 'Loyal_Member', primaryKey: 'MemberId' },
    ],
  });
}

function relationship(name: string, fromEntity: string, fromAttribute: string, toEntity: string, toAttribute: string) {
  return { name, fromEntity, fromAttribute, toEntity, toAttribute };
}
