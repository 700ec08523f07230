import { graphlib, layout } from '@dagrejs/dagre';
import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { scrollArea } from './scroll-area.ts';

const NODE_WIDTH = 168;
/** Width of a sign of a label, for the room that it needs between nodes. */
const SIGN_WIDTH = 6;
const MARGIN = 16;
/** What is wider than the page shrinks to fit, but not below this: then it scrolls. */
const LEAST_SCALE = 0.65;

/** A thing of a graph and how it is shown. */
export interface GraphNode {
  readonly id: string;
  readonly content: ReactNode;
}
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}

const useStyles = makeStyles({
  frame: {
    overflow: 'auto',
    maxHeight: '70vh',
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke3}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  canvas: { position: 'relative', margin: `${MARGIN}px` },
  lines: { position: 'absolute', inset: 0, overflow: 'visible' },
  line: { fill: 'none', stroke: tokens.colorNeutralStroke1, strokeWidth: '1.5px' },
  label: { fill: tokens.colorNeutralForeground2, fontSize: '11px', textAnchor: 'middle' },
  node: {
    position: 'absolute',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    boxSizing: 'border-box',
    width: `${NODE_WIDTH}px`,
    padding: '6px 10px',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow4,
  },
});

/** Things and the arrows between them, laid out by themselves from left to right. */
export function Graph(props: {
  label: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  nodeHeight?: number;
  direction?: 'LR' | 'TB';
}) {
  const styles = useStyles();
  const { nodes, edges, nodeHeight = 52, direction = 'LR' } = props;
  const placed = useMemo(() => place({ nodes, edges, nodeHeight, direction }), [nodes, edges, nodeHeight, direction]);
  const [frame, scale] = useScale(placed.width + 2 * MARGIN);
  return (
    <section ref={frame} aria-label={props.label} className={styles.frame} {...scrollArea}>
      <div className={styles.canvas} style={{ width: placed.width, height: placed.height, zoom: scale }}>
        <svg className={styles.lines} width={placed.width} height={placed.height} aria-hidden="true">
          {placed.edges.map(({ key, path, label, middle }) => (
            <g key={key}>
              <path className={styles.line} d={path} />
              {label && (
                <text className={styles.label} x={middle.x} y={middle.y - 5}>
                  {label}
                </text>
              )}
            </g>
          ))}
        </svg>
        <ul>
          {placed.nodes.map(({ node, x, y }) => (
            <li key={node.id} className={styles.node} style={{ left: x, top: y, height: nodeHeight }}>
              {node.content}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** How much smaller than drawn a picture is shown so that it fits into its frame. */
function useScale(width: number): [frame: RefObject<HTMLElement | null>, scale: number] {
  const frame = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(width);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [frame, Math.min(1, Math.max(LEAST_SCALE, room / width))];
}

interface Layout {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly nodeHeight: number;
  readonly direction: 'LR' | 'TB';
}

function place({ nodes, edges, nodeHeight, direction }: Layout) {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: 14, ranksep: 26, marginx: 2, marginy: 2 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Set(nodes.map(({ id }) => id));
  for (const { id } of nodes) graph.setNode(id, { width: NODE_WIDTH, height: nodeHeight });
  const drawn = edges.filter(({ from, to }) => known.has(from) && known.has(to));
  drawn.forEach(({ from, to, label = '' }, index) => {
    graph.setEdge(from, to, { width: label.length * SIGN_WIDTH, height: label ? 14 : 0, labelpos: 'c' }, String(index));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    nodes: nodes.map((node) => {
      const { x, y } = graph.node(node.id) as { x: number; y: number };
      return { node, x: x - NODE_WIDTH / 2, y: y - nodeHeight / 2 };
    }),
    edges: drawn.map(({ from, to, label }, index) => {
      const { points, x = 0, y = 0 } = graph.edge(from, to, String(index)) as DrawnEdge;
      const middle = { x, y };
      return { key: String(index), path: pathOf(points), label, middle };
    }),
  };
}

interface DrawnEdge {
  readonly points: { x: number; y: number }[];
  /** Middle of the label. */
  readonly x?: number;
  readonly y?: number;
}

/** A smooth line through points. */
function pathOf(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const last = rest.at(-1) ?? first;
  const inner = rest.slice(0, -1);
  if (inner.length < 1) return `M${first.x},${first.y}L${last.x},${last.y}`;
  const curves = inner.map((point, index) => {
    const next = inner[index + 1];
    const end = next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : last;
    return `Q${point.x},${point.y} ${end.x},${end.y}`;
  });
  return `M${first.x},${first.y}${curves.join('')}`;
}
