import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../../src/app/view/access.ts';
import { postJson } from '../../api/client.ts';
import { forgetCsrfToken } from '../../api/csrf.ts';
import { focusFirstField } from '../../parts/first-field.ts';
import { FieldStack, TextField } from '../../parts/form/fields.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { pageToReturnTo } from '../../session/return-to.ts';
import { sessionQuery } from '../../session/use-session.ts';
import { Logo } from '../../shell/logo.tsx';

const useStyles = makeStyles({
  root: { display: 'grid', placeItems: 'center', minHeight: 'calc(100vh - 160px)', padding: '24px 16px' },
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '20px',
    width: 'min(400px, 100%)',
    boxSizing: 'border-box',
    padding: '28px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow8,
  },
  form: { display: 'flex', flexDirection: 'column', gap: '16px' },
});

/** The frame of pages for who is not signed in. */
export function SignInCard({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string | undefined;
  children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <div className={styles.card}>
        <Logo size={40} />
        <PageHead title={title} lead={lead} />
        {children}
      </div>
    </div>
  );
}

/** Signs in with a password or at the identity provider. */
export function SignInPage() {
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [{ returnTo }] = useAddress('returnTo');
  const session = useQuery(sessionQuery).data;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const target = pageToReturnTo(returnTo);
  const signIn = useMutation({
    mutationFn: () => postJson<SessionView>('/api/session', { email, password }),
    onSuccess: async () => {
      forgetCsrfToken();
      await client.invalidateQueries();
      void navigate({ href: target, replace: true });
    },
  });
  if (session && !session.isSetUp)
    return (
      <SignInCard title={t('setUp.title')} lead={t('setUp.lead')}>
        <p>{t('setUp.link')}</p>
      </SignInCard>
    );
  return (
    <SignInCard title={t('signIn.title')} lead={target === '/' ? undefined : t('signIn.goesOn')}>
      {signIn.error && <Problem error={signIn.error} />}
      {session?.methods.password !== false && (
        <form
          ref={focusFirstField}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate();
          }}
        >
          <FieldStack>
            <TextField
              label={t('permissions.email')}
              type="email"
              autoComplete="username"
              value={email}
              onChange={setEmail}
            />
            <TextField
              label={t('signIn.password')}
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
            />
          </FieldStack>
          <Button type="submit" appearance="primary" disabledFocusable={signIn.isPending}>
            {t('signIn.title')}
          </Button>
        </form>
      )}
      {session?.methods.oidc && (
        <Button as="a" href={`/api/session/oidc?returnTo=${encodeURIComponent(target)}`}>
          {session.methods.oidc.name}
        </Button>
      )}
    </SignInCard>
  );
}
