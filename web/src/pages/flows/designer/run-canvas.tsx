import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ReactFlowProvider } from '@xyflow/react';
import type { RunDetail } from '../../../../../src/app/view/flow.ts';
import { FlowCanvas } from './canvas/flow-canvas.tsx';
import { DesignerProvider } from './designer-context.ts';
import type { FlowDefinition } from './document/definition.ts';
import { PinnedPanel, shownPin } from './panel/pinned-panel.tsx';
import { StepPanel, stepOfSelection } from './panel/step-panel.tsx';
import { useDesignerState } from './use-designer-state.ts';

const NARROW = '@media (max-width: 1000px)';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    position: 'relative',
    height: '72vh',
    minHeight: '420px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
  },
  withTwo: { gridTemplateColumns: 'minmax(0, 1fr) 760px', [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)' } },
  withPanel: { gridTemplateColumns: 'minmax(0, 1fr) 420px', [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)' } },
  side: {
    display: 'grid',
    gridAutoFlow: 'column',
    gridAutoColumns: 'minmax(0, 1fr)',
    minHeight: 0,
    minWidth: 0,
    [NARROW]: { position: 'absolute', inset: 0, zIndex: 6 },
  },
});

/** A run on the canvas of its flow, with the definition it is pinned to; a click on a step shows inputs and outputs. */
export function RunCanvas({ run }: { run: RunDetail }) {
  const styles = useStyles();
  const edited = { definition: (run.definition ?? {}) as FlowDefinition, connections: {} };
  const { designer } = useDesignerState(edited, { flow: run.flow, run, isReadOnly: true });
  const { selection } = designer;
  const isOpen = selection !== undefined && stepOfSelection(designer.definition, selection) !== undefined;
  const pinned = shownPin(designer);
  const panels = [styles.root, isOpen || pinned ? styles.withPanel : '', isOpen && pinned ? styles.withTwo : ''];
  return (
    <DesignerProvider value={designer}>
      <ReactFlowProvider>
        <div className={mergeClasses(...panels)}>
          <FlowCanvas />
          {(isOpen || pinned) && (
            <div className={styles.side}>
              {pinned && <PinnedPanel pinned={pinned} />}
              {isOpen && <StepPanel selection={selection} />}
            </div>
          )}
        </div>
      </ReactFlowProvider>
    </DesignerProvider>
  );
}
