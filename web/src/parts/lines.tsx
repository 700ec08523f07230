import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    '& > li': { padding: '10px 0', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
    '& > li:first-child': { paddingTop: 0, borderTopStyle: 'none' },
    '& > li:last-child': { paddingBottom: 0 },
  },
});

/** A list whose items are parted by thin lines; its children are `li` elements. */
export function Lines({ children }: { children: ReactNode }) {
  return <ul className={useStyles().root}>{children}</ul>;
}
