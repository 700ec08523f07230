import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    margin: 0,
    padding: '10px 12px',
    maxHeight: '420px',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** Any value as indented JSON. */
export function JsonView({ label, value }: { label: string; value: unknown }) {
  const styles = useStyles();
  const text = useText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre className={mergeClasses(styles.root, text.mono)} aria-label={label} role="region" tabIndex={0}>
      {JSON.stringify(value, null, 2) ?? '–'}
    </pre>
  );
}
