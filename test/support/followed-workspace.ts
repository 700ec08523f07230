/** How the definitions of a company may be edited between two refreshes. */
export interface Edits {
  /** Precision of the names that contacts and members are matched by. */
  readonly precision: 'exact' | 'high' | 'low';
  /** Rows of a block from which on it is skipped; the towns of names hold about as many. */
  readonly maxBlockSize: number;
  /** Whether records with one mail are one record of an entity. */
  readonly isDeduplicated: boolean;
  /** Whether staff of one account with one mail are one contact. */
  readonly isStaffUnified: boolean;
  /** Function of the measure over orders. */
  readonly orders: 'sum' | 'max' | 'count';
  /** Least amount of the segment over orders. */
  readonly least: number;
}

export const FIRST_EDITS: Edits = {
  precision: 'high',
  maxBlockSize: 24,
  isDeduplicated: true,
  isStaffUnified: true,
  orders: 'sum',
  least: 50,
};

export const COLUMNS = {
  contacts: ['Id', 'Mail', 'First', 'Last', 'Town', 'Spend', 'Gone'],
  members: ['Id', 'Mail', 'First', 'Last', 'Town', 'Spend', 'Gone'],
  orders: ['OrderId', 'Contact', 'Amount', 'Kind', 'Gone'],
  staff: ['StaffId', 'Account', 'Mail', 'Role', 'Gone'],
} as const;

const deleted = { attribute: 'Gone', value: 'yes' };
const texts = (...names: readonly string[]) => names.map((name) => ({ name, type: 'string' }));

/**
 * Contacts, members, orders and staff, all loaded incrementally but the members; rules that dedupe and match; measures over
 * orders, members and profiles, one that reads another; segments over attributes, measures and other segments; the staff
 * are the contacts of the unified contacts and members, with segments of their own.
 */
export function followedWorkspace({ precision, maxBlockSize, isDeduplicated, isStaffUnified, orders, least }: Edits) {
  const source = (name: string, entity: object) => ({
    name,
    kind: 'csv',
    options: { folder: '.' },
    entities: [entity],
  });
  const same = (name: string, further: object = {}) => ({ left: name, right: name, ...further });
  const mail = { normalize: ['lowerCase'] };
  const total = (name: string, entity: string, further: object) => ({
    name,
    kind: 'customerAttribute',
    entity,
    calculations: [{ name: 'Value', replaceNull: 0, ...further }],
  });
  return {
    dataSources: [
      source('Shop', {
        name: 'Contact',
        options: { path: 'contacts.csv' },
        primaryKey: 'Id',
        load: 'incremental',
        deleted,
        attributes: texts(...COLUMNS.contacts.filter((name) => name !== 'Spend')),
      }),
      source('Club', { name: 'Member', options: { path: 'members.csv' }, primaryKey: 'Id' }),
      source('Till', {
        name: 'Order',
        options: { path: 'orders.csv' },
        primaryKey: 'OrderId',
        load: 'incremental',
        deleted,
        attributes: texts('OrderId', 'Contact', 'Kind', 'Gone'),
      }),
      source('Crm', {
        name: 'Staff',
        options: { path: 'staff.csv' },
        primaryKey: 'StaffId',
        load: 'incremental',
        deleted,
        attributes: texts(...COLUMNS.staff),
      }),
    ],
    audience: {
      customers: 'businessAccounts',
      contacts: [
        {
          entity: 'Crm_Staff',
          primaryKey: 'StaffId',
          accountKey: 'Account',
          accountEntity: 'Shop_Contact',
          fields: { JobTitle: 'Role', PrimaryEmail: 'Mail' },
        },
      ],
      contactRules: isStaffUnified ? [{ name: 'SameMail', conditions: [{ attribute: 'PrimaryEmail', ...mail }] }] : [],
    },
    relationships: [
      {
        name: 'OrderContact',
        fromEntity: 'Till_Order',
        fromAttribute: 'Contact',
        toEntity: 'Shop_Contact',
        toAttribute: 'Id',
      },
    ],
    unification: {
      maxBlockSize,
      entities: [
        {
          entity: 'Shop_Contact',
          primaryKey: 'Id',
          ...(isDeduplicated && {
            deduplicate: { rules: [{ name: 'SameMail', conditions: [{ attribute: 'Mail', ...mail }] }] },
          }),
        },
        { entity: 'Club_Member', primaryKey: 'Id' },
      ],
      rules: [
        { name: 'Mail', left: 'Shop_Contact', right: 'Club_Member', conditions: [same('Mail', mail)] },
        {
          name: 'Name',
          left: 'Club_Member',
          right: 'Shop_Contact',
          conditions: [same('First', { precision }), same('Last', { precision: 'high' })],
          blocking: [same('Town')],
        },
      ],
    },
    measures: [
      total('Ordered', 'Till_Order', {
        function: orders,
        ...(orders === 'count' ? {} : { expression: { attribute: 'Amount' } }),
        filter: { operator: 'notEquals', attribute: 'Kind', value: 'gift' },
      }),
      total('Club', 'Club_Member', { function: 'sum', expression: { attribute: 'Spend' } }),
      total('Profile', 'Customer', { function: 'max', expression: { attribute: 'Spend' } }),
      {
        name: 'ByTown',
        kind: 'business',
        entity: 'Customer',
        dimensions: [{ attribute: 'Town' }],
        calculations: [{ name: 'Sum', function: 'sum', expression: { measure: 'Ordered' } }],
      },
      {
        name: 'Everything',
        kind: 'business',
        entity: 'Till_Order',
        calculations: [{ name: 'Sum', function: 'sum', expression: { attribute: 'Amount' } }],
      },
    ],
    segments: [
      segment('Buyers', { operator: 'greaterThan', measure: 'Ordered', value: least }),
      segment('Town', { operator: 'equals', attribute: 'Town', value: 'Bilbao' }),
      segment('Club', { operator: 'greaterThan', measure: 'Club', value: 40 }),
      segment('Gifted', {
        operator: 'any',
        path: ['Shop_Contact', 'OrderContact'],
        condition: { operator: 'equals', attribute: 'Kind', value: 'gift' },
      }),
      segment('Both', {
        operator: 'or',
        conditions: [
          { operator: 'inSegment', segment: 'Buyers' },
          { operator: 'notInSegment', segment: 'Town' },
        ],
      }),
      { ...segment('Chiefs', { operator: 'equals', attribute: 'JobTitle', value: 'CEO' }), of: 'contacts' },
      { ...segment('AtTown', any('Customer', { operator: 'inSegment', segment: 'Town' })), of: 'contacts' },
      segment('WithChief', any('UnifiedContact', { operator: 'inSegment', segment: 'Chiefs' })),
    ],
  };
}

function any(path: string, condition: object) {
  return { operator: 'any', path: [path], condition };
}

function segment(name: string, condition: object) {
  return { name, rules: [{ condition }] };
}
