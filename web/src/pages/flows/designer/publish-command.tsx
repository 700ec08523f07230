import { Button, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../../../../src/model/flow.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { showToast } from '../../../parts/toast-store.ts';
import { MISSING_CODE } from './checker/missing.ts';
import { useDesigner } from './designer-context.ts';
import { isNeverPublished, isOn } from './flow-record.ts';
import type { Saving } from './use-saving.ts';

/**
 * Publishes what is edited. A flow that is on stays on, and the first publishing turns a flow on; one that was turned off
 * stays off unless the dialog says otherwise. While something is still to be filled in, it leads to the flow checker.
 */
export function PublishCommand(props: { flow: Flow; saving: Saving; onRefused: () => void }) {
  const { flow, saving, onRefused } = props;
  const { t } = useTranslation();
  const { check } = useDesigner();
  const [isAsking, setIsAsking] = useState(false);
  const isSure = isOn(flow) || isNeverPublished(flow);
  const publish = () => {
    const missing = check?.diagnostics.filter(({ code }) => code === MISSING_CODE) ?? [];
    if (missing.length > 0) {
      showToast({ text: t('designer.publishRefused', { count: missing.length }), tone: 'bad' });
      onRefused();
    } else if (isSure) saving.publish('started');
    else setIsAsking(true);
  };
  return (
    <>
      <Button
        appearance="primary"
        disabledFocusable={saving.isPending || (!saving.isChanged && flow.draft === undefined)}
        onClick={publish}
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
