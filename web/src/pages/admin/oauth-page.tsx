import { PlugConnectedRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewOAuthClientView, OAuthClientView } from '../../../../src/app/view/access.ts';
import { deleteJson, postJson } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { useBulk } from '../../parts/bulk/use-bulk.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FieldStack, LongTextField, SwitchField, TextField } from '../../parts/form/fields.tsx';
import { ListView } from '../../parts/list-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { MakeDialog } from '../../parts/make-dialog.tsx';
import { oauthClientsQuery, useAccessChange } from './access-queries.ts';
import { AddingPage } from './adding-page.tsx';

/** Where Power Platform takes the answer of a sign-in. */
const POWER_PLATFORM = 'https://global.consent.azure-apim.net/redirect';

/** Programs that may ask people to sign in here, Power Automate among them. */
export function OAuthPage() {
  const { t } = useTranslation();
  return (
    <Loaded query={useQuery(oauthClientsQuery)}>
      {({ items }) => (
        <AddingPage
          title={t('nav.oauth')}
          lead={t('oauth.lead')}
          addTitle={t('oauth.add')}
          dialog={(onClose) => <ClientDialog onClose={onClose} />}
        >
          <ClientList clients={items} />
        </AddingPage>
      )}
    </Loaded>
  );
}

function ClientList({ clients }: { clients: readonly OAuthClientView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <ListView
      name="oauth-clients"
      label={t('nav.oauth')}
      rows={clients}
      keyOf={({ clientId }) => clientId}
      bulk={(chosen, onEnd) => <RemoveClients clients={chosen} onEnd={onEnd} />}
      empty={<Empty icon={PlugConnectedRegular} title={t('oauth.none')} text={t('oauth.lead')} />}
      columns={[
        { key: 'name', title: t('app.name'), value: ({ name }) => name, show: ({ name }) => name },
        {
          key: 'id',
          title: t('oauth.clientId'),
          value: ({ clientId }) => clientId,
          show: ({ clientId }) => <code>{clientId}</code>,
        },
        {
          key: 'redirects',
          title: t('oauth.redirects'),
          value: ({ redirectUris }) => redirectUris.join(' '),
          show: ({ redirectUris }) => redirectUris.map((uri) => <p key={uri}>{uri}</p>),
        },
        {
          key: 'created',
          title: t('subscription.since'),
          value: ({ createdAt }) => createdAt,
          show: ({ createdAt }) => format.moment(createdAt, now),
        },
        {
          key: 'commands',
          title: t('subscription.commands'),
          show: (client) => <RemoveClients clients={[client]} size="small" onEnd={() => {}} />,
        },
      ]}
    />
  );
}

/** Removes clients for good, after asking. */
function RemoveClients(props: { clients: readonly OAuthClientView[]; size?: 'small'; onEnd: () => void }) {
  const { t } = useTranslation();
  const { clients } = props;
  const bulk = useBulk<OAuthClientView>(props.onEnd);
  const names = clients.map(({ name }) => name).join(', ');
  return (
    <ConfirmButton
      label={t('app.delete')}
      {...(props.size && { size: props.size })}
      isDisabled={bulk.isPending}
      question={t('oauth.removeQuestion', { count: clients.length, names })}
      onConfirm={() =>
        bulk.mutate({
          items: clients,
          work: ({ clientId }) => deleteJson(`/api/oauth-clients/${encodeURIComponent(clientId)}`),
          text: clients.length === 1 ? t('app.deleted', { name: names }) : t('bulk.deleted', { count: clients.length }),
        })
      }
    />
  );
}

function ClientDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('Power Automate');
  const [uris, setUris] = useState(POWER_PLATFORM);
  const [needsPkce, setNeedsPkce] = useState(false);
  const add = useAccessChange(() =>
    postJson<NewOAuthClientView>('/api/oauth-clients', {
      name,
      redirectUris: uris.split(/\s+/).filter(Boolean),
      needsPkce,
    }),
  );
  return (
    <MakeDialog
      isWide
      title={t('oauth.add')}
      isWhole={name !== '' && uris.trim() !== ''}
      make={add}
      made={({ client, secret = '' }) => ({
        title: client.name,
        texts: [
          [t('oauth.clientId'), client.clientId],
          [t('oauth.secret'), secret],
        ],
      })}
      onClose={onClose}
    >
      <FieldStack>
        <TextField label={t('app.name')} isRequired value={name} onChange={setName} />
        <LongTextField label={t('oauth.redirects')} hint={t('form.oneALine')} value={uris} onChange={setUris} />
        <SwitchField label={t('oauth.pkce')} hint={t('oauth.pkceHint')} value={needsPkce} onChange={setNeedsPkce} />
      </FieldStack>
    </MakeDialog>
  );
}
