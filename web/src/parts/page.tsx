import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    maxWidth: '1320px',
    padding: '28px 32px 16px',
    '@media (max-width: 640px)': { padding: '16px 16px 12px' },
  },
});

/** The column in which a page stands. */
export function Page({ children }: { children: ReactNode }) {
  return <div className={useStyles().root}>{children}</div>;
}
