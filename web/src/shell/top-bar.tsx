import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../parts/lazy-part.tsx';
import { useText } from '../parts/text.ts';
import { AccountMenu } from './account-menu.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { Logo } from './logo.tsx';
import { NavigationDrawer } from './navigation-drawer.tsx';
import { PaletteButton } from './palette-button.tsx';
import { RefreshPill } from './refresh-pill.tsx';
import { SignInLink } from './sign-in-link.tsx';
import { ThemeMenu } from './theme-menu.tsx';

const Bell = lazyPart(async () => (await import('./bell.tsx')).Bell);

const useStyles = makeStyles({
  root: {
    position: 'sticky',
    top: 0,
    zIndex: 5,
    display: 'grid',
    gridTemplateColumns: '1fr minmax(0, 360px) 1fr',
    alignItems: 'center',
    gap: '8px',
    height: '48px',
    boxSizing: 'border-box',
    padding: '0 12px 0 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media print': { display: 'none' },
    '@media (max-width: 640px)': { gridTemplateColumns: 'auto 1fr auto', padding: '0 4px', gap: '0' },
  },
  bare: { '@media (max-width: 640px)': { paddingInlineStart: '12px' } },
  start: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  brand: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    fontWeight: tokens.fontWeightBold,
    fontSize: tokens.fontSizeBase400,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  // Seen by its mark alone where the window is narrow, said all the same.
  name: {
    '@media (max-width: 359px)': { position: 'absolute', width: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
  end: { display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: '4px', minWidth: 0 },
  search: { '@media (max-width: 640px)': { justifySelf: 'end' } },
  lost: {
    color: tokens.colorPaletteRedForeground1,
    whiteSpace: 'nowrap',
    // Where the bar has no room it stands at the foot of the window.
    '@media (max-width: 899px)': {
      position: 'fixed',
      zIndex: 6,
      bottom: '12px',
      left: '50%',
      transform: 'translateX(-50%)',
      padding: '6px 12px',
      backgroundColor: tokens.colorNeutralBackground1,
      border: `1px solid ${tokens.colorNeutralStroke2}`,
      borderRadius: tokens.borderRadiusCircular,
      boxShadow: tokens.shadow8,
    },
    ':empty': { display: 'none' },
  },
});

/** Name of the product, search, running refresh, language and theme; a guest can sign in instead of searching. */
export function TopBar({ isLive, navigation }: { isLive: boolean; navigation?: 'full' | 'guest' }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  return (
    <header className={mergeClasses(styles.root, !navigation && styles.bare)}>
      <div className={styles.start}>
        {navigation && <NavigationDrawer />}
        <Link to="/" className={styles.brand}>
          <Logo />
          <span className={styles.name}>Fluxu</span>
        </Link>
      </div>
      <div className={styles.search}>{navigation === 'full' && <PaletteButton />}</div>
      <div className={styles.end}>
        <span role="status" className={mergeClasses(text.caption, styles.lost)}>
          {isLive ? '' : t('app.reconnecting')}
        </span>
        {navigation === 'full' && <RefreshPill />}
        {navigation === 'full' && <Bell />}
        <LanguageMenu />
        <ThemeMenu />
        {navigation === 'guest' ? <SignInLink /> : <AccountMenu />}
      </div>
    </header>
  );
}
