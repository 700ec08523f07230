import { Button } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DefinitionItem, DeleteDialog } from './bulk/delete-dialog.tsx';

/** Deletes a definition and goes to another page: asks first and names what uses it; can be taken back for a while. */
export function DeleteDefinition({ to, ...item }: DefinitionItem & { to: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button icon={<DeleteRegular />} onClick={() => setIsAsking(true)}>
        {t('app.delete')}
      </Button>
      {isAsking && (
        <DeleteDialog
          items={[item]}
          onClose={() => setIsAsking(false)}
          onDeleted={() => void navigate({ to: to as string })}
        />
      )}
    </>
  );
}
