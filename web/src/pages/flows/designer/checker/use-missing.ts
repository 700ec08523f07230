import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectorView, FlowCheckView } from '../../../../../../src/app/view/designer.ts';
import { definitionsQuery } from '../../../../api/queries/definitions.ts';
import { titleFrom } from '../../../../format/step-title.ts';
import type { Designer } from '../designer-context.ts';
import { findMissing, MISSING_CODE } from './missing.ts';

/** What the server's check says, and an error for all that is still to be filled in or chosen. */
export function useWithMissing(
  check: FlowCheckView | undefined,
  { definition, connections: chosen }: Pick<Designer, 'definition' | 'connections'>,
  { connectors, isWanted }: { connectors: readonly ConnectorView[]; isWanted: boolean },
): FlowCheckView | undefined {
  const { t } = useTranslation();
  const { data } = useQuery({ ...definitionsQuery('connection'), enabled: isWanted });
  return useMemo(() => {
    if (!isWanted) return check;
    const connections = data?.items.map(({ name }) => name);
    const missing = findMissing(definition, { connectors, chosen, connections }).map(({ step, pointer, field }) => ({
      code: MISSING_CODE,
      severity: 'error',
      pointer,
      message:
        field === undefined
          ? t('designer.missing.connection', { step: titleFrom(step) })
          : t('designer.missing.field', { step: titleFrom(step), field }),
    }));
    if (missing.length === 0) return check;
    return { unsupported: [], ...check, isRunnable: false, diagnostics: [...missing, ...(check?.diagnostics ?? [])] };
  }, [check, definition, chosen, connectors, data, isWanted, t]);
}
