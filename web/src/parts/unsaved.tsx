import { Button } from '@fluentui/react-components';
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';

/**
 * Asks before a page is left whose changes are not kept: within the application in a dialog, otherwise as the browser
 * asks. What saves leaves with `ignoreBlocker`; steps and tabs in the address of the same page are free, unless what is
 * edited is one of the tabs.
 */
export function UnsavedGuard({ isChanged, isTab = false }: { isChanged: boolean; isTab?: boolean }) {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      current.pathname !== next.pathname || (isTab && tabIn(current.search) !== tabIn(next.search)),
    enableBeforeUnload: isChanged,
    disabled: !isChanged,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog
      title={t('unsaved.title')}
      onClose={reset}
      actions={
        <>
          <Button onClick={proceed}>{t('unsaved.leave')}</Button>
          <Button appearance="primary" onClick={reset}>
            {t('unsaved.stay')}
          </Button>
        </>
      }
    >
      <p>{t('unsaved.text')}</p>
    </Dialog>
  );
}

function tabIn(search: object): unknown {
  return 'tab' in search ? search.tab : undefined;
}

/** Whether what is edited says something else than what is kept. */
export function differs(edited: unknown, kept: unknown): boolean {
  return edited !== kept && JSON.stringify(edited) !== JSON.stringify(kept);
}
