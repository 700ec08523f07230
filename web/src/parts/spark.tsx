import { makeStyles, tokens } from '@fluentui/react-components';

const WIDTH = 96;
const HEIGHT = 24;

const useStyles = makeStyles({
  root: { display: 'block', overflow: 'visible' },
  line: { fill: 'none', stroke: tokens.colorBrandStroke1, strokeWidth: '1.5px', strokeLinejoin: 'round' },
  dot: { fill: tokens.colorBrandStroke1 },
});

/** The course of a number as a small line; its words are its last values. */
export function Spark({ values, label }: { values: readonly number[]; label: string }) {
  const styles = useStyles();
  if (values.length < 2) return <span aria-hidden="true">–</span>;
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const points = values.map((value, index) => [
    (index / (values.length - 1)) * WIDTH,
    HEIGHT - 2 - ((value - least) / span) * (HEIGHT - 4),
  ]);
  const end = points.at(-1) ?? [0, 0];
  return (
    <svg className={styles.root} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <polyline className={styles.line} points={points.map((point) => point.join(',')).join(' ')} />
      <circle className={styles.dot} cx={end[0]} cy={end[1]} r="2.5" />
    </svg>
  );
}
