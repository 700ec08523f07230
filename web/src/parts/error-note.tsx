import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ErrorView } from '../../../src/app/view/parts.ts';
import type { Plain } from '../../../src/app/view/plain.ts';
import { useTell } from '../i18n/server-words.ts';
import { useText } from './text.ts';

const useStyles = makeStyles({
  root: {
    padding: '8px 10px',
    borderLeft: `3px solid ${tokens.colorPaletteRedBorderActive}`,
    backgroundColor: tokens.colorPaletteRedBackground1,
    borderRadius: tokens.borderRadiusSmall,
    overflowWrap: 'anywhere',
  },
  mend: { color: tokens.colorNeutralForeground2 },
});

/** What went wrong with a part of the system, where, and what mends it. */
export function ErrorNote({ error }: { error: Plain<typeof ErrorView> }) {
  const { t } = useTranslation();
  const tell = useTell();
  const styles = useStyles();
  const text = useText();
  const place = error.place && [error.place.object, error.place.file, error.place.pointer].filter(Boolean).join(' ');
  return (
    <div className={mergeClasses(styles.root, text.caption)}>
      <p>{tell(error.message, error.code)}</p>
      {place && <p className={text.mono}>{place}</p>}
      {error.mend && <p className={styles.mend}>{t('app.mend', { mend: tell(error.mend, error.code) })}</p>}
    </div>
  );
}
