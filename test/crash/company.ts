/** The company that crashes: one source, one segment whose size swings over its threshold, three things watched. */
export const CRASH_WORKSPACE = {
  dataSources: [
    {
      name: 'Shop',
      kind: 'csv',
      options: { folder: '.' },
      entities: [{ name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'ContactId' }],
    },
  ],
  unification: { entities: [{ entity: 'Shop_Contact', primaryKey: 'ContactId' }] },
  measures: [
    {
      name: 'TotalSpend',
      kind: 'business',
      entity: 'Customer',
      calculations: [{ name: 'Spend', function: 'sum', expression: { attribute: 'Spend' } }],
    },
  ],
  segments: [{ name: 'Big', rules: [{ condition: { attribute: 'Spend', operator: 'greaterThan', value: 100 } }] }],
};

export const THRESHOLD = 3;
const PEOPLE = 8;

/** How many spend much in each turn: below the threshold and above it by turns. */
export function bigSpendersOf(turn: number): number {
  return turn % 2 === 0 ? 1 : 5;
}

/** The contacts of a turn as CSV. */
export function contactsOf(turn: number): string {
  const rows = Array.from({ length: PEOPLE }, (_, id) => `C${id},${id < bigSpendersOf(turn) ? 500 : 20}`);
  return `${['ContactId,Spend', ...rows].join('\n')}\n`;
}

/** What outside services ask to be told. */
export const SUBSCRIPTIONS = [
  {
    watcherId: 'segment',
    trigger: 'SegmentThresholdCrossed',
    parameters: { segment: 'Big', threshold: THRESHOLD },
  },
  {
    watcherId: 'measure',
    trigger: 'MeasureThresholdCrossed',
    parameters: { measure: 'TotalSpend', threshold: 1000 },
  },
  { watcherId: 'refresh', trigger: 'FullRefreshCompleted', parameters: {} },
] as const;
