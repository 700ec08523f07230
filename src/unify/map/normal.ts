import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import type { ComparedValue } from '../comparison/value.ts';
import { NORMALIZATION_STEPS } from '../normalize/index.ts';
import type { WordNormalization } from '../normalize/normalization.ts';
import {
  findPhoneCountry,
  PHONE_COUNTRY_COLUMNS,
  PHONE_COUNTRY_TABLE,
  phoneCountryRows,
  withCallingCodes,
} from '../normalize/phone-country.ts';
import { type NormalizedColumn, normalizedQuery } from '../normalize/query.ts';
import { aliasRows, bypassRows } from '../normalize/user-list.ts';
import { wordRows, wordTableOf } from '../normalize/words.ts';
import { comparedOn, type PlannedEntity, type PlannedRule, type UnifyPlan } from '../plan/plan.ts';
import { normalTableOf, RID, recordTableOf } from '../tables.ts';

/** Values that a rule reads on one side. */
type ReadValues = (rule: PlannedRule, side: 'left' | 'right') => readonly ComparedValue[];

/** Stages that bring every compared value, or those of `read`, into the form in which it is compared, each once. */
export function normalStages(plan: UnifyPlan, dialect: Dialect, read: ReadValues = comparedOn): Stage[] {
  const values = new Map(plan.entities.map((entity) => [entity, valuesOf(plan, entity, read)]));
  const all = [...values.values()].flat();
  return [
    ...wordStages(all),
    ...listStages(plan, all),
    ...countryStages(plan),
    ...[...values]
      .filter(([, compared]) => compared.length > 0)
      .map(([entity, compared]) => normalStage(entity, compared, dialect)),
  ];
}

/** Every value of an entity that some rule compares, once. */
export function valuesOf(plan: UnifyPlan, entity: PlannedEntity, read: ReadValues = comparedOn): ComparedValue[] {
  const values = [...plan.deduplications, ...plan.matches, ...plan.separations].flatMap((rule) => [
    ...(rule.left === entity ? read(rule, 'left') : []),
    ...(rule.right === entity ? read(rule, 'right') : []),
  ]);
  return [...new Map(values.map((value) => [value.column, value])).values()];
}

function normalStage(entity: PlannedEntity, values: readonly ComparedValue[], dialect: Dialect): Stage {
  const columns = values.map((value) => columnOf(value, entity, dialect));
  return createTableStage({
    name: `map:normalize:${entity.name}`,
    summary: `Values of ${entity.name} as they are compared.`,
    table: normalTableOf(entity.name),
    query: normalizedQuery(recordsOf(entity, values, dialect), RID, columns, dialect),
  });
}

/** Values whose telephone numbers get the calling code of a country first. */
const hasCountry = ({ normalize }: ComparedValue, { attribute, fallback }: PlannedEntity['phoneCountry']) =>
  normalize.includes('phone') && (attribute ?? fallback) !== undefined;

const codedColumn = ({ attribute }: ComparedValue) => `${attribute.name} (E.164)`;

/** The records, with one column more for each attribute that holds telephone numbers of a known country. */
function recordsOf({ name, phoneCountry }: PlannedEntity, values: readonly ComparedValue[], dialect: Dialect): Sql {
  const records = id(recordTableOf(name));
  const phones = values.filter((value) => hasCountry(value, phoneCountry));
  if (phones.length === 0) return records;
  const { attribute, fallback } = phoneCountry;
  const numbers = new Map(
    phones.map((value) => {
      const number = sql`cast(${id(value.attribute.name)} as ${dialect.typeName('string')})`;
      return [codedColumn(value), { name: codedColumn(value), value: number }];
    }),
  );
  const country = attribute === undefined ? undefined : id(attribute);
  const numbersOf = {
    numbers: [...numbers.values()],
    country,
    fallback: fallback ? findPhoneCountry(fallback) : undefined,
  };
  return withCallingCodes(records, numbersOf, dialect);
}

function countryStages({ entities }: UnifyPlan): Stage[] {
  if (entities.every(({ phoneCountry }) => phoneCountry.attribute === undefined)) return [];
  return [
    {
      name: 'map:phone-countries',
      summary: 'How telephone numbers are written in each country, by its codes and names.',
      table: PHONE_COUNTRY_TABLE,
      run: async (session) => {
        await session.insert(PHONE_COUNTRY_TABLE, PHONE_COUNTRY_COLUMNS, [phoneCountryRows()]);
      },
    },
  ];
}

function columnOf(value: ComparedValue, { phoneCountry }: PlannedEntity, dialect: Dialect): NormalizedColumn {
  const isCoded = hasCountry(value, phoneCountry);
  const attribute = id(isCoded ? codedColumn(value) : value.attribute.name);
  const isSame = isCoded || value.attribute.type === value.compareAs;
  return {
    name: value.column,
    value: isSame ? attribute : sql`cast(${attribute} as ${dialect.typeName(value.compareAs)})`,
    normalize: value.normalize,
    lists: {
      alias: value.normalize.includes('alias') ? listTableOf('alias', value) : undefined,
      bypass: value.normalize.includes('bypass') ? listTableOf('bypass', value) : undefined,
    },
  };
}

function wordStages(values: readonly ComparedValue[]): Stage[] {
  const used = NORMALIZATION_STEPS.filter(
    (step): step is WordNormalization =>
      step.kind === 'words' && values.some((value) => value.normalize.includes(step.name)),
  );
  return used.map((step) => ({
    name: `map:words:${step.name}`,
    summary: `Word list: ${step.summary}`,
    table: wordTableOf(step),
    run: async (session: EngineSession) => {
      const columns = [
        { name: 'word', type: 'string' },
        { name: 'replacement', type: 'string' },
        { name: 'is_opening', type: 'boolean' },
      ] as const;
      await session.insert(wordTableOf(step), columns, [wordRows(step)]);
    },
  }));
}

/** Lists are normalised like the values they are compared with, so each combination of normalisations has its own table. */
const listTableOf = (list: 'alias' | 'bypass', value: ComparedValue): string =>
  `unify_${list}_${[...new Set(value.normalize)].sort().join('_')}`;

function listStages({ unification }: UnifyPlan, values: readonly ComparedValue[]): Stage[] {
  const stages = values.flatMap((value) => [
    ...(value.normalize.includes('alias')
      ? [
          listStage(
            listTableOf('alias', value),
            ['value', 'stands_for'],
            aliasRows(unification.alias ?? [], value.normalize),
          ),
        ]
      : []),
    ...(value.normalize.includes('bypass')
      ? [listStage(listTableOf('bypass', value), ['value'], bypassRows(unification.bypass ?? [], value.normalize))]
      : []),
  ]);
  return [...new Map(stages.map((stage) => [stage.name, stage])).values()];
}

function listStage(
  table: string,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): Stage {
  return {
    name: `map:list:${table.replace('unify_', '')}`,
    summary: 'A list of the user, normalised like the values it is compared with.',
    table,
    run: async (session) => {
      await session.insert(
        table,
        columns.map((name) => ({ name, type: 'string' as const })),
        [rows],
      );
    },
  };
}
