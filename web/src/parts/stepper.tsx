import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkFilled } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px' },
  step: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '8px',
    padding: '6px 12px 6px 6px',
    // Below the bar of the window when it is scrolled to.
    scrollMarginTop: '120px',
    border: 'none',
    borderRadius: tokens.borderRadiusCircular,
    background: 'none',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    ':disabled': { cursor: 'default', color: tokens.colorNeutralForeground3 },
  },
  told: { cursor: 'default', ':hover': { backgroundColor: 'transparent' } },
  current: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  mark: {
    display: 'inline-grid',
    placeItems: 'center',
    width: '24px',
    height: '24px',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    fontSize: tokens.fontSizeBase200,
    boxSizing: 'border-box',
  },
  markOn: {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
    borderTopColor: tokens.colorBrandBackground,
    borderRightColor: tokens.colorBrandBackground,
    borderBottomColor: tokens.colorBrandBackground,
    borderLeftColor: tokens.colorBrandBackground,
  },
});

/**
 * Steps of a task in their order; those reached can be gone to. A step that begins has the focus, its fields come next.
 * Without `onGo` the steps only tell where one is.
 */
export function Stepper<Step extends string>(props: {
  label: string;
  steps: readonly { readonly step: Step; readonly title: string }[];
  current: Step;
  /** Index of the last step that may be opened. Default: all. */
  reached?: number;
  onGo?: (step: Step) => void;
}) {
  const styles = useStyles();
  const { onGo } = props;
  const current = useRef<HTMLButtonElement>(null);
  const before = useRef(props.current);
  useEffect(() => {
    if (before.current !== props.current) current.current?.focus();
    before.current = props.current;
  }, [props.current]);
  const at = props.steps.findIndex(({ step }) => step === props.current);
  return (
    <ol aria-label={props.label} className={styles.root}>
      {props.steps.map(({ step, title }, index) => {
        const className = mergeClasses(styles.step, index === at && styles.current);
        const content = (
          <>
            <span className={mergeClasses(styles.mark, index <= at && styles.markOn)}>
              {index < at ? <CheckmarkFilled /> : index + 1}
            </span>
            {title}
          </>
        );
        return (
          <li key={step} {...(!onGo && index === at && { 'aria-current': 'step' })}>
            {onGo ? (
              <button
                type="button"
                ref={index === at ? current : undefined}
                className={className}
                aria-current={index === at ? 'step' : undefined}
                disabled={index > (props.reached ?? props.steps.length)}
                onClick={() => onGo(step)}
              >
                {content}
              </button>
            ) : (
              <span className={mergeClasses(className, styles.told)}>{content}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
