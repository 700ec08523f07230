import { Button, Input, makeStyles } from '@fluentui/react-components';
import { CheckmarkFilled, CopyRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: { display: 'flex', gap: '8px', alignItems: 'center', maxWidth: '760px' },
  input: { flexGrow: 1, minWidth: 0 },
});

/** Text to be copied: an address, a key. Whether it was copied is said beside it, also inside of a dialog. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const field = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState<{ readonly value: string; readonly isDone: boolean }>();
  const state = copied?.value === value ? copied : undefined;
  const copy = async () => {
    const isDone = await writeClipboard(value);
    if (!isDone) field.current?.querySelector('input')?.select();
    setCopied({ value, isDone });
  };
  return (
    <div>
      <div ref={field} className={styles.root}>
        <Input className={styles.input} aria-label={label} readOnly value={value} />
        <Button icon={state?.isDone ? <CheckmarkFilled /> : <CopyRegular />} onClick={() => void copy()}>
          {t('app.copy')}
        </Button>
      </div>
      <span role="status" className={text.quiet}>
        {state && t(state.isDone ? 'app.copied' : 'app.copyByHand')}
      </span>
    </div>
  );
}

/** Whether it could be written: a page that came over plain HTTP has no clipboard, and a browser may refuse. */
async function writeClipboard(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}
