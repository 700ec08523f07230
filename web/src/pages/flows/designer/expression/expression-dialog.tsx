import type { EditorView } from '@codemirror/view';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../../../../parts/modal.tsx';
import { ExpressionDesk } from './expression-desk.tsx';
import type { TokenGroup } from './tokens.ts';

/** A field in a window of its own, as large as one wants. What is written stays; Escape leads back. */
export function ExpressionDialog(props: {
  label: string;
  value: string;
  problem?: string | undefined;
  groups: readonly TokenGroup[];
  startsAt: number;
  onChange: (text: string) => void;
  /** With the place of the cursor. */
  onClose: (cursor: number) => void;
}) {
  const { t } = useTranslation();
  const view = useRef<EditorView>(undefined);
  return (
    <Modal
      isFull
      title={t('designer.editField', { field: props.label })}
      onClose={() => props.onClose(view.current?.state.selection.main.head ?? 0)}
    >
      <ExpressionDesk {...props} view={view} />
    </Modal>
  );
}
