import { Button } from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyField } from './copy-field.tsx';
import { Dialog } from './dialog.tsx';
import { Problem } from './problem.tsx';

/** What was made, with what can be copied only now. */
export interface MadeOnce {
  readonly title: string;
  /** Label and value of each text to be copied. */
  readonly texts: readonly (readonly [label: string, value: string])[];
}

/** The command that makes it. */
interface Making<Made> {
  readonly data: Made | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly mutate: (nothing: undefined) => void;
}

/**
 * A dialog with a form that makes something whose secret is shown once: when it is made, in a dialog in place of the form
 * that has the focus in the secret.
 */
export function MakeDialog<Made>(props: {
  title: string;
  isWide?: boolean;
  /** Whether the form says all that is needed. */
  isWhole: boolean;
  make: Making<Made>;
  made: (answer: Made) => MadeOnce;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { make, onClose, isWide = false } = props;
  const mayMake = props.isWhole && !make.isPending;
  if (make.data !== undefined) {
    const { title, texts } = props.made(make.data);
    return (
      <Dialog
        key="made"
        isWide={isWide}
        title={title}
        onClose={onClose}
        actions={
          <Button appearance="primary" onClick={onClose}>
            {t('app.done')}
          </Button>
        }
      >
        {texts.map(([label, value]) => (
          <Fragment key={label}>
            <p>{label}</p>
            <CopyField label={label} value={value} />
          </Fragment>
        ))}
      </Dialog>
    );
  }
  return (
    <Dialog
      isWide={isWide}
      title={props.title}
      onClose={onClose}
      onSubmit={() => mayMake && make.mutate(undefined)}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={!mayMake}>
            {t('app.add')}
          </Button>
        </>
      }
    >
      {make.error && <Problem error={make.error} />}
      {props.children}
    </Dialog>
  );
}
