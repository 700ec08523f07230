import { makeStyles, tokens } from '@fluentui/react-components';
import { PeopleTeamRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SegmentOverlap as Overlap } from '../../../../src/app/view/trend.ts';
import { overlapQuery } from '../../api/queries/segments.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { Waiting } from '../../parts/waiting.tsx';

type Other = Overlap['others'][number];

const useStyles = makeStyles({
  share: { display: 'inline-flex', alignItems: 'center', gap: '8px' },
  track: {
    display: 'inline-block',
    width: '96px',
    height: '8px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground5,
    overflow: 'hidden',
  },
  bar: { display: 'block', height: '100%', backgroundColor: tokens.colorBrandBackground },
});

/** How many members a segment shares with each other one. */
export function SegmentOverlap({ name }: { name: string }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const { data, error, refetch } = useQuery(overlapQuery(name));
  const columns = useColumns(data?.size ?? 0);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <>
      <p className={text.quiet}>{t('home.asOf', { when: format.moment(data.publishedAt, now) })}</p>
      <ListView
        name="overlap"
        label={t('segment.overlap')}
        rows={data.others}
        columns={columns}
        keyOf={(other) => other.name}
        empty={<Empty icon={PeopleTeamRegular} title={t('segment.noOther')} text={t('segment.noOtherText')} />}
      />
    </>
  );
}

function useColumns(size: number): readonly ListColumn<Other>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const numberColumn = (key: 'size' | 'shared', title: string): ListColumn<Other> => ({
    key,
    title,
    value: (other) => other[key],
    show: ({ [key]: value }) => format.number(value),
    isNumber: true,
  });
  const shareColumn = (key: string, title: string, whole: (other: Other) => number): ListColumn<Other> => {
    const shareOf = (other: Other) => (whole(other) === 0 ? 0 : other.shared / whole(other));
    return { key, title, value: shareOf, show: (other) => <Share value={shareOf(other)} /> };
  };
  return [
    {
      key: 'name',
      title: t('kind.segment'),
      value: ({ displayName }) => displayName,
      show: (other) => (
        <Anchor to="/segments/$name" params={{ name: other.name }} search={{ tab: 'overlap' }}>
          {other.displayName}
        </Anchor>
      ),
    },
    numberColumn('size', t('threshold.members')),
    numberColumn('shared', t('segment.shared')),
    shareColumn('shareHere', t('segment.shareHere'), () => size),
    shareColumn('shareThere', t('segment.shareThere'), (other) => other.size),
  ];
}

function Share({ value }: { value: number }) {
  const styles = useStyles();
  const format = useFormat();
  return (
    <span className={styles.share}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${value * 100}%` }} />
      </span>
      {format.percent(value)}
    </span>
  );
}
