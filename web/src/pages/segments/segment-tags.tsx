import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../../src/model/segment.ts';
import { putDefinition } from '../../api/commands.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { useBulk } from '../../parts/bulk/use-bulk.ts';
import { Chip } from '../../parts/chip.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TagField } from '../../parts/form/tag-field.tsx';

const useStyles = makeStyles({ chips: { display: 'flex', flexWrap: 'wrap', gap: '4px' } });

/** Every tag of the segments, in the order of the alphabet. */
export function tagsOf(segments: readonly Segment[]): readonly string[] {
  return [...new Set(segments.flatMap(({ tags = [] }) => tags))].sort((a, b) => a.localeCompare(b));
}

/** The segment with these tags; without any it has no list of them. */
export function withTags({ tags: _old, ...others }: Segment, tags: readonly string[]): Segment {
  return tags.length === 0 ? others : { ...others, tags: [...tags] };
}

/** The tags of one segment; each leads to the segments that have it. */
export function TagChips({ tags }: { tags: readonly string[] }) {
  const styles = useStyles();
  return (
    <span className={styles.chips}>
      {tags.map((tag) => (
        <Anchor key={tag} to="/segments" search={{ tag } as never}>
          <Chip>{tag}</Chip>
        </Anchor>
      ))}
    </span>
  );
}

/** Gives the chosen segments tags and takes some away, after asking which. */
export function BulkTags(props: { segments: readonly Segment[]; offered: readonly string[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <Button onClick={() => setIsAsked(true)}>{t('tags.set')}</Button>
      {isAsked && <TagDialog {...props} onClose={() => setIsAsked(false)} />}
    </>
  );
}

function TagDialog({ segments, offered, onEnd, onClose }: Parameters<typeof BulkTags>[0] & { onClose: () => void }) {
  const { t } = useTranslation();
  const [added, setAdded] = useState<readonly string[]>([]);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const bulk = useBulk<Segment>(() => {
    onClose();
    onEnd();
  });
  const put = (definition: Segment) => putDefinition({ kind: 'segment', name: definition.name, definition });
  const changed = (segment: Segment) =>
    withTags(
      segment,
      [...new Set([...(segment.tags ?? []), ...added])].filter((tag) => !removed.includes(tag)),
    );
  const save = () =>
    bulk.mutate({
      items: segments,
      work: (segment) => put(changed(segment)),
      undo: put,
      text: t('bulk.changed', { count: segments.length }),
    });
  return (
    <Dialog
      title={t('tags.set')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            appearance="primary"
            disabledFocusable={bulk.isPending || (added.length === 0 && removed.length === 0)}
            onClick={save}
          >
            {t('app.save')}
          </Button>
        </>
      }
    >
      <TagField label={t('tags.add')} value={added} offered={offered} onChange={setAdded} />
      <TagField label={t('tags.takeAway')} value={removed} offered={tagsOf(segments)} onChange={setRemoved} />
    </Dialog>
  );
}
