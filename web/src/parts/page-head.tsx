import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    gap: '12px 16px',
  },
  lead: { color: tokens.colorNeutralForeground2, marginTop: '2px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** Title of a page, a line below it, and the page's commands; names the browser's tab too. */
export function PageHead({ title, lead, actions }: { title: string; lead?: ReactNode; actions?: ReactNode }) {
  const styles = useStyles();
  const text = useText();
  useEffect(() => {
    document.title = `${title} · Fluxu`;
  }, [title]);
  return (
    <div className={styles.root}>
      <div>
        <h1 className={text.title}>{title}</h1>
        {lead && <p className={mergeClasses(text.body, styles.lead)}>{lead}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
