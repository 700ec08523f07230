import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { KeyboardEventHandler, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../parts/text.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    padding: '16px',
    minWidth: 0,
    overflowY: 'auto',
    outline: 'none',
    '> *': { flexShrink: 0 },
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', alignItems: 'center', gap: '8px', justifyContent: 'space-between' },
});

/** What is open beside the canvas. */
export function SidePanel(props: {
  label: string;
  head?: ReactNode;
  /** Name of the action that it shows. */
  step?: string | undefined;
  /** For who gives it the focus. */
  ref?: Ref<HTMLElement>;
  onKeyDown?: KeyboardEventHandler<HTMLElement>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  return (
    <aside
      ref={props.ref}
      tabIndex={-1}
      className={styles.root}
      aria-label={props.label}
      data-panel-of={props.step}
      onKeyDown={props.onKeyDown}
    >
      <div className={styles.head}>
        {props.head ?? (
          <h2 className={text.subtitle} tabIndex={-1}>
            {props.label}
          </h2>
        )}
        <Button appearance="subtle" icon={<DismissRegular />} aria-label={t('app.close')} onClick={props.onClose} />
      </div>
      {props.children}
    </aside>
  );
}
