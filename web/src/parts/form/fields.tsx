import { Field, Input, makeStyles, Select, Switch, Textarea, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    // As many as fit, at most three: wider fields are harder to read, more of them harder to find.
    gridTemplateColumns: 'repeat(auto-fit, minmax(max(min(260px, 100%), calc(33.3% - 11px)), 1fr))',
    alignItems: 'start',
    gap: '14px 16px',
    '& > *': { minWidth: 0 },
  },
  choice: { minWidth: 0, maxWidth: '100%', '& > select': { minWidth: 0, maxWidth: '100%' } },
  // The switch keeps a margin for its own outline; its track stands where other fields begin.
  toggle: { marginInlineStart: '-8px' },
  stack: { display: 'flex', flexDirection: 'column', gap: '14px' },
  fact: {
    margin: 0,
    overflowWrap: 'anywhere',
    '& > dt': { padding: '2px 0' },
    '& > dd': { margin: 0, lineHeight: '32px' },
  },
  code: { fontFamily: tokens.fontFamilyMonospace },
  hint: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired?: boolean | undefined;
}

/** Fields beside each other where there is room. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className={useStyles().grid}>{children}</div>;
}

/** Fields below each other. */
export function FieldStack({ children }: { children: ReactNode }) {
  return <div className={useStyles().stack}>{children}</div>;
}

function Labelled({ label, hint, error, isRequired, children }: FieldProps & { children: ReactNode }) {
  return (
    <Field
      label={label}
      required={isRequired ?? false}
      {...(hint && { hint })}
      {...(error && { validationMessage: error })}
    >
      {children}
    </Field>
  );
}

/** One line of text. */
export function TextField(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    type?: 'text' | 'password' | 'email' | 'url' | 'time' | 'date';
    placeholder?: string;
    autoComplete?: string;
  },
) {
  return (
    <Labelled {...props}>
      <Input
        type={props.type ?? 'text'}
        value={props.value}
        {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        {...(props.autoComplete !== undefined && { autoComplete: props.autoComplete })}
        onChange={(_event, { value }) => props.onChange(value)}
      />
    </Labelled>
  );
}

/** A value among fields that cannot be changed. */
export function TextFact({ label, value, hint }: { label: string; value: string; hint: string }) {
  const styles = useStyles();
  return (
    <div>
      <dl className={styles.fact}>
        <dt>{label}</dt>
        <dd>
          <code>{value}</code>
        </dd>
      </dl>
      <span className={styles.hint}>{hint}</span>
    </div>
  );
}

/** Several lines of text. */
export function LongTextField(
  props: FieldProps & { value: string; onChange: (value: string) => void; rows?: number; isCode?: boolean },
) {
  const styles = useStyles();
  return (
    <Labelled {...props}>
      <Textarea
        rows={props.rows ?? 3}
        resize="vertical"
        value={props.value}
        {...(props.isCode && { textarea: { className: styles.code }, spellCheck: false })}
        onChange={(_event, { value }) => props.onChange(value)}
      />
    </Labelled>
  );
}

/** A number, or none. */
export function NumberField(
  props: FieldProps & {
    value: number | undefined;
    onChange: (value: number | undefined) => void;
    least?: number | undefined;
    most?: number | undefined;
    step?: number | undefined;
    placeholder?: string | undefined;
  },
) {
  return (
    <Labelled {...props}>
      <Input
        type="number"
        value={props.value === undefined ? '' : String(props.value)}
        {...(props.least !== undefined && { min: props.least })}
        {...(props.most !== undefined && { max: props.most })}
        step={props.step ?? 'any'}
        placeholder={props.placeholder}
        onChange={(_event, { value }) => props.onChange(value === '' ? undefined : Number(value))}
      />
    </Labelled>
  );
}

/** A value of a choice: what is kept and what people read. */
export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
}

/** One of several; with `none` also nothing, under those words. */
export function ChoiceField(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    options: readonly ChoiceOption[];
    none?: string;
  },
) {
  return (
    <Labelled {...props}>
      <Choice {...props} />
    </Labelled>
  );
}

/** A choice without a label of its own beside it; `label` names it for who cannot see it. */
export function Choice(props: {
  label?: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly ChoiceOption[];
  none?: string;
}) {
  const groups = [...new Set(props.options.map(({ group }) => group))];
  const isKnown = props.value === '' || props.options.some(({ value }) => value === props.value);
  return (
    <Select
      className={useStyles().choice}
      value={props.value}
      {...(props.label !== undefined && { 'aria-label': props.label })}
      onChange={(_event, { value }) => props.onChange(value)}
    >
      {(props.none !== undefined || props.value === '') && <option value="">{props.none ?? ''}</option>}
      {!isKnown && <option value={props.value}>{props.value}</option>}
      {groups.map((group) => {
        const options = props.options
          .filter((option) => option.group === group)
          .map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ));
        return group === undefined ? (
          options
        ) : (
          <optgroup key={group} label={group}>
            {options}
          </optgroup>
        );
      })}
    </Select>
  );
}

/** On or off. */
export function SwitchField(props: FieldProps & { value: boolean; onChange: (value: boolean) => void }) {
  return (
    <Field {...(props.hint && { hint: props.hint })}>
      <Switch
        className={useStyles().toggle}
        label={props.label}
        checked={props.value}
        onChange={(_event, { checked }) => props.onChange(checked)}
      />
    </Field>
  );
}
