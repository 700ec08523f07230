import '@xyflow/react/dist/style.css';
import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronRightFilled, SearchRegular } from '@fluentui/react-icons';
import {
  Background,
  ControlButton,
  Controls,
  MarkerType,
  MiniMap,
  ReactFlow,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useScheme } from '../../../../theme/scheme.ts';
import { useDesigner } from '../designer-context.ts';
import { containersOf } from '../document/find.ts';
import { pointerOf } from '../document/values.ts';
import { type StepEdge, StepLine } from './edges.tsx';
import { type Drawing, drawFlow } from './layout.ts';
import { AddEnd, type AddNode, ContainerFrame, type ContainerNode, StepCard, type StepNode } from './nodes.tsx';

const nodeTypes = { step: StepCard, container: ContainerFrame, add: AddEnd };
const edgeTypes = { step: StepLine };
/** Pixels around the flow when it is opened. */
const MARGIN = 28;
const LEAST_FIRST_ZOOM = 0.8;
/** Flows with more cards than this get a map. */
const MAP_FROM = 30;

const useStyles = makeStyles({
  root: { width: '100%', height: '100%', backgroundColor: tokens.colorNeutralBackground3 },
});

type CanvasNode = StepNode | ContainerNode | AddNode;

/** The flow as cards from top to bottom; it pans, zooms, and every card can be reached by keyboard. */
export function FlowCanvas({ onFind }: { onFind?: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { isDark } = useScheme();
  const { definition, collapsed, selection, check, isReadOnly } = useDesigner();
  const drawing = useMemo(() => drawFlow(definition, collapsed), [definition, collapsed]);
  const problems = useMemo(() => countProblems(check?.diagnostics ?? []), [check]);
  const nodes = useMemo(
    () => drawing.nodes.map((node) => toNode(node, problems, selection?.name)),
    [drawing, problems, selection],
  );
  const edges = useMemo(() => toEdges(drawing, isReadOnly), [drawing, isReadOnly]);
  return (
    <div className={styles.root}>
      <ReactFlow<CanvasNode, StepEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={isDark ? 'dark' : 'light'}
        onInit={(canvas) => void canvas.setViewport(firstView(drawing))}
        fitViewOptions={{ padding: 0.15, maxZoom: 1 }}
        minZoom={0.1}
        nodesConnectable={false}
        nodesDraggable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        onlyRenderVisibleElements={drawing.nodes.length > 150}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'node.a11yDescription.default': '',
          'node.a11yDescription.keyboardDisabled': '',
          'edge.a11yDescription.default': '',
          'controls.ariaLabel': t('designer.canvas'),
          'controls.zoomIn.ariaLabel': t('designer.zoomIn'),
          'controls.zoomOut.ariaLabel': t('designer.zoomOut'),
          'controls.fitView.ariaLabel': t('designer.fit'),
          'minimap.ariaLabel': t('designer.map'),
        }}
      >
        <Background gap={20} />
        <Controls showInteractive={false}>
          {onFind && (
            <ControlButton aria-label={t('designer.find')} title={t('designer.findKeys')} onClick={onFind}>
              <SearchRegular />
            </ControlButton>
          )}
          <FoldAll />
        </Controls>
        {drawing.nodes.length > MAP_FROM && <MiniMap pannable zoomable />}
        <KeepMiddle />
        <FollowSelection />
      </ReactFlow>
    </div>
  );
}

/** Collapses every container, or expands them all. */
function FoldAll() {
  const { t } = useTranslation();
  const { definition, collapsed, collapseAll, expandAll } = useDesigner();
  if (containersOf(definition).length === 0) return null;
  const isFolded = collapsed.size > 0;
  const label = t(isFolded ? 'designer.expandAll' : 'designer.collapseAll');
  return (
    <ControlButton aria-label={label} title={label} onClick={isFolded ? expandAll : collapseAll}>
      {isFolded ? <ChevronRightFilled /> : <ChevronDownRegular />}
    </ControlButton>
  );
}

/** Keeps the middle of the picture in the middle when the canvas gets wider or narrower. */
function KeepMiddle() {
  const width = useStore((state) => state.width);
  const before = useRef(0);
  const { getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    const change = before.current === 0 ? 0 : width - before.current;
    before.current = width;
    if (change === 0) return;
    const view = getViewport();
    void setViewport({ ...view, x: view.x + change / 2 });
  }, [width, getViewport, setViewport]);
  return null;
}

