import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../../src/model/audience.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';

/** What the last refresh made of contacts and hierarchies. */
export function AudienceResults({ audience: { hierarchies = [] } }: { audience: Audience }) {
  const { t } = useTranslation();
  const format = useFormat();
  const entities = useQuery(entitiesQuery).data?.items ?? [];
  const made = ['UnifiedContact', ...hierarchies.map(({ name }) => name)].flatMap((wanted) =>
    entities.filter(({ name }) => name === wanted),
  );
  if (made.length === 0) return null;
  return (
    <Panel title={t('audience.results')}>
      <Facts
        facts={made.map(({ name, rowCount }) => [
          name,
          <Anchor key={name} to="/data/entities/$name" params={{ name }}>
            {t('audience.rows', { count: rowCount, number: format.number(rowCount) })}
          </Anchor>,
        ])}
      />
    </Panel>
  );
}
