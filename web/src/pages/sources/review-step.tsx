import { useTranslation } from 'react-i18next';
import { FieldGrid, NumberField, SwitchField } from '../../parts/form/fields.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { SourceDraft } from './source-draft.ts';

/** What a failure does, and the whole definition as it will be kept. */
export function ReviewStep({ draft, onChange }: { draft: SourceDraft; onChange: (draft: SourceDraft) => void }) {
  const { t } = useTranslation();
  const share = draft.allowedCorruptShare;
  return (
    <>
      <Panel title={t('source.failure')}>
        <FieldGrid>
          <NumberField
            label={t('source.tries')}
            hint={t('source.triesHint')}
            value={draft.retry?.attempts}
            least={1}
            most={10}
            step={1}
            onChange={(attempts) =>
              onChange({ ...draft, retry: { ...draft.retry, ...(attempts !== undefined && { attempts }) } })
            }
          />
          <NumberField
            label={t('source.allowedCorrupt')}
            hint={t('source.allowedCorruptHint')}
            value={share === undefined ? undefined : Math.round(share * 100)}
            least={0}
            most={100}
            onChange={(percent) =>
              onChange({ ...draft, allowedCorruptShare: percent === undefined ? undefined : percent / 100 })
            }
          />
          <SwitchField
            label={t('source.isActive')}
            value={draft.isActive ?? true}
            onChange={(isActive) => onChange({ ...draft, isActive })}
          />
        </FieldGrid>
      </Panel>
      <Panel title={t('definition.title')}>
        <JsonView label={t('definition.title')} value={draft} />
      </Panel>
    </>
  );
}
