import { makeStyles } from '@fluentui/react-components';
import { PeopleTeamRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useText } from '../../parts/text.ts';

const useStyles = makeStyles({
  line: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: '2px 12px', alignItems: 'baseline' },
});

/** Segments with their size, its change, and the threshold someone watches. */
export function SegmentsPanel({ segments }: { segments: HomeView['segments'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('home.segments')}>
      {segments.length === 0 ? (
        <Empty icon={PeopleTeamRegular} title={t('home.segmentsEmpty')} text={t('home.segmentsEmptyText')} />
      ) : (
        <Lines>
          {segments.map((segment) => (
            <SegmentLine key={segment.name} segment={segment} />
          ))}
        </Lines>
      )}
    </Panel>
  );
}

function SegmentLine({ segment }: { segment: HomeView['segments'][number] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { value, previous, threshold } = segment;
  const change = value === undefined || previous === undefined ? undefined : value - previous;
  const notes = [
    threshold !== undefined && t('home.threshold', { value: format.number(threshold) }),
    change !== undefined && (change === 0 ? t('home.noChange') : t('home.change', { change: format.change(change) })),
  ];
  return (
    <li className={styles.line}>
      <Anchor className={text.strong} to="/segments/$name" params={{ name: segment.name }}>
        {segment.displayName}
      </Anchor>
      <span className={text.number}>
        {value === undefined ? t('home.noValue') : t('home.members', { count: value })}
      </span>
      <span className={text.quiet}>{notes.filter(Boolean).join(' · ')}</span>
    </li>
  );
}
