import { MergeRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchLabels, MatchThresholds } from '../../../../src/app/view/matching.ts';
import type { Unification } from '../../../../src/model/unification.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { matchThresholdsQuery } from '../../api/queries/matching.ts';
import { useProbability } from '../../format/probability.ts';
import { useFormat } from '../../format/use-format.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Tiles } from '../../parts/tiles.tsx';
import { Toolbar } from '../../parts/toolbar.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { LabelUpload } from './label-upload.tsx';
import { ThresholdPlot, weightOf } from './threshold-plot.tsx';

type Labels = NonNullable<MatchLabels['labels']>;

/** Threshold of match probability when the unification names none. */
const DEFAULT_THRESHOLD = 0.5;
/** Points drawn and listed; the export has all. */
const MOST_POINTS = 200;

/** How good the links would be at each threshold, on the pairs of which somebody said whether they are one customer. */
export function ThresholdsPage() {
  const { t } = useTranslation();
  const [labels, setLabels] = useState<Labels>([]);
  return (
    <Loaded query={useQuery(definitionsQuery('unification'))}>
      {({ items }) => {
        const unification = items[0]?.definition as Unification | undefined;
        return (
          <>
            <PageHead
              title={t('labels.title')}
              lead={t('labels.lead')}
              back={{ to: '/unify', label: t('nav.unify') }}
            />
            {(unification?.mode ?? 'rules') === 'rules' ? (
              <Empty icon={MergeRegular} title={t('labels.noProbabilities')} text={t('labels.noProbabilitiesText')} />
            ) : (
              <>
                <LabelUpload count={labels.length} onLabels={setLabels} />
                <Curve labels={labels} threshold={unification?.probabilities?.threshold ?? DEFAULT_THRESHOLD} />
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Curve({ labels, threshold }: { labels: Labels; threshold: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: curve, error, refetch } = useQuery(matchThresholdsQuery(labels));
  const share = useProbability();
  const withWeight = (threshold: number) => `${share(threshold)} (${format.quantity(weightOf(threshold), 'bit')})`;
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!curve) return <Waiting />;
  if (curve.suggested === undefined)
    return <Empty icon={MergeRegular} title={t('labels.none')} text={t('labels.noneText')} />;
  const shown = thinned(curve);
  return (
    <>
      <Tiles
        items={[
          { title: t('labels.count'), value: format.number(curve.labels) },
          { title: t('labels.now'), value: withWeight(threshold) },
          { title: t('labels.suggested'), value: withWeight(curve.suggested) },
        ]}
      />
      <Panel title={t('labels.curve')} lead={t('labels.curveLead')}>
        <ThresholdPlot curve={shown} />
      </Panel>
      <Panel title={t('labels.numbers')}>
        <Toolbar end={<ExportButtons name="thresholds" rows={() => curve.points} />} />
        <Points curve={shown} share={share} />
      </Panel>
    </>
  );
}

function Points({ curve, share }: { curve: MatchThresholds; share: (value: number) => string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const column = (key: 'precision' | 'recall' | 'f1') => ({
    key,
    title: t(`labels.${key}`),
    show: (point: MatchThresholds['points'][number]) => share(point[key]),
    isNumber: true,
  });
  return (
    <DataTable
      label={t('labels.numbers')}
      rows={curve.points}
      keyOf={({ threshold }) => String(threshold)}
      columns={[
        {
          key: 'threshold',
          title: t('labels.threshold'),
          show: ({ threshold }) => (
            <>
              {share(threshold)} {threshold === curve.suggested && <Chip tone="brand">{t('labels.suggested')}</Chip>}
            </>
          ),
        },
        {
          key: 'weight',
          title: t('labels.weight'),
          show: ({ threshold }) => format.quantity(weightOf(threshold), 'bit'),
          isNumber: true,
        },
        column('precision'),
        column('recall'),
        column('f1'),
      ]}
    />
  );
}

/** The curve with points evenly left out, so that it can be drawn and read; first, last and suggested ones stay. */
function thinned(curve: MatchThresholds): MatchThresholds {
  const { points, suggested } = curve;
  const step = Math.ceil(points.length / MOST_POINTS);
  const isKept = (threshold: number, index: number) =>
    index % step === 0 || index === points.length - 1 || threshold === suggested;
  return { ...curve, points: points.filter(({ threshold }, index) => isKept(threshold, index)) };
}
