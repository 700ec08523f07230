import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkView, SessionView } from '../../../../src/app/view/access.ts';
import { getJson, postJson } from '../../api/client.ts';
import { forgetCsrfToken } from '../../api/csrf.ts';
import { focusFirstField } from '../../parts/first-field.ts';
import { FieldStack, TextField } from '../../parts/form/fields.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { SignInCard } from './sign-in-page.tsx';

const SHORTEST_PASSWORD = 12;
const LINK = 'link';

const useStyles = makeStyles({ form: { display: 'flex', flexDirection: 'column', gap: '16px' } });

/** Uses a one-time link: the first administrator, an invitation, or a new password. */
export function WelcomePage() {
  const { t } = useTranslation();
  const [{ token }] = useAddress('token');
  const path = `/api/sign-in-links/${encodeURIComponent(token)}`;
  const { data, error } = useQuery({
    queryKey: [LINK, token],
    queryFn: ({ signal }) => getJson<LinkView>(path, signal),
    retry: false,
    enabled: token !== '',
  });
  if (token === '' || error)
    return (
      <SignInCard title={t('welcome.title')}>
        {error ? <Problem error={error} /> : <p>{t('welcome.noToken')}</p>}
      </SignInCard>
    );
  if (!data) return <SignInCard title={t('welcome.title')}>{t('app.loading')}</SignInCard>;
  return <WelcomeForm link={data} path={path} />;
}

function WelcomeForm({ link, path }: { link: LinkView; path: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const client = useQueryClient();
  const isFirst = link.purpose === 'firstAdministrator';
  const [email, setEmail] = useState(link.email ?? '');
  const [displayName, setDisplayName] = useState(link.displayName ?? '');
  const [password, setPassword] = useState('');
  const [endsKeys, setEndsKeys] = useState(false);
  const accept = useMutation({
    mutationFn: () => postJson<SessionView>(path, { password, endsKeys, ...(isFirst && { email, displayName }) }),
    onSuccess: async () => {
      forgetCsrfToken();
      // The link itself is used up now: to ask for it again would show an error until Home is there.
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== LINK });
      void navigate({ to: '/' });
    },
  });
  const isShort = password.length > 0 && password.length < SHORTEST_PASSWORD;
  return (
    <SignInCard title={t(`welcome.${link.purpose}`)} lead={isFirst ? t('welcome.firstLead') : link.email}>
      {accept.error && <Problem error={accept.error} />}
      <form
        ref={focusFirstField}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate();
        }}
      >
        <FieldStack>
          {isFirst && (
            <>
              <TextField label={t('app.name')} isRequired value={displayName} onChange={setDisplayName} />
              <TextField
                label={t('permissions.email')}
                type="email"
                isRequired
                autoComplete="username"
                value={email}
                onChange={setEmail}
              />
            </>
          )}
          <TextField
            label={t('welcome.password')}
            type="password"
            isRequired
            autoComplete="new-password"
            hint={t('welcome.passwordHint')}
            error={isShort ? t('welcome.passwordShort') : undefined}
            value={password}
            onChange={setPassword}
          />
          {link.purpose === 'newPassword' && (
            <Checkbox
              label={t('account.endsKeys')}
              checked={endsKeys}
              onChange={(_event, { checked }) => setEndsKeys(checked === true)}
            />
          )}
        </FieldStack>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={accept.isPending || password.length < SHORTEST_PASSWORD}
        >
          {t('welcome.go')}
        </Button>
      </form>
    </SignInCard>
  );
}
