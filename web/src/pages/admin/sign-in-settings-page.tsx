import { Button } from '@fluentui/react-components';
import { BeakerRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProviderTestView, SignInSettingsView } from '../../../../src/app/view/access.ts';
import { postJson, putJson } from '../../api/client.ts';
import { ChoiceField, FieldGrid, LongTextField, SwitchField, TextField } from '../../parts/form/fields.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { Status } from '../../parts/status.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { differs, UnsavedGuard } from '../../parts/unsaved.tsx';
import { ROLES, type Role } from '../../session/roles.ts';
import { signInSettingsQuery, useAccessChange } from './access-queries.ts';
import { type GroupRoles, RoleMapping, rolesOf } from './role-mapping.tsx';

/** How people sign in: at an identity provider, and with tokens of Microsoft Entra ID. */
export function SignInSettingsPage() {
  return (
    <Loaded query={useQuery(signInSettingsQuery)}>
      {(settings) => <SettingsForm key={JSON.stringify(settings)} initial={settings} />}
    </Loaded>
  );
}

function groupsOf({ roles = {} }: { readonly roles?: Readonly<Record<string, Role>> | undefined }): GroupRoles {
  return Object.entries(roles);
}

function SettingsForm({ initial }: { initial: SignInSettingsView }) {
  const { t } = useTranslation();
  const [oidc, setOidc] = useState(initial.oidc);
  const [entra, setEntra] = useState(initial.entra);
  const [secret, setSecret] = useState('');
  const [oidcGroups, setOidcGroups] = useState<GroupRoles>(groupsOf(initial.oidc));
  const [entraGroups, setEntraGroups] = useState<GroupRoles>(groupsOf(initial.entra));
  const body = () => {
    const { hasClientSecret: _has, ...plain } = oidc;
    return {
      oidc: { ...plain, roles: rolesOf(oidcGroups), ...(secret !== '' && { clientSecret: secret }) },
      entra: { ...entra, roles: rolesOf(entraGroups) },
    };
  };
  const save = useAccessChange(() => putJson('/api/sign-in-settings', body()));
  const test = useAccessChange(() => postJson<ProviderTestView>('/api/sign-in-settings/test', body()));
  const roles = ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }));
  return (
    <>
      <UnsavedGuard
        isChanged={
          secret !== '' ||
          differs(
            { oidc, entra, oidcGroups, entraGroups },
            { ...initial, oidcGroups: groupsOf(initial.oidc), entraGroups: groupsOf(initial.entra) },
          )
        }
      />
      <PageHead title={t('nav.signIn')} lead={t('signInSettings.lead')} />
      <Panel title={t('signInSettings.oidc')} lead={t('signInSettings.oidcLead')}>
        <SwitchField
          label={t('trigger.isEnabled')}
          value={oidc.isEnabled}
          onChange={(isEnabled) => setOidc({ ...oidc, isEnabled })}
        />
        <FieldGrid>
          <TextField
            label={t('signInSettings.button')}
            value={oidc.name}
            onChange={(name) => setOidc({ ...oidc, name })}
          />
          <TextField
            label={t('signInSettings.issuer')}
            type="url"
            value={oidc.issuer}
            onChange={(issuer) => setOidc({ ...oidc, issuer })}
          />
          <TextField
            label={t('oauth.clientId')}
            value={oidc.clientId}
            onChange={(clientId) => setOidc({ ...oidc, clientId })}
          />
          <TextField
            label={t('signInSettings.secret')}
            type="password"
            hint={oidc.hasClientSecret ? t('signInSettings.secretKept') : undefined}
            autoComplete="off"
            value={secret}
            onChange={setSecret}
          />
          <TextField label={t('keys.scopes')} value={oidc.scopes} onChange={(scopes) => setOidc({ ...oidc, scopes })} />
          <TextField
            label={t('signInSettings.groupClaim')}
            hint={t('signInSettings.groupClaimHint')}
            value={oidc.groupClaim ?? ''}
            onChange={(claim) => setOidc({ ...oidc, groupClaim: claim === '' ? undefined : claim })}
          />
          <ChoiceField
            label={t('signInSettings.defaultRole')}
            value={oidc.defaultRole}
            options={roles}
            onChange={(role) => setOidc({ ...oidc, defaultRole: role as Role })}
          />
        </FieldGrid>
        <SwitchField
          label={t('signInSettings.makesAccounts')}
          value={oidc.makesAccounts}
          onChange={(makesAccounts) => setOidc({ ...oidc, makesAccounts })}
        />
        <RoleMapping groups={oidcGroups} onChange={setOidcGroups} />
        <div>
          <Button
            icon={<BeakerRegular />}
            disabledFocusable={oidc.issuer === '' || test.isPending}
            onClick={() => test.mutate(undefined)}
          >
            {t('signInSettings.test')}
          </Button>
        </div>
        <div role="status">
          {test.data && <Status status={test.data.isReachable ? 'ok' : 'failed'} label={test.data.result} />}
        </div>
        {test.error && <Problem error={test.error} />}
      </Panel>
      <Panel title="Microsoft Entra ID" lead={t('signInSettings.entraLead')}>
        <SwitchField
          label={t('trigger.isEnabled')}
          value={entra.isEnabled}
          onChange={(isEnabled) => setEntra({ ...entra, isEnabled })}
        />
        <FieldGrid>
          <TextField
            label={t('signInSettings.audience')}
            value={entra.audience}
            onChange={(audience) => setEntra({ ...entra, audience })}
          />
          <LongTextField
            label={t('signInSettings.issuers')}
            hint={t('form.oneALine')}
            value={entra.issuers.join('\n')}
            onChange={(text) => setEntra({ ...entra, issuers: text.split('\n').filter(Boolean) })}
          />
          <TextField
            label={t('signInSettings.jwks')}
            type="url"
            value={entra.jwksUrl}
            onChange={(jwksUrl) => setEntra({ ...entra, jwksUrl })}
          />
          <ChoiceField
            label={t('signInSettings.defaultRole')}
            value={entra.defaultRole}
            options={roles}
            onChange={(role) => setEntra({ ...entra, defaultRole: role as Role })}
          />
        </FieldGrid>
        <RoleMapping groups={entraGroups} onChange={setEntraGroups} />
      </Panel>
      <SaveBar
        isBusy={save.isPending}
        error={save.error}
        onSave={() =>
          save.mutate(undefined, { onSuccess: () => showToast({ text: t('app.saved', { name: t('nav.signIn') }) }) })
        }
        onCancel={() => {
          setOidc(initial.oidc);
          setEntra(initial.entra);
          setOidcGroups(groupsOf(initial.oidc));
          setEntraGroups(groupsOf(initial.entra));
        }}
      />
    </>
  );
}
