import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useText } from './text.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))', gap: '16px' },
  tile: {
    padding: '14px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    boxShadow: tokens.shadow2,
  },
  figure: { '@media (max-width: 480px)': { fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600 } },
  words: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
});

/** A row of named values. */
export function Tiles({ items }: { items: readonly { readonly title: string; readonly value: string }[] }) {
  const styles = useStyles();
  const text = useText();
  return (
    <dl className={styles.grid}>
      {items.map(({ title, value }) => (
        <div key={title} className={styles.tile}>
          <dt className={text.caption}>{title}</dt>
          <dd className={value.length > 14 ? styles.words : mergeClasses(text.figure, styles.figure)}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
