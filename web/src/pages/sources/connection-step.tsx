import { Button } from '@fluentui/react-components';
import { PlugConnectedRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SourceKindView, SourceTrialResult } from '../../../../src/app/view/source.ts';
import { postJson } from '../../api/client.ts';
import { NameFields } from '../../parts/form/name-fields.tsx';
import type { JsonSchema } from '../../parts/form/schema.ts';
import { SchemaForm } from '../../parts/form/schema-form.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Status } from '../../parts/status.tsx';
import type { SourceDraft } from './source-draft.ts';

/** Name and settings of a source, and whether they reach it. */
export function ConnectionStep(props: {
  draft: SourceDraft;
  onChange: (draft: SourceDraft) => void;
  kind: SourceKindView;
  isNew: boolean;
}) {
  const { t } = useTranslation();
  const { draft, onChange, kind } = props;
  const test = useMutation({
    mutationFn: () => postJson<SourceTrialResult>('/api/sources/try', { kind: draft.kind, options: draft.options }),
  });
  return (
    <>
      <Panel title={t('source.naming')}>
        <NameFields value={draft} onChange={onChange} isNew={props.isNew} />
      </Panel>
      <Panel
        title={t(`sourceKind.${kind.kind as 'csv'}`, { defaultValue: kind.title })}
        lead={t(`sourceKind.${kind.kind as 'csv'}Text`, { defaultValue: kind.summary })}
      >
        <SchemaForm
          schema={kind.options as JsonSchema}
          value={draft.options}
          onChange={(options) => onChange({ ...draft, options })}
        />
        <div>
          <Button icon={<PlugConnectedRegular />} disabledFocusable={test.isPending} onClick={() => test.mutate()}>
            {t('source.test')}
          </Button>
        </div>
        <div role="status">
          {test.data && (
            <Status
              status="ok"
              label={t('source.testWorks', { summary: test.data.summary, count: test.data.entities.length })}
            />
          )}
        </div>
        {test.error && <Problem error={test.error} />}
      </Panel>
    </>
  );
}
