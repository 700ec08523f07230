import { Button, Checkbox } from '@fluentui/react-components';
import { MailRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotificationSettings, NotificationsView } from '../../../../src/app/view/notifications.ts';
import { getJson, postJson, putJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useTell } from '../../i18n/server-words.ts';
import { Anchor, PlainAnchor } from '../../parts/anchor.tsx';
import { ChoiceField, FieldStack, LongTextField, SwitchField } from '../../parts/form/fields.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { Status } from '../../parts/status.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { differs, UnsavedGuard } from '../../parts/unsaved.tsx';

const KINDS = ['refreshes', 'flows', 'deliveries'] as const;
const notificationsQuery = {
  queryKey: ['notifications'],
  queryFn: () => getJson<NotificationsView>('/api/notifications'),
};

/** Who is told by mail when something fails for good, a test, and what fails now. */
export function NotificationsPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(notificationsQuery)}>
      {(view) => (
        <>
          <PageHead title={t('nav.notifications')} lead={t('notifications.lead')} />
          <SettingsForm key={JSON.stringify(view.settings)} view={view} />
          <Failing view={view} />
        </>
      )}
    </Loaded>
  );
}

function SettingsForm({ view }: { view: NotificationsView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(view.settings);
  const [addresses, setAddresses] = useState(view.settings.recipients.join('\n'));
  const recipients = addresses.split(/[\s,;]+/).filter(Boolean);
  const settings: NotificationSettings = { ...draft, recipients };
  const save = useMutation({
    mutationFn: () => putJson<void>('/api/notifications', settings),
    onSuccess: () => {
      showToast({ text: t('app.saved', { name: t('nav.notifications') }) });
      void client.invalidateQueries({ queryKey: ['notifications'] });
    },
  });
  const isWhole = draft.connection !== undefined && recipients.length > 0;
  const toggle = (kind: (typeof KINDS)[number], isOn: boolean) =>
    setDraft({ ...draft, kinds: KINDS.filter((each) => (each === kind ? isOn : draft.kinds.includes(each))) });
  return (
    <>
      <UnsavedGuard isChanged={differs(settings, view.settings)} />
      <Panel title={t('notifications.who')}>
        {view.connections.length === 0 && (
          <>
            <p>{t('notifications.noConnection')}</p>
            <div>
              <Anchor to="/admin/exports" search={{ setUp: 'mail' } as never}>
                {t('exports.newConnection')}
              </Anchor>
            </div>
          </>
        )}
        <FieldStack>
          <SwitchField
            label={t('notifications.isEnabled')}
            value={draft.isEnabled}
            onChange={(isEnabled) => setDraft({ ...draft, isEnabled })}
          />
          <ChoiceField
            label={t('notifications.connection')}
            value={draft.connection ?? ''}
            none="–"
            options={view.connections.map(({ name, displayName }) => ({ value: name, label: displayName }))}
            onChange={(name) => {
              const { connection: _old, ...rest } = draft;
              setDraft(name === '' ? rest : { ...rest, connection: name });
            }}
          />
          <LongTextField
            label={t('notifications.recipients')}
            hint={t('form.oneALine')}
            value={addresses}
            onChange={setAddresses}
          />
          <ChoiceField
            label={t('app.language')}
            value={draft.language}
            options={[
              { value: 'en', label: 'English' },
              { value: 'eu', label: 'Euskara' },
            ]}
            onChange={(language) => setDraft({ ...draft, language: language === 'eu' ? 'eu' : 'en' })}
          />
          <fieldset style={{ margin: 0, padding: 0, border: 'none' }}>
            <legend>{t('notifications.what')}</legend>
            {KINDS.map((kind) => (
              <Checkbox
                key={kind}
                label={t(`notifications.${kind}`)}
                checked={draft.kinds.includes(kind)}
                onChange={(_event, { checked }) => toggle(kind, checked === true)}
              />
            ))}
          </fieldset>
        </FieldStack>
        <TestButton settings={settings} isWhole={isWhole} />
      </Panel>
      <SaveBar
        isBusy={save.isPending}
        error={save.error}
        onSave={() => save.mutate()}
        onCancel={() => {
          setDraft(view.settings);
          setAddresses(view.settings.recipients.join('\n'));
        }}
      />
    </>
  );
}

function TestButton({ settings, isWhole }: { settings: NotificationSettings; isWhole: boolean }) {
  const { t } = useTranslation();
  const test = useMutation({ mutationFn: () => postJson<void>('/api/notifications/test', settings) });
  return (
    <>
      <div>
        <Button icon={<MailRegular />} disabledFocusable={!isWhole || test.isPending} onClick={() => test.mutate()}>
          {t('notifications.test')}
        </Button>
      </div>
      <div role="status">{test.isSuccess && <Status status="ok" label={t('notifications.testSent')} />}</div>
      {test.error && <Problem error={test.error} />}
    </>
  );
}

function Failing({ view: { failing, lastMail } }: { view: NotificationsView }) {
  const { t } = useTranslation();
  const tell = useTell();
  const format = useFormat();
  const now = useNow();
  return (
    <Panel title={t('notifications.failing')}>
      {failing.length === 0 && <Status status="ok" label={t('notifications.none')} />}
      <Lines>
        {failing.map(({ key, kind, name, message, path }) => (
          <li key={key}>
            <Status status="failed" label={t(`notifications.${kind}`)} />
            <div>
              <PlainAnchor href={path}>{name}</PlainAnchor>
            </div>
            <p>{tell(message)}</p>
          </li>
        ))}
      </Lines>
      {lastMail && (
        <p>
          {t('notifications.lastMail', { when: format.moment(lastMail.at, now), subject: lastMail.subject })}
          {lastMail.error && <Status status="failed" label={tell(lastMail.error)} />}
        </p>
      )}
    </Panel>
  );
}
