import { SearchRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { Anchor } from '../parts/anchor.tsx';
import { Empty } from '../parts/empty.tsx';
import { Page } from '../parts/page.tsx';
import { PageHead } from '../parts/page-head.tsx';

/** Stands in for a page or a thing that is not there. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('app.notFound')} />
      <Empty
        icon={SearchRegular}
        title={t('app.notFoundTitle')}
        text={t('app.notFoundText')}
        action={<Anchor to="/">{t('app.toHome')}</Anchor>}
      />
    </>
  );
}

/** A whole page for an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page>
      <NotFound />
    </Page>
  );
}
