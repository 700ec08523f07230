import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { titleFrom } from '../../../../format/step-title.ts';
import { branchLabel } from '../branch-label.ts';
import { useDesigner } from '../designer-context.ts';
import type { FlowDefinition, Place } from '../document/definition.ts';
import { moveStep, type Spot } from '../document/edit.ts';
import { useLanding } from './use-landing.ts';

/** Media type under which a dragged step travels. */
export const DRAG_TYPE = 'application/x-fluxu-step';

const useStyles = makeStyles({
  plus: { pointerEvents: 'all', minWidth: '32px', width: '32px', height: '32px', borderRadius: '50%' },
  dropTarget: { outline: `3px solid ${tokens.colorBrandStroke1}` },
});

/** Opens the picker for a new action at a spot; a dragged step can be dropped on it. */
export function PlusButton({
  spot,
  isEnd = false,
}: {
  spot: Spot;
  /** Ends a list, or is all of it. */
  isEnd?: boolean;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const designer = useDesigner();
  const button = useLanding(
    (landing) => isEnd && 'emptied' in landing && spot.after === undefined && isSamePlace(landing.emptied, spot.place),
  );
  const [isTarget, setIsTarget] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsTarget(false);
    const name = event.dataTransfer.getData(DRAG_TYPE);
    if (name) designer.edit(moveStep(designer.definition, name, spot));
  };
  return (
    <Button
      ref={button}
      className={mergeClasses('nopan', 'nodrag', styles.plus, isTarget && styles.dropTarget)}
      size="small"
      icon={<AddRegular />}
      aria-label={labelOf(spot, designer.definition, t)}
      onClick={() => designer.pick(spot)}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(DRAG_TYPE)) event.preventDefault();
        setIsTarget(true);
      }}
      onDragLeave={() => setIsTarget(false)}
      onDrop={drop}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v') designer.paste(spot);
      }}
    />
  );
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.container === other.container && one.branch === other.branch;
}

function labelOf({ after, place }: Spot, definition: FlowDefinition, t: TFunction): string {
  if (after !== undefined) return t('designer.addAfter', { name: titleFrom(after) });
  if (place.container === undefined) return t('designer.addFirst');
  const name = titleFrom(place.container);
  const branch = branchLabel(definition, place, t);
  return branch === undefined ? t('designer.addInside', { name }) : t('designer.addInBranch', { name, branch });
}
