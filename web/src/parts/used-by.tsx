import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import { usersQuery } from '../api/queries/definitions.ts';
import { pathOfDefinition } from '../shell/definition-path.ts';
import { Anchor } from './anchor.tsx';
import { Panel } from './panel.tsx';

/** What needs a definition. */
export function UsedBy({ kind, name }: { kind: DefinitionKind; name: string }) {
  const { t } = useTranslation();
  const users = useQuery(usersQuery(kind, name)).data?.items ?? [];
  return (
    <Panel title={t('definition.usedBy')}>
      {users.length === 0 && <p>{t('definition.usedByNone')}</p>}
      <ul>
        {users.map((user) => (
          <li key={`${user.kind}/${user.name}`}>
            {t(`kind.${user.kind}`)} <Anchor to={pathOfDefinition(user.kind, user.name)}>{user.name}</Anchor>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
