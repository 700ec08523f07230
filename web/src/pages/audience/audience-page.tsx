import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionRecord } from '../../../../src/app/view/definition.ts';
import type { Audience } from '../../../../src/model/audience.ts';
import { AUDIENCES } from '../../../../src/model/vocabulary.ts';
import { usePutDefinition } from '../../api/commands.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { ChoiceField } from '../../parts/form/fields.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { differs, UnsavedGuard } from '../../parts/unsaved.tsx';
import { Can } from '../../session/can.tsx';
import { useCan } from '../../session/use-session.ts';
import { NearPairs } from '../unify/near-pairs.tsx';
import { AudienceResults } from './audience-results.tsx';
import { ContactEntities } from './contact-entities.tsx';
import { ContactPreview } from './contact-preview.tsx';
import { ContactRules } from './contact-rules.tsx';
import { Hierarchies } from './hierarchies.tsx';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: '16px', minWidth: 0, margin: 0, padding: 0, border: 'none' },
});

/** Who the customers are: people, or business accounts with contacts and hierarchies. */
export function AudiencePage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(definitionsQuery('audience'))}>
      {({ items }) => (
        <>
          <PageHead
            title={t('audience.title')}
            lead={t('audience.lead')}
            back={{ to: '/unify', label: t('nav.unify') }}
          />
          <AudienceForm key={items[0]?.version ?? 0} record={items[0]} />
        </>
      )}
    </Loaded>
  );
}

function AudienceForm({ record }: { record: DefinitionRecord | undefined }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const mayEdit = useCan('contributor');
  const put = usePutDefinition();
  const kept = (record?.definition ?? {}) as Audience;
  const [draft, setDraft] = useState(kept);
  const isChanged = differs(draft, kept);
  const { customers = 'individuals', contacts = [], hierarchies = [] } = draft;
  // The form begins anew with the version that is saved, and a mutation's own callbacks do not outlive it.
  const save = () =>
    put.mutateAsync({ kind: 'audience', name: 'audience', definition: draft, version: record?.version ?? 0 }).then(
      () => showToast({ text: t('app.saved', { name: t('audience.title') }) }),
      () => undefined,
    );
  return (
    <>
      <UnsavedGuard isChanged={isChanged} />
      <fieldset className={styles.fields} disabled={!mayEdit} aria-label={t('audience.title')}>
        <Panel title={t('audience.customers')}>
          <ChoiceField
            label={t('audience.customers')}
            hint={t('audience.customersHint')}
            value={customers}
            options={AUDIENCES.map((value) => ({ value, label: t(`audience.${value}`) }))}
            onChange={(value) => setDraft(value === 'businessAccounts' ? { ...draft, customers: value } : {})}
          />
        </Panel>
        {customers === 'businessAccounts' && (
          <>
            <ContactEntities contacts={contacts} onChange={(next) => setDraft({ ...draft, contacts: next })} />
            <ContactRules
              rules={draft.contactRules ?? []}
              onChange={(contactRules) => setDraft({ ...draft, contactRules })}
            />
            <Hierarchies hierarchies={hierarchies} onChange={(next) => setDraft({ ...draft, hierarchies: next })} />
          </>
        )}
      </fieldset>
      <Can who="contributor">
        <SaveBar
          onSave={() => void save()}
          onCancel={() => void navigate({ to: '/unify' })}
          isBusy={put.isPending}
          isDisabled={!isChanged}
          error={put.error}
        />
      </Can>
      {customers === 'businessAccounts' && contacts.length > 0 && <ContactPreview draft={draft} />}
      <AudienceResults audience={kept} />
      {(kept.contactRules ?? []).length > 0 && <NearPairs of="contacts" />}
    </>
  );
}
