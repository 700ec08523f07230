import { type Designer, DesignerProvider, useDesigner } from '../designer-context.ts';
import { StepPanel, stepOfSelection } from './step-panel.tsx';

/** The pinned step of the designer; undefined when there is none, it is gone, or it is the one that is open. */
export function shownPin({ pinned, selection, definition }: Designer): Designer['pinned'] {
  if (!pinned || stepOfSelection(definition, pinned) === undefined) return undefined;
  const isOpen = pinned.role === selection?.role && pinned.name === selection.name;
  return isOpen ? undefined : pinned;
}

/** The step that stays open beside the one that is selected, to compare and to copy from; closing it unpins it. */
export function PinnedPanel({ pinned }: { pinned: NonNullable<Designer['pinned']> }) {
  const designer = useDesigner();
  return (
    <DesignerProvider value={{ ...designer, selection: pinned, select: designer.pin }}>
      <StepPanel selection={pinned} isPinned />
    </DesignerProvider>
  );
}
