import { SearchRegular } from '@fluentui/react-icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/empty.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty
      icon={SearchRegular}
      title={t('app.notFound')}
      text={t('app.notFoundText')}
      action={<Link to="/">{t('app.toHome')}</Link>}
    />
  );
}
