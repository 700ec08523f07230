import { Button, Field, Input, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putJson } from '../../api/client.ts';
import { Modal } from '../../parts/modal.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { useConnected } from './designer/fitting-connections.ts';
import { newFlow, newFlowFrom } from './designer/flow-record.ts';
import { FLOW_TEMPLATES } from './templates.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '16px' },
  commands: { display: 'flex', justifyContent: 'flex-end', gap: '8px' },
});

/** Makes a flow, from nothing or from a template, and opens it in the designer. */
export function NewFlowDialog({ template, onClose }: { template?: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { quiet } = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(template ?? '');
  const [displayName, setDisplayName] = useState('');
  const source = FLOW_TEMPLATES.find(({ key }) => key === chosen);
  const title = displayName.trim() || (source ? t(source.title) : '');
  const name = nameOf(title);
  const connected = useConnected();
  const create = useMutation({
    mutationFn: () =>
      putJson(
        `/api/definitions/flow/${name}`,
        source ? newFlowFrom(name, title, connected(source.definition(t))) : newFlow(name, title),
        {
          version: 0,
        },
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['flows'] });
      void navigate({ to: '/flows/$name/edit', params: { name } });
    },
  });
  return (
    <Modal title={t('designer.new')} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Field label={t('designer.newName')} required={source === undefined}>
          <Input
            value={displayName}
            placeholder={source ? t(source.title) : ''}
            onChange={(_event, data) => setDisplayName(data.value)}
          />
        </Field>
        <Field label={t('designer.templates')}>
          <RadioGroup value={chosen} onChange={(_event, data) => setChosen(data.value)}>
            <Radio value="" label={t('designer.fromNothing')} />
            {FLOW_TEMPLATES.map(({ key, title: text, about }) => (
              <Radio
                key={key}
                value={key}
                label={
                  <>
                    {t(text)}
                    <br />
                    <span className={quiet}>{t(about)}</span>
                  </>
                }
              />
            ))}
          </RadioGroup>
        </Field>
        {create.error && <Problem error={create.error} />}
        <div className={styles.commands}>
          <Button type="button" onClick={onClose}>
            {t('designer.cancel')}
          </Button>
          <Button type="submit" appearance="primary" disabledFocusable={name === '' || create.isPending}>
            {t('designer.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** A title as the name of a definition: letters and digits, the words joined. */
function nameOf(title: string): string {
  const words = title
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]\w{2}/.test(name) ? name.slice(0, 60) : name && `Flow${name}`.slice(0, 60);
}
