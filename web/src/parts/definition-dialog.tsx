import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import { usePutDefinition } from '../api/commands.ts';
import { DeleteDefinition } from './delete-definition.tsx';
import { Dialog } from './dialog.tsx';
import { NameFields } from './form/name-fields.tsx';
import { Problem } from './problem.tsx';
import { showToast } from './toast-store.ts';

interface Named {
  readonly name: string;
  readonly displayName?: string;
}

interface DefinitionDialogProps<Definition extends Named> {
  readonly kind: DefinitionKind;
  /** As it is kept; undefined for a new one. */
  readonly kept: Definition | undefined;
  readonly draft: Definition;
  readonly onChange: (draft: Definition) => void;
  /** True when nothing that is needed is missing. */
  readonly isWhole: boolean;
  readonly newTitle: string;
  /** Where the list is, for when it has been deleted. */
  readonly to: string;
  readonly onClose: () => void;
  /** Fields beyond the names. */
  readonly children: ReactNode;
}

/** Makes, changes or deletes a definition that fits in a dialog. */
export function DefinitionDialog<Definition extends Named>(props: DefinitionDialogProps<Definition>) {
  const { kind, kept, draft, onClose } = props;
  const { t } = useTranslation();
  const put = usePutDefinition();
  const isNew = kept === undefined;
  const displayName = draft.displayName ?? draft.name;
  const save = () =>
    put.mutate(
      { kind, name: draft.name, definition: draft, ...(isNew && { version: 0 }) },
      {
        onSuccess: () => {
          showToast({ text: t('app.saved', { name: displayName }) });
          onClose();
        },
      },
    );
  return (
    <Dialog
      isWide
      title={isNew ? props.newTitle : displayName}
      onClose={onClose}
      actions={
        <>
          {!isNew && (
            <DeleteDefinition kind={kind} name={draft.name} displayName={displayName} definition={kept} to={props.to} />
          )}
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button appearance="primary" disabledFocusable={!props.isWhole || put.isPending} onClick={save}>
            {t('app.save')}
          </Button>
        </>
      }
    >
      {put.error && <Problem error={put.error} />}
      <NameFields value={draft} onChange={(next) => props.onChange(next as Definition)} isNew={isNew} />
      {props.children}
    </Dialog>
  );
}
