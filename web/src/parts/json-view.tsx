import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { scrollArea } from './scroll-area.ts';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    padding: '10px 12px',
    maxHeight: '420px',
    '@media print': { maxHeight: 'none' },
    overflow: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  text: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});

/** Any value as indented JSON. */
export function JsonView({ label, value }: { label: string; value: unknown }) {
  const styles = useStyles();
  const text = useText();
  return (
    <section aria-label={`${label} (JSON)`} className={styles.root} {...scrollArea}>
      <pre className={mergeClasses(styles.text, text.mono)}>{JSON.stringify(value, null, 2) ?? '–'}</pre>
    </section>
  );
}