/** Brings a step that was chosen elsewhere (checker, search) into view, once it is drawn. */
function FollowSelection() {
  const { selection } = useDesigner();
  const { getNode, getViewport, setCenter } = useReactFlow();
  const id = selection && `${selection.role === 'trigger' ? 'trigger' : 'step'}:${selection.name}`;
  const isDrawn = useStore(({ nodeLookup }) => id !== undefined && nodeLookup.has(id));
  useEffect(() => {
    const node = isDrawn && id !== undefined && getNode(id);
    if (!node || isInView(node.position, getViewport())) return;
    void setCenter(node.position.x + 130, node.position.y + 42, { zoom: Math.max(getViewport().zoom, 0.7) });
  }, [id, isDrawn, getNode, getViewport, setCenter]);
  return null;
}

/** The flow from its first card on, as large as fits; never so small that its buttons are hard to hit. */
function firstView({ nodes }: Drawing): { x: number; y: number; zoom: number } {
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  const width = Math.max(...nodes.map((node) => node.x + node.width), 1);
  const height = Math.max(...nodes.map((node) => node.y + node.height), 1);
  if (!canvas) return { x: 0, y: 0, zoom: 1 };
  const fitting = Math.min((canvas.width - 2 * MARGIN) / width, (canvas.height - 2 * MARGIN) / height);
  const zoom = Math.min(Math.max(fitting, LEAST_FIRST_ZOOM), 1);
  const [first] = nodes;
  const center = first ? first.x + first.width / 2 : width / 2;
  return { x: canvas.width / 2 - center * zoom, y: MARGIN, zoom };
}

function isInView({ x, y }: { x: number; y: number }, view: { x: number; y: number; zoom: number }): boolean {
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  const left = x * view.zoom + view.x;
  const top = y * view.zoom + view.y;
  return !canvas || (left >= 0 && top >= 0 && left < canvas.width - 100 && top < canvas.height - 40);
}

function toNode(
  drawn: Drawing['nodes'][number],
  problems: ReadonlyMap<string, number>,
  selected: string | undefined,
): CanvasNode {
  const { id, x, y, width, height } = drawn;
  const base = { id, position: { x, y }, width, height };
  if (drawn.kind === 'add') return { ...base, type: 'add', data: { spot: drawn.spot } };
  if (drawn.kind === 'container')
    return { ...base, type: 'container', zIndex: -1, data: { name: drawn.name, isSelected: drawn.name === selected } };
  return { ...base, type: 'step', data: { drawn, problems: problems.get(drawn.name) ?? 0 } };
}

/** Lines between the steps; where nothing can be added none leads to the place for the next one. */
function toEdges({ edges }: Drawing, isReadOnly: boolean): StepEdge[] {
  const shown = isReadOnly ? edges.filter(({ target }) => !target.startsWith('add:')) : edges;
  return shown.map((drawn) => ({
    id: drawn.id,
    source: drawn.source,
    target: drawn.target,
    type: 'step',
    ariaLabel: [drawn.source, drawn.target].map((node) => node.replace(/^\w+:(\w+:)?/, '')).join(' → '),
    zIndex: 1,
    data: { drawn, container: drawn.branch === undefined ? undefined : drawn.source.replace(/^step:/, '') },
    ...(!drawn.target.startsWith('add:') && { markerEnd: { type: MarkerType.ArrowClosed } }),
  }));
}

/** Problems by the name of the innermost step they stand in. */
function countProblems(
  diagnostics: readonly { readonly pointer: string; readonly severity: string }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { pointer, severity } of diagnostics) {
    const name = severity === 'error' ? stepOf(pointer) : undefined;
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** The innermost action or trigger that a JSON pointer leads into. */
export function stepOf(pointer: string): string | undefined {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const index = Math.max(keys.lastIndexOf('actions'), keys.lastIndexOf('triggers'));
  return index < 0 ? undefined : keys[index + 1];
}

/** Whether a pointer stands at or below a path inside a step. */
export function isAt(pointer: string, path: readonly string[]): boolean {
  return pointer.endsWith(pointerOf(path)) || pointer.includes(`${pointerOf(path)}/`);
}
