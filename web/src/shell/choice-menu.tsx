import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkFilled, type FluentIcon } from '@fluentui/react-icons';
import { type ReactElement, useId, useRef } from 'react';

/** One of several things to choose. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: FluentIcon;
  /** Language of the label when it is not the page's. */
  readonly lang?: string;
}

const useStyles = makeStyles({
  list: {
    position: 'fixed',
    inset: '46px 8px auto auto',
    minWidth: '160px',
    margin: 0,
    padding: '4px',
    boxSizing: 'border-box',
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
  },
  option: {
    display: 'grid',
    gridTemplateColumns: '20px 20px 1fr',
    alignItems: 'center',
    gap: '8px',
    width: '100%',
    minHeight: '32px',
    padding: '0 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  plain: { gridTemplateColumns: '20px 1fr' },
  icon: { fontSize: '20px' },
});

/** A button that opens a short list of choices under the top bar; the browser's own popover, so it weighs nothing. */
export function ChoiceMenu<Value extends string>(props: {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChoose: (value: Value) => void;
  icon: ReactElement;
  children?: string;
}) {
  const styles = useStyles();
  const id = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  return (
    <>
      <Button appearance="subtle" icon={props.icon} aria-label={props.label} popoverTarget={id}>
        {props.children}
      </Button>
      <fieldset ref={list} id={id} popover="auto" aria-label={props.label} className={styles.list}>
        {props.choices.map(({ value, label, icon: Icon, lang }) => (
          <button
            key={value}
            type="button"
            lang={lang}
            aria-pressed={value === props.value}
            className={mergeClasses(styles.option, !Icon && styles.plain)}
            onClick={() => {
              props.onChoose(value);
              list.current?.hidePopover();
            }}
          >
            <span>{value === props.value && <CheckmarkFilled />}</span>
            {Icon && <Icon className={styles.icon} />}
            {label}
          </button>
        ))}
      </fieldset>
    </>
  );
}
