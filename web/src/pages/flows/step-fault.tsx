import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../../src/app/view/flow.ts';
import { useTell, useTellFault } from '../../i18n/server-words.ts';
import { useText } from '../../parts/text.ts';

const useStyles = makeStyles({
  error: { color: tokens.colorPaletteRedForeground1, overflowWrap: 'anywhere' },
});

/** Why a step failed, and what to do about it where that is known. */
export function StepFault({ error }: { error: NonNullable<RunDetail['actions'][number]['error']> }) {
  const { t } = useTranslation();
  const tell = useTell();
  const tellFault = useTellFault();
  const styles = useStyles();
  const text = useText();
  return (
    <div>
      <p className={mergeClasses(text.body, styles.error)}>{tellFault(error)}</p>
      {error.mend && <p className={text.body}>{t('app.mend', { mend: tell(error.mend, error.code) })}</p>}
    </div>
  );
}
