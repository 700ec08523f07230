import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({ root: { display: 'flex', flexDirection: 'column', gap: '12px' } });

/** The shape of a part of a page while it loads. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <Skeleton role="status" aria-label={t('app.loading')} className={useStyles().root}>
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <SkeletonItem key={key} size={24} />
      ))}
    </Skeleton>
  );
}
