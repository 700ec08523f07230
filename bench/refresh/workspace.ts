import { SOURCES } from './files.ts';

/** How the bench matches: by rules, or by probabilities that are learned once. */
export type BenchMode = 'rules' | 'probabilities';

/** Three sources of people, matched by mail, phone and birth date or by probabilities, three measures, five segments. */
export function benchWorkspace(load: 'full' | 'incremental', mode: BenchMode) {
  return {
    dataSources: SOURCES.map(({ name, key }) => ({
      name,
      kind: 'csv',
      options: { folder: 'data' },
      entities: [{ name: 'Person', options: { path: `${name}.csv` }, primaryKey: key, lastUpdated: 'ChangedOn', load }],
    })),
    unification: {
      entities: SOURCES.map(({ name, key }) => ({ entity: `${name}_Person`, primaryKey: key })),
      ...(mode === 'rules'
        ? { rules: [rules(0, 1), rules(0, 2), rules(1, 2)].flat() }
        : { mode, probabilities: { training: 'once' } }),
    },
    measures: [
      measure('TotalSpend', 'business', []),
      measure('SpendByTown', 'business', [{ attribute: 'Town' }]),
      {
        name: 'ClubSpend',
        kind: 'customerAttribute',
        entity: 'Club_Person',
        calculations: [{ name: 'Spend', function: 'sum', expression: { attribute: 'Spend' }, replaceNull: 0 }],
      },
    ],
    segments: [
      segment('BigSpenders', { operator: 'greaterThan', attribute: 'Spend', value: 900 }),
      segment('FromBilbao', { operator: 'equals', attribute: 'Town', value: 'Bilbao' }),
      segment('Sixties', { operator: 'isBetween', attribute: 'BirthDate', from: '1960-01-01', to: '1969-12-31' }),
      segment('ClubMembers', { operator: 'greaterThan', measure: 'ClubSpend', value: 500 }),
      segment('Combined', { operator: 'and', conditions: [inSegment('BigSpenders'), inSegment('FromBilbao')] }),
    ],
  };
}

function rules(left: number, right: number) {
  const ends = { left: `${SOURCES[left]?.name}_Person`, right: `${SOURCES[right]?.name}_Person` };
  const same = (name: string, rest: object = {}) => ({ left: name, right: name, ...rest });
  const similarNames = [same('FirstName', { precision: 'medium' }), same('LastName', { precision: 'high' })];
  const suffix = `${SOURCES[left]?.name}${SOURCES[right]?.name}`;
  return [
    { name: `Mail${suffix}`, ...ends, conditions: [same('Mail', { normalize: ['lowerCase'] })] },
    { name: `Phone${suffix}`, ...ends, conditions: [same('Phone', { normalize: ['phone'] }), ...similarNames] },
    { name: `Birth${suffix}`, ...ends, conditions: [same('BirthDate'), same('PostCode'), ...similarNames] },
  ];
}

function measure(name: string, kind: string, dimensions: readonly object[]) {
  const calculation = { name: 'Spend', function: 'sum', expression: { attribute: 'Spend' } };
  return { name, kind, entity: 'Customer', dimensions, calculations: [calculation] };
}

function segment(name: string, condition: object) {
  return { name, rules: [{ condition }] };
}

function inSegment(name: string) {
  return { operator: 'inSegment', segment: name };
}
