import { Button, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../../../../src/model/flow.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { isNeverPublished, isOn } from './flow-record.ts';
import type { Saving } from './use-saving.ts';

/**
 * Publishes what is edited. A flow that is on stays on, and the first publishing turns a flow on; one that was turned off
 * stays off unless the dialog says otherwise.
 */
export function PublishCommand({ flow, saving }: { flow: Flow; saving: Saving }) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const isSure = isOn(flow) || isNeverPublished(flow);
  return (
    <>
      <Button
        appearance="primary"
        disabledFocusable={saving.isPending || (!saving.isChanged && flow.draft === undefined)}
        onClick={() => (isSure ? saving.publish('started') : setIsAsking(true))}
      >
        {t('designer.publish')}
      </Button>
      {isAsking && (
        <PublishDialog
          name={flow.displayName ?? flow.name}
          onPublish={saving.publish}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

function PublishDialog(props: { name: string; onPublish: Saving['publish']; onClose: () => void }) {
  const { t } = useTranslation();
  const [turnsOn, setTurnsOn] = useState(false);
  const publish = () => {
    props.onPublish(turnsOn ? 'started' : 'stopped');
    props.onClose();
  };
  return (
    <Dialog
      title={t('designer.publishNamed', { name: props.name })}
      onClose={props.onClose}
      onSubmit={publish}
      actions={
        <>
          <Button onClick={props.onClose}>{t('app.cancel')}</Button>
          <Button type="submit" appearance="primary">
            {t('designer.publish')}
          </Button>
        </>
      }
    >
      <p>{t('designer.staysOff')}</p>
      <Switch
        label={t('designer.turnItOn')}
        checked={turnsOn}
        onChange={(_event, { checked }) => setTurnsOn(checked)}
      />
    </Dialog>
  );
}
