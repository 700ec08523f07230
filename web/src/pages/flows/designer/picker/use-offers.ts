import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BUILT_IN_ACTIONS, BUILT_IN_TRIGGERS } from '../built-in/actions.ts';
import { useDesigner } from '../designer-context.ts';
import { createOperationStep } from '../document/operation-host.ts';
import { lookOfConnector } from '../step-look.ts';
import type { Offer } from './search-offers.ts';

/** Everything that can be put into a flow in a role: operations of connectors, and what the language itself has. */
export function useOffers(role: 'action' | 'trigger'): readonly Offer[] {
  const { t } = useTranslation();
  const { connectors } = useDesigner();
  return useMemo(() => {
    const builtIn = (role === 'action' ? BUILT_IN_ACTIONS : BUILT_IN_TRIGGERS).map(
      (operation): Offer => ({
        key: operation.type,
        name: t(operation.title),
        title: t(operation.title),
        about: t(operation.about),
        source: t(`designer.group.${operation.group}`),
        sourceKey: operation.group,
        icon: operation.icon,
        color: operation.color,
        step: operation.template,
        rank: 1,
      }),
    );
    const fromConnectors = connectors.flatMap((connector) =>
      connector.operations
        .filter(({ kind, isDeprecated }) => !isDeprecated && (kind === 'action') === (role === 'action'))
        .map(
          (operation): Offer => ({
            key: `${connector.name}/${operation.operationId}`,
            name: operation.title,
            title: operation.title,
            about: operation.description ?? '',
            source: connector.title,
            sourceKey: connector.name,
            ...lookOfConnector(connector.name),
            step: createOperationStep(connector, operation),
            rank: operation.visibility === 'advanced' ? 2 : 0,
          }),
        ),
    );
    return [...fromConnectors, ...builtIn].sort((a, b) => a.rank - b.rank);
  }, [connectors, role, t]);
}
