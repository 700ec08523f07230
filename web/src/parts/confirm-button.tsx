import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';

/** A command that cannot be taken back: asks first, and says what it will do. */
export function ConfirmButton(props: {
  label: string;
  /** What will happen, as one sentence. */
  question: string;
  isDisabled?: boolean;
  size?: 'small' | 'medium';
  onConfirm: () => void;
}) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const close = () => setIsAsking(false);
  return (
    <>
      <Button
        size={props.size ?? 'medium'}
        disabledFocusable={props.isDisabled ?? false}
        onClick={() => setIsAsking(true)}
      >
        {props.label}
      </Button>
      {isAsking && (
        <Dialog
          title={props.label}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t('app.cancel')}</Button>
              <Button
                appearance="primary"
                onClick={() => {
                  close();
                  props.onConfirm();
                }}
              >
                {props.label}
              </Button>
            </>
          }
        >
          <p>{props.question}</p>
        </Dialog>
      )}
    </>
  );
}
