import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { differences } from './document/differences.ts';
import type { FlowRecord } from './flow-record.ts';
import type { EditedFlow } from './use-designer-state.ts';
import { forgetCopy, readCopy } from './use-saving.ts';

/** Offers changes that a lost page left in the browser. */
export function Recovery({
  record,
  present,
  onRecover,
}: {
  record: FlowRecord;
  present: EditedFlow;
  onRecover: (edited: EditedFlow) => void;
}) {
  const { t } = useTranslation();
  const { name } = record.flow;
  const [copy, setCopy] = useState(() => {
    const kept = readCopy(name);
    if (kept && differences(kept.edited, present).length > 0) return kept;
    forgetCopy(name);
    return undefined;
  });
  if (!copy) return <div />;
  const close = () => setCopy(undefined);
  return (
    <MessageBar intent="info">
      <MessageBarBody>{t('designer.recover')}</MessageBarBody>
      <MessageBarActions>
        <Button
          onClick={() => {
            onRecover(copy.edited);
            close();
          }}
        >
          {t('designer.recoverYes')}
        </Button>
        <Button
          appearance="transparent"
          onClick={() => {
            forgetCopy(name);
            close();
          }}
        >
          {t('designer.recoverNo')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
