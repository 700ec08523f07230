import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveChanges } from '../api/live.ts';
import { homeQuery } from '../api/queries/home.ts';
import { useOwnTimeZone } from '../format/own-time-zone.ts';
import { TimeZoneProvider } from '../format/use-format.ts';
import { loadAllTexts } from '../i18n/index.ts';
import { lazyPart } from '../parts/lazy-part.tsx';
import { useText } from '../parts/text.ts';
import { Toasts } from '../parts/toasts.tsx';
import { sessionQuery } from '../session/use-session.ts';
import { AllowedPage } from './allowed-page.tsx';
import { Navigation } from './navigation.tsx';
import { overPage } from './over-page.tsx';
import { TopBar } from './top-bar.tsx';
import { CONTENT, usePageFocus } from './use-page-focus.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** Loaded with its texts when it is first asked for. */
const ShortcutOverlay = lazyPart(
  async () => {
    const [{ ShortcutOverlay: overlay }] = await Promise.all([import('./shortcut-overlay.tsx'), loadAllTexts()]);
    return overlay;
  },
  { frame: overPage },
);

/** Below this width the navigation is behind a button. */
const NARROW = '@media (max-width: 899px)';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateRows: 'auto 1fr',
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  skip: {
    position: 'absolute',
    zIndex: 10,
    insetInlineStart: '8px',
    top: '-100px',
    padding: '8px 16px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    ':focus': { top: '8px' },
  },
  body: {
    display: 'grid',
    gridTemplateColumns: '232px minmax(0, 1fr)',
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    '@media print': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  side: {
    backgroundColor: tokens.colorNeutralBackground4,
    [NARROW]: { display: 'none' },
    '@media print': { display: 'none' },
  },
  sticky: {
    position: 'sticky',
    top: '48px',
    height: 'calc(100vh - 48px)',
    boxSizing: 'border-box',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    padding: '20px 8px',
  },
  main: { display: 'flex', flexDirection: 'column', minWidth: 0, outline: 'none' },
  foot: { marginTop: 'auto', padding: '0 32px 24px', '@media (max-width: 640px)': { padding: '0 16px 24px' } },
});

/** Pages for who is not signed in. */
const OPEN_PAGES: readonly string[] = ['/sign-in', '/welcome'];

/** What can be set up may be looked at before signing in; choosing something of it asks to. */
const GUEST_PAGE = '/admin/exports';

/** What surrounds every page. Who must sign in first is led there and back. */
export function Shell() {
  const { pathname, href } = useLocation();
  const session = useQuery(sessionQuery).data;
  usePageFocus();
  const isOpenPage = OPEN_PAGES.includes(pathname);
  const isGuest = session ? session.isRequired && !session.isSignedIn : href === GUEST_PAGE;
  if (isOpenPage) return <BareShell />;
  if (!isGuest) return <FullShell />;
  if (href === GUEST_PAGE) return <Frame isLive isGuest />;
  return <Navigate to="/sign-in" search={{ returnTo: href } as never} replace />;
}

/** A page that fills the window to its edge. */
const CANVAS_PAGE = /^\/flows\/[^/]+\/edit$/;

/** Skip link, top bar without navigation, and the page. */
function BareShell() {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <TopBar isLive />
      <main id={CONTENT} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </div>
  );
}

/** The frame with what every page needs: live changes, time zone, shortcuts. */
function FullShell() {
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts(useCallback(() => setHelpOpen(true), []));
  const isLive = useLiveChanges();
  const own = useOwnTimeZone();
  const ofServer = useQuery(homeQuery).data?.timeZone ?? 'UTC';
  const timeZone = own ?? ofServer;
  return (
    <TimeZoneProvider value={timeZone}>
      <Frame isLive={isLive} timeZone={timeZone} />
      {isHelpOpen && <ShortcutOverlay onClose={() => setHelpOpen(false)} />}
    </TimeZoneProvider>
  );
}

/** Skip link, top bar, navigation and the page. */
function Frame(props: { isLive: boolean; isGuest?: boolean; timeZone?: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const isCanvas = CANVAS_PAGE.test(useLocation().pathname);
  return (
    <div className={styles.root}>
      <a href={`#${CONTENT}`} className={styles.skip}>
        {t('app.skip')}
      </a>
      <TopBar isLive={props.isLive} navigation={props.isGuest ? 'guest' : 'full'} />
      <div className={styles.body}>
        <div className={styles.side}>
          <div className={styles.sticky}>
            <Navigation />
          </div>
        </div>
        <main id={CONTENT} tabIndex={-1} className={styles.main}>
          <AllowedPage />
          {props.timeZone && !isCanvas && (
            <p className={`${styles.foot} ${text.quiet}`}>{t('app.timeZone', { zone: props.timeZone })}</p>
          )}
        </main>
      </div>
      <Toasts />
    </div>
  );
}
