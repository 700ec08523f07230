import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { homeQuery } from '../api/queries/home.ts';
import { useFormat } from '../format/use-format.ts';
import { progressOf } from '../pages/home/progress.ts';
import { useText } from '../parts/text.ts';

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    padding: '3px 10px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  icon: { fontSize: '16px' },
  label: {
    '@media (max-width: 899px)': {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
  },
});

/** Shows on every page that a refresh is running, and how far it is. */
export function RefreshPill() {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const job = useQuery(homeQuery).data?.currentRefresh;
  if (!job) return null;
  const { done, total } = progressOf(job);
  return (
    <Link to="/" className={mergeClasses(styles.root, text.caption)}>
      <ArrowClockwiseRegular className={styles.icon} />
      <span className={styles.label}>
        {t('refresh.running', { percent: format.percent(total ? done / total : 0) })}
      </span>
    </Link>
  );
}
