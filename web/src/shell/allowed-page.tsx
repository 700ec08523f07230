import { ShieldRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Anchor } from '../parts/anchor.tsx';
import { Empty } from '../parts/empty.tsx';
import { Page } from '../parts/page.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { sessionQuery, useCan } from '../session/use-session.ts';

/** The page at the address, or which role it asks for when one does not have it. */
export function AllowedPage() {
  const { t } = useTranslation();
  const who = useMatches({ select: (matches) => matches.at(-1)?.staticData.who }) ?? 'viewer';
  const isKnown = useQuery(sessionQuery).data?.role !== undefined;
  const isAllowed = useCan(who);
  if (who === 'viewer' || isAllowed) return <Outlet />;
  if (!isKnown) return <PageSkeleton />;
  return (
    <Page>
      <PageHead title={t('app.notAllowed')} />
      <Empty
        icon={ShieldRegular}
        title={t(`app.notAllowed.${who}`)}
        text={t('app.notAllowedText')}
        action={<Anchor to="/">{t('app.toHome')}</Anchor>}
      />
    </Page>
  );
}
