import { useTranslation } from 'react-i18next';
import { Anchor } from '../parts/anchor.tsx';
import { Modal } from '../parts/modal.tsx';
import { ShortcutList } from './shortcut-list.tsx';

/** The keys that work on every page, in front of it; and the way to the help. */
export function ShortcutOverlay({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal title={t('help.shortcuts')} onClose={onClose}>
      <ShortcutList />
      <p style={{ paddingTop: '16px' }}>
        <Anchor to="/help" onClick={onClose}>
          {t('nav.help')}
        </Anchor>
      </p>
    </Modal>
  );
}
