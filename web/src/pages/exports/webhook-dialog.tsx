import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreatedSubscriptionView } from '../../../../src/app/view/subscription.ts';
import type { TriggerKindName } from '../../../../src/model/trigger.ts';
import { postJson } from '../../api/client.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { ChoiceField, FieldGrid, NumberField, TextField } from '../../parts/form/fields.tsx';
import { MakeDialog } from '../../parts/make-dialog.tsx';
import { subjectParameterOf, TRIGGER_KINDS } from '../triggers/trigger-kinds.ts';

/** Subscribes a receiver of signed webhooks; the signing secret is shown once. */
export function WebhookDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const home = useQuery(homeQuery).data;
  const [trigger, setTrigger] = useState<TriggerKindName>('SegmentThresholdCrossed');
  const [displayName, setDisplayName] = useState('');
  const [url, setUrl] = useState('');
  const [subject, setSubject] = useState('');
  const [threshold, setThreshold] = useState<number>();
  const parameter = subjectParameterOf(trigger);
  const isThreshold = parameter === 'segment' || parameter === 'measure';
  const lists = { dataSource: home?.sources, segment: home?.segments, measure: home?.measures };
  const add = useMutation({
    mutationFn: (_nothing: undefined) =>
      postJson<CreatedSubscriptionView>('/api/subscriptions', {
        displayName,
        url,
        trigger,
        parameters: {
          ...(parameter && subject !== '' && { [parameter]: subject }),
          ...(isThreshold && { threshold: threshold ?? 0 }),
        },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['deliveries'] }),
  });
  return (
    <MakeDialog
      isWide
      title={t('exports.newWebhook')}
      isWhole={displayName !== '' && url.length > 7 && (!isThreshold || subject !== '')}
      make={add}
      made={({ secret }) => ({ title: displayName, texts: [[t('subscription.secret'), secret]] })}
      onClose={onClose}
    >
      <FieldGrid>
        <TextField label={t('app.displayName')} isRequired value={displayName} onChange={setDisplayName} />
        <TextField
          label={t('subscription.url')}
          isRequired
          type="url"
          placeholder="https://"
          value={url}
          onChange={setUrl}
        />
        <ChoiceField
          label={t('kind.trigger')}
          value={trigger}
          options={TRIGGER_KINDS.map((kind) => ({ value: kind, label: t(`trigger.${kind}`) }))}
          onChange={(kind) => {
            setTrigger(kind as TriggerKindName);
            setSubject('');
          }}
        />
        {parameter && (
          <ChoiceField
            label={t(`kind.${parameter}`)}
            value={subject}
            {...(!isThreshold && { none: t('trigger.anySource') })}
            options={(lists[parameter] ?? []).map((each) => ({ value: each.name, label: each.displayName }))}
            onChange={setSubject}
          />
        )}
        {isThreshold && <NumberField label={t('threshold.title')} value={threshold} onChange={setThreshold} />}
      </FieldGrid>
    </MakeDialog>
  );
}
