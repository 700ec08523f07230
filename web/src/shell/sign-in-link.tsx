import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Anchor } from '../parts/anchor.tsx';

/** Leads a guest to the page that signs in, and back here. */
export function SignInLink() {
  const { t } = useTranslation();
  const { href } = useLocation();
  return (
    <Anchor to="/sign-in" search={{ returnTo: href } as never}>
      {t('signIn.title')}
    </Anchor>
  );
}
