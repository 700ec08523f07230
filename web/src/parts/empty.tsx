import { makeStyles, tokens } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    gap: '4px',
    padding: '32px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px dashed ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    // Within a panel there is a card already.
    'section > &': { padding: '12px', backgroundColor: 'transparent', border: 'none' },
  },
  icon: { fontSize: '32px', color: tokens.colorNeutralForeground4 },
  text: { color: tokens.colorNeutralForeground3, maxWidth: '42ch' },
  action: { marginTop: '8px' },
});

/** What a list shows while it has nothing: what is missing and how it comes. */
export function Empty(props: { icon: FluentIcon; title: string; text: string; action?: ReactNode }) {
  const styles = useStyles();
  const text = useText();
  return (
    <div className={styles.root}>
      <props.icon className={styles.icon} />
      <p className={text.strong}>{props.title}</p>
      <p className={styles.text}>{props.text}</p>
      {props.action && <div className={styles.action}>{props.action}</div>}
    </div>
  );
}
