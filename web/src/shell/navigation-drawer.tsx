import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular, NavigationRegular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigation } from './navigation.tsx';

const useStyles = makeStyles({
  button: { '@media (min-width: 900px)': { display: 'none' } },
  drawer: {
    position: 'fixed',
    inset: '0 auto 0 0',
    boxSizing: 'border-box',
    width: 'min(280px, 85vw)',
    height: '100dvh',
    maxHeight: 'none',
    margin: 0,
    padding: '6px 8px',
    border: 'none',
    backgroundColor: tokens.colorNeutralBackground4,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow28,
    '::backdrop': { backgroundColor: 'rgba(0, 0, 0, 0.4)' },
  },
  close: { marginBottom: '8px' },
});

/** On narrow screens: the navigation behind a button. */
export function NavigationDrawer() {
  const { t } = useTranslation();
  const styles = useStyles();
  const drawer = useRef<HTMLDialogElement>(null);
  const close = () => drawer.current?.close();
  return (
    <>
      <Button
        className={styles.button}
        appearance="subtle"
        icon={<NavigationRegular />}
        aria-label={t('app.openNavigation')}
        aria-haspopup="dialog"
        onClick={() => drawer.current?.showModal()}
      />
      <dialog ref={drawer} className={styles.drawer} aria-label={t('app.navigation')} closedby="any">
        <Button
          className={styles.close}
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t('app.closeNavigation')}
          onClick={close}
        />
        <Navigation onFollow={close} />
      </dialog>
    </>
  );
}
