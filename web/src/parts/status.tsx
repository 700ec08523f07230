import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowClockwiseRegular,
  CheckmarkCircleFilled,
  CircleDottedRegular,
  ClockRegular,
  DismissCircleFilled,
  ErrorCircleFilled,
  type FluentIcon,
  SkipForwardRegular,
  WarningFilled,
} from '@fluentui/react-icons';

/** What a state means, whatever it is called. */
export type Tone = 'good' | 'bad' | 'doubtful' | 'busy' | 'waiting' | 'skipped' | 'stopped';

const ICONS: Readonly<Record<Tone, FluentIcon>> = {
  good: CheckmarkCircleFilled,
  bad: ErrorCircleFilled,
  doubtful: WarningFilled,
  busy: ArrowClockwiseRegular,
  waiting: CircleDottedRegular,
  skipped: SkipForwardRegular,
  stopped: DismissCircleFilled,
};

const TONES: Readonly<Record<string, Tone>> = {
  successful: 'good',
  Succeeded: 'good',
  ok: 'good',
  warning: 'doubtful',
  failed: 'bad',
  timedOut: 'bad',
  Failed: 'bad',
  TimedOut: 'bad',
  running: 'busy',
  Running: 'busy',
  skipped: 'skipped',
  Skipped: 'skipped',
  aborted: 'stopped',
  Cancelled: 'stopped',
  Aborted: 'stopped',
};

const useStyles = makeStyles({
  // The word, not the mark, stands on the line of the text around.
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    minWidth: 0,
    '& > :last-child': { alignSelf: 'baseline' },
  },
  icon: { fontSize: '16px', flexShrink: 0 },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  doubtful: { color: tokens.colorPaletteDarkOrangeForeground1 },
  busy: { color: tokens.colorBrandForeground1 },
  waiting: { color: tokens.colorNeutralForeground3 },
  skipped: { color: tokens.colorNeutralForeground3 },
  stopped: { color: tokens.colorNeutralForeground3 },
  turning: {
    animationName: { from: { transform: 'rotate(0deg)' }, to: { transform: 'rotate(360deg)' } },
    animationDuration: '1.6s',
    animationIterationCount: 'infinite',
    animationTimingFunction: 'linear',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
  },
});

/** Tone of a state of a task, refresh, run or check. */
export function toneOf(status: string): Tone {
  return TONES[status] ?? 'waiting';
}

/** A state: mark and word. With `stateLabel` the mark says the state and `label` names the thing. */
export function Status(props: { status: string; label: string; stateLabel?: string; className?: string }) {
  const styles = useStyles();
  const tone = toneOf(props.status);
  const Icon = props.status === 'Waiting' ? ClockRegular : ICONS[tone];
  return (
    <span className={mergeClasses(styles.root, props.className)}>
      <Icon
        className={mergeClasses(styles.icon, styles[tone], tone === 'busy' && styles.turning)}
        title={props.stateLabel}
      />
      <span>{props.label}</span>
    </span>
  );
}
