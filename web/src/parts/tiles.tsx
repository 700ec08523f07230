import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { CSSProperties } from 'react';
import { Status } from './status.tsx';
import { useText } from './text.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))', gap: '16px' },
  tile: {
    padding: '14px 16px',
    containerType: 'inline-size',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    boxShadow: tokens.shadow2,
  },
  // No longer than the tile is wide, whatever its number of signs.
  figure: { whiteSpace: 'nowrap', fontSize: 'min(1.75rem, calc(160cqi / var(--signs)))' },
  status: {
    minHeight: '36px',
    '& > :last-child': { alignSelf: 'center' },
    fontSize: tokens.fontSizeBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  words: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
});

/** A named value; with a status it is a state, shown with its mark. */
interface TileItem {
  readonly title: string;
  readonly value: string;
  readonly status?: string;
}

/** A row of named values. */
export function Tiles({ items }: { items: readonly TileItem[] }) {
  const styles = useStyles();
  const text = useText();
  return (
    <dl className={styles.grid}>
      {items.map(({ title, value, status }) => (
        <div key={title} className={styles.tile}>
          <dt className={text.caption}>{title}</dt>
          {status ? (
            <dd>
              <Status status={status} label={value} className={styles.status} />
            </dd>
          ) : (
            <dd
              className={value.length > 14 ? styles.words : mergeClasses(text.figure, styles.figure)}
              style={{ '--signs': value.length } as CSSProperties}
            >
              {value}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
