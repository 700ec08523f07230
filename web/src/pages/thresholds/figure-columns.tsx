import type { TFunction } from 'i18next';
import type { Format } from '../../format/format.ts';
import type { Column } from '../../parts/data-table.tsx';

interface Figure {
  readonly value?: number | undefined;
  readonly previous?: number | undefined;
  readonly unit?: string | undefined;
}

/** Columns of a number and its change since the refresh before. */
export function figureColumns(t: TFunction, format: Format, title: string): readonly Column<Figure>[] {
  return [
    {
      key: 'value',
      title,
      show: ({ value, unit }) => (value === undefined ? '–' : format.quantity(value, unit)),
      isNumber: true,
    },
    {
      key: 'change',
      title: t('threshold.change'),
      show: ({ value, previous, unit }) =>
        value === undefined || previous === undefined ? '–' : format.change(value - previous, unit),
      isNumber: true,
    },
  ];
}
