import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, DeleteRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefreshJob, RefreshScope } from '../../../../src/model/refresh.ts';
import { postJson } from '../../api/client.ts';
import { putDefinition } from '../../api/commands.ts';
import { type DefinitionItem, DeleteDialog } from './delete-dialog.tsx';
import { useBulk } from './use-bulk.ts';

interface CommandProps {
  readonly items: readonly DefinitionItem[];
  /** When it is done, so that nothing stays chosen. */
  readonly onEnd: () => void;
}

/** Deletes the chosen definitions, after asking. */
export function BulkDelete({ items, onEnd }: CommandProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<readonly DefinitionItem[]>();
  return (
    <>
      <Button icon={<DeleteRegular />} disabledFocusable={items.length === 0} onClick={() => setAsked(items)}>
        {t('app.delete')}
      </Button>
      {asked && <DeleteDialog items={asked} onClose={() => setAsked(undefined)} onDeleted={onEnd} />}
    </>
  );
}

/** Refreshes each of the chosen definitions, one refresh after another. */
export function BulkRefresh({ items, onEnd }: CommandProps) {
  const { t } = useTranslation();
  const bulk = useBulk<DefinitionItem>(onEnd);
  const refresh = ({ kind, name }: DefinitionItem) =>
    postJson<RefreshJob>('/api/refreshes', { scope: { kind: SCOPES[kind as keyof typeof SCOPES], name } });
  return (
    <Button
      icon={<ArrowClockwiseRegular />}
      disabledFocusable={items.length === 0 || bulk.isPending}
      onClick={() => bulk.mutate({ items, work: refresh, text: t('bulk.refreshing', { count: items.length }) })}
    >
      {t('source.refresh')}
    </Button>
  );
}

const SCOPES = { dataSource: 'source', segment: 'segment', measure: 'measure' } as const satisfies Record<
  string,
  RefreshScope['kind']
>;

/** Changes each of the chosen definitions in the same way; can be taken back. */
export function BulkChange(
  props: CommandProps & { label: string; text: string; change: (definition: object) => object },
) {
  const { items, label, text, change } = props;
  const bulk = useBulk<DefinitionItem>(props.onEnd);
  return (
    <Button
      disabledFocusable={items.length === 0 || bulk.isPending}
      onClick={() =>
        bulk.mutate({
          items,
          work: (item) => putDefinition({ ...item, definition: change(item.definition as object) }),
          undo: putDefinition,
          text,
        })
      }
    >
      {label}
    </Button>
  );
}
