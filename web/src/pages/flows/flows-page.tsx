import { Button } from '@fluentui/react-components';
import { AddRegular, ArrowUploadRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../../api/queries/flows.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Can } from '../../session/can.tsx';
import { FlowList } from './flow-list.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { NewFlowDialog } from './new-flow-dialog.tsx';

/** All flows with what starts them and how they went. */
export function FlowsPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(flowsQuery)}>
      {({ items }) => (
        <>
          <PageHead title={t('nav.flows')} lead={t('flow.lead')} actions={<Adding />} />
          <FlowList flows={items} />
        </>
      )}
    </Loaded>
  );
}

function Adding() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'new' | 'import'>();
  const close = () => setOpen(undefined);
  return (
    <Can who="contributor">
      <Button icon={<ArrowUploadRegular />} onClick={() => setOpen('import')}>
        {t('flow.import')}
      </Button>
      <Button appearance="primary" icon={<AddRegular />} onClick={() => setOpen('new')}>
        {t('designer.new')}
      </Button>
      {open === 'new' && <NewFlowDialog onClose={close} />}
      {open === 'import' && <ImportDialog onClose={close} />}
    </Can>
  );
}
