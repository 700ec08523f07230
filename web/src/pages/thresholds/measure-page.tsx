import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { homeQuery } from '../../api/queries.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { ThresholdStudy } from './threshold-study.tsx';

/** One business measure: its value over the refreshes, and what a threshold would have done. */
export function MeasurePage() {
  const { t } = useTranslation();
  const { name } = useParams({ from: '/measures/$name' });
  return (
    <Loaded query={useQuery(homeQuery)}>
      {(home) => {
        const measure = home.measures.find((each) => each.name === name);
        if (!measure) return <NotFound />;
        return (
          <ThresholdStudy key={name} kind="measure" figure={measure} valueTitle={t('threshold.value')} home={home} />
        );
      }}
    </Loaded>
  );
}
