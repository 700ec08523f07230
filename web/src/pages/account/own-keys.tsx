import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { keysQuery } from '../admin/access-queries.ts';
import { KeyDialog } from '../admin/key-dialog.tsx';
import { KeyList } from '../admin/key-list.tsx';

/** The API keys that one made oneself. */
export function OwnKeys({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(keysQuery);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <Panel
      title={t('account.keys')}
      aside={
        <Button size="small" icon={<AddRegular />} onClick={() => setIsAdding(true)}>
          {t('keys.add')}
        </Button>
      }
    >
      {error && <Problem error={error} />}
      {data && <KeyList keys={data.items.filter((key) => key.accountId === accountId)} />}
      {isAdding && <KeyDialog onClose={() => setIsAdding(false)} />}
    </Panel>
  );
}
