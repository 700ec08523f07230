import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../../src/model/connection.ts';
import { usePutDefinition } from '../../api/commands.ts';
import { useNames } from '../../i18n/server-words.ts';
import { DeleteDefinition } from '../../parts/delete-definition.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ChoiceField } from '../../parts/form/fields.tsx';
import { NameFields } from '../../parts/form/name-fields.tsx';
import { SchemaForm } from '../../parts/form/schema-form.tsx';
import { Problem } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { ConnectionForm } from './connection-form.tsx';
import { CONNECTION_FORMS } from './connection-forms.ts';
import { connectorsQuery } from './connector-queries.ts';

/** Makes or changes a connection: how flows reach a service. */
export function ConnectionDialog(props: { connection?: Connection; connector?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const isNew = props.connection === undefined;
  const [draft, setDraft] = useState<Connection>(
    props.connection ?? { name: '', connector: props.connector ?? 'teams', parameters: {} },
  );
  const put = usePutDefinition();
  const save = () =>
    put.mutate(
      { kind: 'connection', name: draft.name, definition: draft, ...(isNew && { version: 0 }) },
      {
        onSuccess: () => {
          showToast({ text: t('app.saved', { name: draft.displayName ?? draft.name }) });
          props.onClose();
        },
      },
    );
  const connectors = useNames(useQuery(connectorsQuery).data?.items) ?? [];
  const own = CONNECTION_FORMS[draft.connector];
  const changeParameters = (parameters: Readonly<Record<string, unknown>>) =>
    setDraft({ ...draft, parameters: { ...parameters } });
  return (
    <Dialog
      isWide
      title={isNew ? t('exports.newConnection') : (draft.displayName ?? draft.name)}
      onClose={props.onClose}
      actions={
        <>
          {!isNew && (
            <DeleteDefinition
              kind="connection"
              name={draft.name}
              displayName={draft.displayName ?? draft.name}
              definition={props.connection}
              to="/admin/exports"
            />
          )}
          <Button onClick={props.onClose}>{t('app.cancel')}</Button>
          <Button appearance="primary" disabledFocusable={draft.name.length < 3 || put.isPending} onClick={save}>
            {t('app.save')}
          </Button>
        </>
      }
    >
      {put.error && <Problem error={put.error} />}
      <NameFields value={draft} onChange={(next) => setDraft(next as Connection)} isNew={isNew} />
      <ChoiceField
        label={t('exports.connector')}
        value={draft.connector}
        options={connectors.map(({ name, title }) => ({ value: name, label: title }))}
        onChange={(connector) => setDraft({ ...draft, connector, parameters: {} })}
      />
      {own ? (
        <SchemaForm schema={own} value={draft.parameters ?? {}} onChange={changeParameters} />
      ) : (
        <ConnectionForm connector={draft.connector} value={draft.parameters ?? {}} onChange={changeParameters} />
      )}
    </Dialog>
  );
}
