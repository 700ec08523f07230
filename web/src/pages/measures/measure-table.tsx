import { Button } from '@fluentui/react-components';
import { TableRegular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../../src/app/view/entity.ts';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { Measure } from '../../../../src/model/measure.ts';
import { unitOfCalculation } from '../../../../src/model/measure-unit.ts';
import { exportAddress, rowsQuery } from '../../api/queries/entities.ts';
import { useFormat } from '../../format/use-format.ts';
import { readableValue } from '../../format/value.ts';
import { DownloadLinks } from '../../parts/download-links.tsx';
import { Empty } from '../../parts/empty.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useText } from '../../parts/text.ts';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useAsOf } from '../../parts/use-as-of.ts';
import { ThresholdStudy } from '../thresholds/threshold-study.tsx';
import { dimensionColumns, useDimensionCells, useDimensionText } from './dimension-names.tsx';

/** The rows of a measure with dimensions, or its value for each customer. */
export function MeasureTable({ measure, home }: { measure: Measure; home: HomeView | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useText();
  const asOf = useAsOf();
  const [{ sort, row }, change] = useAddress('sort', 'row');
  const entity = measure.kind === 'customerAttribute' ? 'Customer_Measure' : measure.name;
  const rowsOf = rowsQuery(entity, { sort });
  const query = useInfiniteQuery(rowsOf);
  const cells = useDimensionCells(measure, rowsOf);
  const names = measure.kind === 'customerAttribute' ? ['CustomerId', measure.name] : undefined;
  const dimensions = [...dimensionColumns(measure).keys()];
  const isWatchable = measure.kind === 'business' && dimensions.length > 0;
  const titles = Object.fromEntries(measure.calculations.map(({ name, displayName = name }) => [name, displayName]));
  const rowOf = (each: EntityRow) =>
    JSON.stringify(Object.fromEntries(dimensions.map((name) => [name, String(each[name] ?? '')])));
  const showRow = (each: EntityRow) => (
    <Button size="small" aria-pressed={row === rowOf(each)} onClick={() => change({ row: rowOf(each) })}>
      {t('segment.showWho')}
    </Button>
  );
  const showIn =
    (name: string, unit: string | undefined) =>
    ({ [name]: value }: EntityRow) =>
      typeof value === 'number' ? format.quantity(value, unit) : readableValue(value, format);
  const results = Object.fromEntries(
    measure.calculations.map(({ name }) => [name, showIn(name, unitOfCalculation(measure, name))]),
  );
  return (
    <>
      {row !== '' && home && <RowStudy measure={measure} home={home} row={row} />}
      <Toolbar end={<DownloadLinks addressOf={(format) => exportAddress(entity, format, { sort })} />}>
        <span className={text.quiet}>{asOf}</span>
      </Toolbar>
      <PagedList
        query={query}
        empty={<Empty icon={TableRegular} title={t('entity.empty')} text={t('entity.emptyText')} />}
      >
        {(rows) => (
          <Rows
            label={measure.displayName ?? measure.name}
            rows={rows}
            names={[...(names ?? Object.keys(rows[0] ?? {})), ...(isWatchable ? [t('measure.course')] : [])]}
            sort={sort}
            onSort={(wanted) => change({ sort: wanted })}
            titles={{
              ...titles,
              CustomerId: t('measure.customer'),
              [measure.name]: measure.displayName ?? measure.name,
            }}
            show={{
              ...results,
              [measure.name]: showIn(measure.name, measure.unit),
              ...cells,
              ...(isWatchable && { [t('measure.course')]: showRow }),
            }}
          />
        )}
      </PagedList>
    </>
  );
}

/** One row of a measure with dimensions, watched like a measure of its own. */
function RowStudy({ measure, home, row }: { measure: Measure; home: HomeView; row: string }) {
  const { t } = useTranslation();
  const values = JSON.parse(row) as Readonly<Record<string, string>>;
  const textOf = useDimensionText(measure);
  const displayName = Object.entries(values)
    .map(([column, value]) => textOf(column, value))
    .join(' · ');
  const figure = { name: measure.name, displayName, unit: measure.unit };
  return (
    <Panel title={figure.displayName}>
      <ThresholdStudy
        key={row}
        kind="measure"
        figure={figure}
        valueTitle={t('threshold.value')}
        home={home}
        row={values}
      />
    </Panel>
  );
}
