import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../../../src/model/flow.ts';
import { putJson } from '../../api/client.ts';
import { Problem } from '../../parts/problem.tsx';
import { newFlow } from './designer/flow-record.ts';
import { FLOW_TEMPLATES } from './templates.ts';

/** Makes a flow, from nothing or from a template, and opens it in the designer. */
export function NewFlowDialog({ template, onClose }: { template?: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(template ?? '');
  const [displayName, setDisplayName] = useState('');
  const source = FLOW_TEMPLATES.find(({ key }) => key === chosen);
  const title = displayName.trim() || (source ? t(source.title) : '');
  const name = nameOf(title);
  const create = useMutation({
    mutationFn: () => putJson(`/api/definitions/flow/${name}`, flowFrom(name, title, source?.flow), { version: 0 }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['flows'] });
      void navigate({ to: '/flows/$name/edit', params: { name } });
    },
  });
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <DialogBody>
            <DialogTitle>{t('designer.new')}</DialogTitle>
            <DialogContent>
              <RadioGroup
                aria-label={t('designer.templates')}
                value={chosen}
                onChange={(_event, data) => setChosen(data.value)}
              >
                <Radio value="" label={t('designer.fromNothing')} />
                {FLOW_TEMPLATES.map(({ key, title: text }) => (
                  <Radio key={key} value={key} label={t(text)} />
                ))}
              </RadioGroup>
              <Field label={t('designer.newName')} required={source === undefined}>
                <Input
                  autoFocus
                  value={displayName}
                  placeholder={source ? t(source.title) : ''}
                  onChange={(_event, data) => setDisplayName(data.value)}
                />
              </Field>
              {create.error && <Problem error={create.error} />}
            </DialogContent>
            <DialogActions>
              <Button type="button" onClick={onClose}>
                {t('designer.cancel')}
              </Button>
              <Button type="submit" appearance="primary" disabledFocusable={name === '' || create.isPending}>
                {t('designer.create')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

function flowFrom(name: string, displayName: string, template: Partial<Flow> | undefined): Flow {
  return { ...newFlow(name, displayName), ...template, name, displayName };
}

/** A title as the name of a definition: letters and digits, the words joined. */
function nameOf(title: string): string {
  const words = title
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(name) ? name.slice(0, 60) : name && `Flow${name}`.slice(0, 60);
}
