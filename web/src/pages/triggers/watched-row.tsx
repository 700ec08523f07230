import { useTranslation } from 'react-i18next';
import type { Measure } from '../../../../src/model/measure.ts';
import { readAddressObject } from '../../parts/address-object.ts';
import { TextFact } from '../../parts/form/fields.tsx';
import { useDimensionText } from '../measures/dimension-names.tsx';
import { useMeasure } from './use-subjects.ts';

/** Values of the dimensions that name one row of a measure. */
export type MeasureRow = Readonly<Record<string, string>>;

/** A row as an address carries it, in JSON; undefined when there is none. */
export function readRow(text: string): MeasureRow | undefined {
  const row = readAddressObject(text);
  return row && Object.values(row).every((value) => typeof value === 'string') ? (row as MeasureRow) : undefined;
}

/** Which row of a measure is watched. */
export function WatchedRow({ measure, row }: { measure: string; row: MeasureRow }) {
  const definition = useMeasure(measure);
  return definition ? <RowOf measure={definition} row={row} /> : null;
}

function RowOf({ measure, row }: { measure: Measure; row: MeasureRow }) {
  const { t } = useTranslation();
  const textOf = useDimensionText(measure);
  const value = Object.entries(row)
    .map(([column, each]) => textOf(column, each))
    .join(' · ');
  return <TextFact label={t('trigger.row')} value={value} hint={t('trigger.rowHint')} />;
}
