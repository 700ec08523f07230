import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import {
  findPhoneCountry,
  PHONE_COUNTRY_COLUMNS,
  PHONE_COUNTRY_TABLE,
  phoneCountryRows,
  withCallingCodes,
} from '../normalize/phone-country.ts';
import type { PlannedEntity } from '../plan/plan.ts';
import type { ProbabilitySource } from './role.ts';

/** The source with its telephone numbers as E.164, where their country is known: the form that rules compare too. */
export async function withPhoneCodes(
  session: EngineSession,
  source: ProbabilitySource,
  { phoneCountry: { attribute, fallback } }: PlannedEntity,
): Promise<ProbabilitySource> {
  const phones = source.columns.filter(({ role }) => role === 'phone');
  if (phones.length === 0 || (attribute ?? fallback) === undefined) return source;
  if (attribute !== undefined) await session.insert(PHONE_COUNTRY_TABLE, PHONE_COUNTRY_COLUMNS, [phoneCountryRows()]);
  const { dialect } = session;
  const coded = (column: string) => `${column} (E.164)`;
  const rows = withCallingCodes(
    id(source.table),
    {
      numbers: phones.map(({ column }) => ({
        name: coded(column),
        value: sql`cast(${id(column)} as ${dialect.typeName('string')})`,
      })),
      country: attribute === undefined ? undefined : id(attribute),
      fallback: fallback === undefined ? undefined : findPhoneCountry(fallback),
    },
    dialect,
  );
  const columns = source.columns.flatMap((own) =>
    own.role === 'phone'
      ? [
          { ...own, column: coded(own.column) },
          { ...own, column: coded(own.column), role: 'phoneCode' as const },
        ]
      : [own],
  );
  return { ...source, rows, columns };
}
