import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowTrendingDownRegular, ArrowTrendingUpRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import { useFormat } from '../../format/use-format.ts';
import { Status, toneOf } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))', gap: '16px' },
  tile: {
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    padding: '14px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    boxShadow: tokens.shadow2,
  },
  change: { display: 'flex', alignItems: 'center', gap: '6px' },
  icon: { fontSize: '16px', flexShrink: 0 },
  missing: { color: tokens.colorNeutralForeground3 },
});

/** Profiles and business measures with their change since the published refresh before. */
export function Figures({ home }: { home: HomeView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <dl className={styles.grid}>
      <Figure label={t('home.profiles')} {...home.profiles} />
      {home.measures.map((measure) => (
        <Figure key={measure.name} label={measure.displayName} {...measure} />
      ))}
      {home.sources.length > 0 && <SourcesFigure sources={home.sources} />}
    </dl>
  );
}

function Figure(props: {
  label: string;
  value?: number | undefined;
  previous?: number | undefined;
  unit?: string | undefined;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { value, previous } = props;
  return (
    <div className={styles.tile}>
      <dt className={text.caption}>{props.label}</dt>
      <dd className={mergeClasses(text.figure, value === undefined && styles.missing)}>
        {value === undefined ? '–' : format.quantity(value, props.unit)}
      </dd>
      <dd className={mergeClasses(text.quiet, styles.change)}>
        {value === undefined ? t('home.noValue') : <Change value={value} previous={previous} unit={props.unit} />}
      </dd>
    </div>
  );
}

function Change(props: { value: number; previous: number | undefined; unit: string | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  if (props.previous === undefined) return t('home.firstValue');
  const change = props.value - props.previous;
  if (change === 0) return t('home.noChange');
  const Icon = change > 0 ? ArrowTrendingUpRegular : ArrowTrendingDownRegular;
  return (
    <>
      <Icon className={styles.icon} />
      {t('home.change', { change: format.change(change, props.unit) })}
    </>
  );
}

/** How many sources there are, and how many of them failed. */
function SourcesFigure({ sources }: Pick<HomeView, 'sources'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const failed = sources.filter(({ status }) => toneOf(status) === 'bad').length;
  return (
    <div className={styles.tile}>
      <dt className={text.caption}>{t('nav.sources')}</dt>
      <dd className={text.figure}>{format.number(sources.length)}</dd>
      <dd>
        <Status
          status={failed > 0 ? 'failed' : 'ok'}
          label={failed > 0 ? t('home.sourcesFailed', { count: failed }) : t('home.sourcesWell')}
          className={text.quiet}
        />
      </dd>
    </div>
  );
}
