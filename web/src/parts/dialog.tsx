import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    width: 'min(560px, calc(100vw - 32px))',
    maxHeight: 'calc(100dvh - 64px)',
    boxSizing: 'border-box',
    padding: '20px 24px 24px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: 'rgba(0, 0, 0, 0.4)' },
  },
  wide: { width: 'min(880px, calc(100vw - 32px))' },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'flex-start', gap: '12px' },
  body: { display: 'flex', flexDirection: 'column', gap: '14px', paddingTop: '12px' },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: '8px', paddingTop: '20px' },
});

/**
 * A dialog over the page, open while it is rendered; Escape and the cross close it. The first field has the focus, and what
 * had it before has it again. With `onSubmit` it is a form: Enter in a field is the same as the action of type `submit`, also while that is disabled.
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  onSubmit?: () => void;
  actions?: ReactNode;
  isWide?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { onSubmit } = props;
  useEffect(() => {
    const opened = dialog.current;
    if (!opened || opened.open) return;
    opened.showModal();
    opened.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, []);
  // While it is still there, so that the browser gives the focus back to what had it before.
  useLayoutEffect(() => () => dialog.current?.close(), []);
  const content = (
    <>
      <div className={styles.body}>{props.children}</div>
      {props.actions && <div className={styles.actions}>{props.actions}</div>}
    </>
  );
  return (
    <dialog
      ref={dialog}
      className={mergeClasses(styles.root, props.isWide && styles.wide)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A file that is not chosen after all is cancelled too.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        props.onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={titleId} className={text.subtitle}>
          {props.title}
        </h2>
        <Button appearance="subtle" icon={<DismissRegular />} aria-label={t('app.close')} onClick={props.onClose} />
      </div>
      {onSubmit ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {content}
        </form>
      ) : (
        content
      )}
    </dialog>
  );
}
