import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { FlowWeeks } from '../../../../src/app/view/flow.ts';
import { useFormat } from '../../format/use-format.ts';
import { useText } from '../../parts/text.ts';

const WIDTH = 84;
const HEIGHT = 8;
const PARTS = ['succeeded', 'failed', 'other'] as const;

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: '8px', whiteSpace: 'nowrap' },
  bar: { borderRadius: tokens.borderRadiusSmall, backgroundColor: tokens.colorNeutralBackground5 },
  succeeded: { fill: tokens.colorPaletteGreenBackground3 },
  failed: { fill: tokens.colorPaletteRedBackground3 },
  other: { fill: tokens.colorNeutralStroke1 },
});

/** How the runs of the last four weeks ended, as one bar, with the share that succeeded. */
export function WeeksBar({ weeks }: { weeks: FlowWeeks | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const share = weeks && shareOf(weeks);
  if (!weeks) return '–';
  const total = PARTS.reduce((sum, part) => sum + weeks[part], 0);
  const words = PARTS.filter((part) => weeks[part] > 0).map(
    (part) => `${t(`flow.${part}`)}: ${format.number(weeks[part])}`,
  );
  let from = 0;
  return (
    <span className={styles.root}>
      <svg className={styles.bar} width={WIDTH} height={HEIGHT} role="img" aria-label={words.join(', ')}>
        <title>{words.join(', ')}</title>
        {PARTS.map((part) => {
          const x = from;
          const width = (weeks[part] / total) * WIDTH;
          from += width;
          return <rect key={part} className={styles[part]} x={x} y={0} width={width} height={HEIGHT} />;
        })}
      </svg>
      <span className={mergeClasses(text.caption)}>{share === undefined ? '–' : format.percent(share)}</span>
    </span>
  );
}

/** Share of the ended runs that succeeded; undefined while none has ended. */
export function shareOf({ succeeded, failed }: FlowWeeks): number | undefined {
  return succeeded + failed === 0 ? undefined : succeeded / (succeeded + failed);
}
