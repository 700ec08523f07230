import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { branchLabel } from '../branch-label.ts';
import { useDesigner } from '../designer-context.ts';
import type { DrawnEdge } from './layout.ts';
import { PlusButton } from './plus-button.tsx';

export type StepEdge = Edge<{ readonly drawn: DrawnEdge; readonly container: string | undefined }, 'step'>;

const useStyles = makeStyles({
  // Above the lines, which have a place of their own in the depth.
  label: { position: 'absolute', zIndex: 2, display: 'flex', gap: '6px', alignItems: 'center', pointerEvents: 'all' },
});

/** A line between steps: branch or unusual statuses as a label, and a button to put a step in. */
export function StepLine(props: EdgeProps<StepEdge>) {
  const styles = useStyles();
  const { isReadOnly } = useDesigner();
  const [path] = getSmoothStepPath({ ...props, borderRadius: 12 });
  const label = useLabel(props.data);
  const { spot, branch } = props.data?.drawn ?? {};
  const isFromHead = branch !== undefined;
  const y = isFromHead ? props.targetY - 24 : (props.sourceY + props.targetY) / 2;
  const x = isFromHead ? props.targetX : straightX(props);
  return (
    <>
      <BaseEdge
        path={path}
        {...(props.markerEnd && { markerEnd: props.markerEnd })}
        style={{ stroke: tokens.colorNeutralStroke1, strokeWidth: 1.5 }}
      />
      <EdgeLabelRenderer>
        <div className={styles.label} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
          {label && (
            <Badge appearance="tint" color="informative">
              {label}
            </Badge>
          )}
          {spot && !isReadOnly && <PlusButton spot={spot} />}
        </div>
      </EdgeLabelRenderer>
    </>
  );
}

/** Where the label of a line that is not straight stands: on its last upright part. */
function straightX({ sourceX, targetX }: { sourceX: number; targetX: number }): number {
  return Math.abs(sourceX - targetX) < 2 ? sourceX : targetX;
}

function useLabel(data: StepEdge['data']): string | undefined {
  const { t } = useTranslation();
  const { definition } = useDesigner();
  if (!data) return undefined;
  const { branch, statuses } = data.drawn;
  if (statuses) return statuses.map((status) => t(`designer.after.${statusKey(status)}`)).join(', ');
  return branch === undefined ? undefined : branchLabel(definition, { container: data.container, branch }, t);
}

function statusKey(status: string): 'succeeded' | 'failed' | 'skipped' | 'timedOut' {
  const key = status.toLowerCase();
  if (key === 'failed' || key === 'skipped') return key;
  return key === 'timedout' ? 'timedOut' : 'succeeded';
}
