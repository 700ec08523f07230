import { makeStyles, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../parts/lazy-part.tsx';
import { overPage } from './over-page.tsx';

const load = () => import('./palette.tsx');
const Palette = lazyPart(async () => (await load()).Palette, { frame: overPage });
/** Milliseconds after which the palette is brought, opened or not: keys typed while it loads would go to the page behind. */
const AHEAD = 1500;

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    width: '100%',
    height: '32px',
    padding: '0 10px',
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground3,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '@media (max-width: 640px)': { width: '32px', padding: '0 7px', backgroundColor: 'transparent' },
  },
  icon: { fontSize: '18px', flexShrink: 0 },
  label: {
    flexGrow: 1,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '@media (max-width: 640px)': { display: 'none' },
  },
  key: {
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
    '@media (max-width: 640px)': { display: 'none' },
  },
});

/** Opens the palette, as Ctrl+K (or ⌘K) does. */
export function PaletteButton() {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setIsOpen(true);
    };
    addEventListener('keydown', open);
    const ahead = setTimeout(() => load().catch(() => undefined), AHEAD);
    return () => {
      clearTimeout(ahead);
      removeEventListener('keydown', open);
    };
  }, []);
  return (
    <>
      <button
        type="button"
        className={styles.root}
        aria-label={t('app.search')}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <SearchRegular className={styles.icon} />
        <span className={styles.label}>{t('app.search')}</span>
        <kbd className={styles.key}>Ctrl K</kbd>
      </button>
      {isOpen && <Palette onClose={() => setIsOpen(false)} />}
    </>
  );
}
