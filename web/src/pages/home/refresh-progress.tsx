import { makeStyles, ProgressBar } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RefreshJob } from '../../../../src/model/refresh.ts';
import { useFormat } from '../../format/use-format.ts';
import { useText } from '../../parts/text.ts';
import { progressOf } from './progress.ts';

const useStyles = makeStyles({ root: { display: 'flex', flexDirection: 'column', gap: '6px' } });

/** How many tasks of a running refresh are done. */
export function RefreshProgress({ job }: { job: RefreshJob }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { done, total } = progressOf(job);
  const label = t('refresh.progress', { done: format.number(done), total: format.number(total) });
  return (
    <div className={styles.root}>
      <ProgressBar thickness="large" value={done} max={Math.max(total, 1)} aria-label={label} />
      <span className={text.quiet}>{label}</span>
    </div>
  );
}
