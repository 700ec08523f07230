import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    padding: '28px 32px',
    '@media (max-width: 640px)': { padding: '16px' },
  },
  row: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: '16px' },
  title: { width: '220px' },
});

/** The shape of a page while it loads. */
export function PageSkeleton() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Skeleton aria-label={t('app.loading')} className={styles.root}>
      <SkeletonItem size={32} className={styles.title} />
      <div className={styles.row}>
        {['a', 'b', 'c', 'd'].map((key) => (
          <SkeletonItem key={key} size={96} />
        ))}
      </div>
      <SkeletonItem size={128} />
      <SkeletonItem size={128} />
    </Skeleton>
  );
}
