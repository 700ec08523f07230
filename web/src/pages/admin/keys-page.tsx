import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../parts/loaded.tsx';
import { keysQuery } from './access-queries.ts';
import { AddingPage } from './adding-page.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { KeyList } from './key-list.tsx';

/** Keys with which programs act. */
export function KeysPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(keysQuery)}>
      {({ items }) => (
        <AddingPage
          title={t('nav.keys')}
          lead={t('keys.lead')}
          addTitle={t('keys.add')}
          dialog={(onClose) => <KeyDialog onClose={onClose} />}
        >
          <KeyList keys={items} />
        </AddingPage>
      )}
    </Loaded>
  );
}
