import { Button } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowView } from '../../../../src/app/view/flow.ts';
import { getDefinition } from '../../api/commands.ts';
import { type DefinitionItem, DeleteDialog } from '../../parts/bulk/delete-dialog.tsx';
import { useProblemText } from '../../parts/problem.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { Can } from '../../session/can.tsx';
import { ExportButton } from './export-button.tsx';
import { FlowStateButton } from './flow-switch.tsx';

/** What can be done with several flows at once. */
export function FlowCommands({ flows, onEnd }: { flows: readonly FlowView[]; onEnd: () => void }) {
  return (
    <>
      <Can who="contributor">
        <FlowStateButton flows={flows} state="started" onEnd={onEnd} />
        <FlowStateButton flows={flows} state="stopped" onEnd={onEnd} />
      </Can>
      <ExportButton flows={flows} />
      <Can who="contributor">
        <DeleteFlows flows={flows} onEnd={onEnd} />
      </Can>
    </>
  );
}

/** The list does not hold the definitions, which are needed to take the deletion back. */
function DeleteFlows({ flows, onEnd }: { flows: readonly FlowView[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const [asked, setAsked] = useState<readonly DefinitionItem[]>();
  const ask = useMutation({
    mutationFn: () => Promise.all(flows.map(({ name }) => getDefinition('flow', name))),
    onSuccess: (records) =>
      setAsked(
        records.map(({ name, definition }, index) => {
          const displayName = flows[index]?.displayName ?? name;
          return { kind: 'flow' as const, name, displayName, definition };
        }),
      ),
    onError: (error) => showToast({ text: textOf(error).message, tone: 'bad' }),
  });
  return (
    <>
      <Button icon={<DeleteRegular />} disabledFocusable={ask.isPending} onClick={() => ask.mutate()}>
        {t('app.delete')}
      </Button>
      {asked && <DeleteDialog items={asked} onClose={() => setAsked(undefined)} onDeleted={onEnd} />}
    </>
  );
}
