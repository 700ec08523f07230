import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../parts/modal.tsx';

interface OverPageProps {
  readonly onClose: () => void;
}

/** Puts what is said of a part that lies over the page where the part would be. */
export function overPage(problem: ReactNode, { onClose }: OverPageProps): ReactNode {
  return <ProblemModal onClose={onClose}>{problem}</ProblemModal>;
}

function ProblemModal({ onClose, children }: OverPageProps & { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Modal title={t('problem.title')} onClose={onClose}>
      {children}
    </Modal>
  );
}
