import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DataSource } from '../../../../src/model/data-source.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { BulkChange, BulkDelete, BulkRefresh } from '../../parts/bulk/definition-commands.tsx';
import type { DefinitionItem } from '../../parts/bulk/delete-dialog.tsx';

/** What can be done with several data sources at once. */
export function SourceCommands({ names, onEnd }: { names: readonly string[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const records = useQuery(definitionsQuery('dataSource')).data?.items ?? [];
  const sources = records.filter(({ name }) => names.includes(name)).map((record) => record.definition as DataSource);
  const active = sources.filter(({ isActive = true }) => isActive).map(itemOf);
  const paused = sources.filter(({ isActive = true }) => !isActive).map(itemOf);
  return (
    <>
      <BulkRefresh items={active} onEnd={onEnd} />
      <BulkChange
        items={active}
        label={t('source.pause')}
        text={t('bulk.changed', { count: active.length })}
        change={(source) => ({ ...source, isActive: false })}
        onEnd={onEnd}
      />
      <BulkChange
        items={paused}
        label={t('source.resume')}
        text={t('bulk.changed', { count: paused.length })}
        change={(source) => ({ ...source, isActive: true })}
        onEnd={onEnd}
      />
      <BulkDelete items={sources.map(itemOf)} onEnd={onEnd} />
    </>
  );
}

function itemOf(source: DataSource): DefinitionItem {
  const { name, displayName = name } = source;
  return { kind: 'dataSource', name, displayName, definition: source };
}
