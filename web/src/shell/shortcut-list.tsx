import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PLACES } from './shortcuts.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: '8px 24px',
  },
  line: { display: 'flex', alignItems: 'center', gap: '4px' },
  key: {
    minWidth: '12px',
    padding: '1px 8px',
    textAlign: 'center',
    fontFamily: tokens.fontFamilyMonospace,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  words: { margin: 0, marginInlineStart: '8px' },
});

/** The keys that work on every page. */
export function ShortcutList() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      <Line keys={['Ctrl', 'K']} words={t('app.search')} />
      <Line keys={['?']} words={t('shortcut.help')} />
      {PLACES.map(({ key, label }) => (
        <Line key={key} keys={['G', key.toUpperCase()]} words={t('shortcut.goTo', { page: t(label) })} />
      ))}
    </dl>
  );
}

function Line({ keys, words }: { keys: readonly string[]; words: string }) {
  const styles = useStyles();
  return (
    <div className={styles.line}>
      <dt className={styles.line}>
        {keys.map((key) => (
          <kbd key={key} className={styles.key}>
            {key}
          </kbd>
        ))}
      </dt>
      <dd className={styles.words}>{words}</dd>
    </div>
  );
}
