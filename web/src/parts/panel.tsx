import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    minWidth: 0,
    padding: '16px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow2,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media print': { boxShadow: 'none' },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', justifyContent: 'space-between', gap: '4px 12px' },
  // Beside its commands while there is room for some words.
  words: { flex: '1 1 180px' },
  lead: { color: tokens.colorNeutralForeground3, marginTop: '2px' },
});

/** A titled part of a page. */
export function Panel(props: {
  title: string;
  lead?: string;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const styles = useStyles();
  const text = useText();
  const titleId = useId();
  return (
    <section className={mergeClasses(styles.root, props.className)} aria-labelledby={titleId}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 id={titleId} className={text.subtitle}>
            {props.title}
          </h2>
          {props.lead && <p className={mergeClasses(text.caption, styles.lead)}>{props.lead}</p>}
        </div>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}
