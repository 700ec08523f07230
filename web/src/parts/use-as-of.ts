import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { homeQuery } from '../api/queries/home.ts';
import { useFormat } from '../format/use-format.ts';
import { useNow } from '../format/use-now.ts';

/** Says which refresh numbers come from: the one published then, or the last that was. Undefined before the first. */
export function useAsOf(publishedAt?: string): string | undefined {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const last = useQuery({ ...homeQuery, enabled: publishedAt === undefined }).data?.asOf?.publishedAt;
  const when = publishedAt ?? last;
  return when === undefined ? undefined : t('home.asOf', { when: format.moment(when, now) });
}
