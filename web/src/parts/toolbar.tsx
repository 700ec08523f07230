import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 12px',
    '@media print': { display: 'none' },
  },
  end: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginInlineStart: 'auto' },
});

/** What filters and commands a list, above it; `end` stands at the other side. */
export function Toolbar({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      {children}
      {end && <div className={styles.end}>{end}</div>}
    </div>
  );
}
