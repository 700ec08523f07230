import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { SaveRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/client.ts';
import { Problem } from './problem.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '12px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** Saves or gives up what a page edits, with what is wrong with it. */
export function SaveBar(props: {
  onSave: () => void;
  onCancel: () => void;
  isBusy: boolean;
  isDisabled?: boolean;
  error?: unknown;
  label?: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const isConflict = props.error instanceof ProblemError && props.error.status === 409;
  return (
    <div className={styles.root}>
      {Boolean(props.error) && <Problem error={props.error} />}
      {isConflict && <p>{t('app.conflict')}</p>}
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          icon={<SaveRegular />}
          disabledFocusable={props.isBusy || props.isDisabled === true}
          onClick={props.onSave}
        >
          {props.label ?? t('app.save')}
        </Button>
        <Button onClick={props.onCancel}>{t('app.cancel')}</Button>
        {props.children}
      </div>
    </div>
  );
}
