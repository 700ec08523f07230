import { useTranslation } from 'react-i18next';
import type { RefreshScope } from '../../../../src/model/refresh.ts';

/** Names what a refresh covers, in the reader's language. */
export function useScopeName(): (scope: RefreshScope) => string {
  const { t } = useTranslation();
  return (scope) => {
    if (!('name' in scope)) return t(`refresh.scope.${scope.kind}`);
    return t(`refresh.scope.${scope.kind}`, { name: scope.name });
  };
}
