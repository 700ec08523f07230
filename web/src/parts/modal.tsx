import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    boxSizing: 'border-box',
    width: 'min(560px, 94vw)',
    maxHeight: '92vh',
    padding: '20px 24px',
    overflow: 'auto',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
  full: {
    display: 'flex',
    flexDirection: 'column',
    width: '96vw',
    height: '92vh',
    maxWidth: '98vw',
    minHeight: '320px',
    resize: 'both',
  },
  wide: { width: 'min(760px, 94vw)' },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: '12px',
    marginBottom: '12px',
  },
});

/**
 * A dialog in front of the page, while it is mounted. The browser keeps the focus inside and the page behind inert, also
 * when dialog and page go together; Escape and
 * the button close it. The first field has the focus, and what had it before has it again.
 */
export function Modal(props: {
  title: string;
  isWide?: boolean;
  /** As large as the window, to be made smaller at its corner. */
  isFull?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    opened?.querySelector<HTMLElement>('[data-first-focus], input, textarea, select')?.focus();
  }, []);
  // While it is still there, so that the browser gives the focus back to what had it before.
  useLayoutEffect(() => () => dialog.current?.close(), []);
  return (
    <dialog
      ref={dialog}
      className={mergeClasses(styles.root, props.isWide && styles.wide, props.isFull && styles.full)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={titleId} className={text.subtitle}>
          {props.title}
        </h2>
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={t('app.close')}
          onClick={props.onClose}
        />
      </div>
      {props.children}
    </dialog>
  );
}
