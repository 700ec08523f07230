import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { homeQuery } from '../../api/queries.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { ThresholdStudy } from './threshold-study.tsx';

/** One segment: its size over the refreshes, and what a threshold would have done. */
export function SegmentPage() {
  const { t } = useTranslation();
  const { name } = useParams({ from: '/segments/$name' });
  return (
    <Loaded query={useQuery(homeQuery)}>
      {(home) => {
        const segment = home.segments.find((each) => each.name === name);
        if (!segment) return <NotFound />;
        return (
          <ThresholdStudy
            key={name}
            kind="segment"
            figure={segment}
            valueTitle={t('threshold.members')}
            share={home.profiles.value && segment.value !== undefined ? segment.value / home.profiles.value : undefined}
            home={home}
          />
        );
      }}
    </Loaded>
  );
}
