import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../../src/model/segment.ts';
import { BulkChange, BulkDelete, BulkRefresh } from '../../parts/bulk/definition-commands.tsx';
import type { DefinitionItem } from '../../parts/bulk/delete-dialog.tsx';
import { BulkTags } from './segment-tags.tsx';

/** What can be done with several segments at once. */
export function SegmentCommands({
  segments,
  tags,
  onEnd,
}: {
  segments: readonly Segment[];
  /** Those in use, to be offered. */
  tags: readonly string[];
  onEnd: () => void;
}) {
  const { t } = useTranslation();
  const active = segments.filter(isActive).map(itemOf);
  const others = segments.filter((segment) => !isActive(segment)).map(itemOf);
  return (
    <>
      <BulkRefresh items={active} onEnd={onEnd} />
      <BulkChange
        items={others}
        label={t('segment.activate')}
        text={t('bulk.changed', { count: others.length })}
        change={(segment) => ({ ...segment, state: 'active' })}
        onEnd={onEnd}
      />
      <BulkChange
        items={active}
        label={t('segment.deactivate')}
        text={t('bulk.changed', { count: active.length })}
        change={(segment) => ({ ...segment, state: 'inactive' })}
        onEnd={onEnd}
      />
      <BulkTags segments={segments} offered={tags} onEnd={onEnd} />
      <BulkDelete items={segments.map(itemOf)} onEnd={onEnd} />
    </>
  );
}

function isActive({ state = 'active' }: Segment): boolean {
  return state === 'active';
}

function itemOf(segment: Segment): DefinitionItem {
  const { name, displayName = name } = segment;
  return { kind: 'segment', name, displayName, definition: segment };
}
