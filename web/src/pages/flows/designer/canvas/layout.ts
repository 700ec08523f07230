import { Graph, layout as layoutGraph } from '@dagrejs/dagre';
import {
  branchesOf,
  type FlowDefinition,
  type Place,
  ROOT,
  runAfterOf,
  type StepDefinition,
  type Steps,
} from '../document/definition.ts';
import type { Spot } from '../document/edit.ts';

/** Pixels of a card. */
export const CARD = { width: 260, height: 84 } as const;
/** Pixels of the button that ends a branch. */
export const ADD = { width: 32, height: 32 } as const;
const GAP = { beside: 44, below: 62, inside: 20, branches: 36, head: 54 } as const;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something drawn on the canvas, in pixels from the top left. */
export type DrawnNode = Box & { readonly id: string } & (
    | { readonly kind: 'trigger' | 'step'; readonly name: string; readonly step: StepDefinition }
    | { readonly kind: 'container'; readonly name: string }
    | { readonly kind: 'add'; readonly spot: Spot }
  );

/** A line between two drawn nodes; a new action can be put on it. */
export interface DrawnEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Branch of a container, for its label. */
  readonly branch?: string;
  /** Absent on lines that only lead to a button. */
  readonly spot?: Spot;
  /** Statuses, when they are others than Succeeded. */
  readonly statuses?: readonly string[];
}

/** Where everything stands. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** Lays out a flow from top to bottom; containers hold their branches side by side. */
export function drawFlow(definition: FlowDefinition, collapsed: ReadonlySet<string>): Drawing {
  const triggers = Object.entries(definition.triggers ?? {});
  const list = drawList(definition.actions ?? {}, { place: ROOT, collapsed });
  const width = Math.max(list.width, triggers.length * (CARD.width + GAP.beside) - GAP.beside);
  const first = (width - triggers.length * (CARD.width + GAP.beside) + GAP.beside) / 2;
  const triggerNodes = triggers.map(([name, step], index): DrawnNode => {
    return {
      id: `trigger:${name}`,
      kind: 'trigger',
      name,
      step,
      x: first + index * (CARD.width + GAP.beside),
      y: 0,
      ...CARD,
    };
  });
  const top = CARD.height + GAP.below;
  const moved = moveDrawing(list, (width - list.width) / 2, top);
  const starts = triggerNodes.flatMap(({ id }) => list.starts.map((start): DrawnEdge => startEdge(id, start, ROOT)));
  return { nodes: [...triggerNodes, ...moved.nodes], edges: [...starts, ...moved.edges] };
}

/** A laid out list of actions, its top left at zero. */
interface DrawnList extends Drawing {
  readonly width: number;
  readonly height: number;
  /** Ids of what begins. */
  readonly starts: readonly string[];
}

interface Around {
  readonly place: Place;
  readonly collapsed: ReadonlySet<string>;
}

function drawList(steps: Steps, around: Around): DrawnList {
  const { place } = around;
  const blocks = Object.entries(steps).map(([name, step]) => drawBlock(name, step, around));
  const byName = new Map(blocks.map((block) => [block.name.toLowerCase(), block]));
  const graph = new Graph().setGraph({
    rankdir: 'TB',
    nodesep: GAP.beside,
    ranksep: GAP.below,
    marginx: 0,
    marginy: 0,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const edges: DrawnEdge[] = [];
  const awaited = new Set<string>();
  for (const block of blocks) graph.setNode(block.id, { width: block.width, height: block.height });
  for (const block of blocks) {
    for (const [predecessor, statuses] of Object.entries(runAfterOf(block.step))) {
      const before = byName.get(predecessor.toLowerCase());
      if (!before) continue;
      awaited.add(before.id);
      graph.setEdge(before.id, block.id);
      edges.push({
        id: `${before.id}>${block.id}`,
        source: before.id,
        target: block.id,
        spot: { place, after: before.name },
        ...unusual(statuses),
      });
    }
  }
  const ends = blocks.filter(({ id }) => !awaited.has(id)).map(({ id, name }) => addNode({ place, after: name }, id));
  const adds = blocks.length === 0 ? [addNode({ place, after: undefined }, placeId(place))] : ends;
  for (const add of adds) {
    graph.setNode(add.id, { ...ADD });
    if (blocks.length > 0) {
      const source = add.id.slice('add:'.length);
      graph.setEdge(source, add.id);
      edges.push({ id: `${source}>${add.id}`, source, target: add.id });
    }
  }
  layoutGraph(graph);
  const at = (id: string) => {
    const { x, y, width, height } = graph.node(id) as Box;
    return { x: x - width / 2, y: y - height / 2 };
  };
  const placed = blocks.map((block) => moveDrawing(block, at(block.id).x, at(block.id).y));
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const starts = blocks.filter(({ step }) => Object.keys(runAfterOf(step)).length === 0).map(({ id }) => id);
  return {
    nodes: [...placed.flatMap(({ nodes }) => nodes), ...adds.map((add) => ({ ...add, ...at(add.id) }))],
    edges: [...edges, ...placed.flatMap((block) => block.edges)],
    width,
    height,
    starts: blocks.length === 0 ? adds.map(({ id }) => id) : starts,
  };
}

/** An action with everything inside of it, its top left at zero. */
interface DrawnBlock extends Drawing {
  readonly id: string;
  readonly name: string;
  readonly step: StepDefinition;
  readonly width: number;
  readonly height: number;
}

function drawBlock(name: string, step: StepDefinition, { collapsed }: Around): DrawnBlock {
  const branches = collapsed.has(name) ? [] : branchesOf(step);
  const card: DrawnNode = { id: `step:${name}`, kind: 'step', name, step, x: 0, y: 0, ...CARD };
  if (branches.length === 0)
    return { id: card.id, name, step, nodes: [card], edges: [], width: CARD.width, height: CARD.height };
  const lists = branches.map(({ key, steps }) => {
    const place = { container: name, branch: key };
    return { key, place, list: drawList(steps, { place, collapsed }) };
  });
  const inner = lists.reduce((sum, { list }) => sum + list.width, 0) + (lists.length - 1) * GAP.branches;
  const width = Math.max(CARD.width, inner) + 2 * GAP.inside;
  const headBottom = GAP.inside + CARD.height;
  const height = headBottom + GAP.head + Math.max(...lists.map(({ list }) => list.height)) + GAP.inside;
  const head = { ...card, x: (width - CARD.width) / 2, y: GAP.inside };
  const container: DrawnNode = { id: `container:${name}`, kind: 'container', name, x: 0, y: 0, width, height };
  let left = (width - inner) / 2;
  const nodes: DrawnNode[] = [container, head];
  const edges: DrawnEdge[] = [];
  for (const { key, place, list } of lists) {
    const moved = moveDrawing(list, left, headBottom + GAP.head);
    left += list.width + GAP.branches;
    nodes.push(...moved.nodes);
    edges.push(...list.starts.map((start) => ({ ...startEdge(head.id, start, place), branch: key })), ...moved.edges);
  }
  return { id: container.id, name, step, nodes, edges, width, height };
}

function startEdge(source: string, target: string, place: Place): DrawnEdge {
  const isEmpty = target.startsWith('add:');
  return { id: `${source}>${target}`, source, target, ...(!isEmpty && { spot: { place, after: undefined } }) };
}

function unusual(statuses: readonly string[]): { statuses?: readonly string[] } {
  const names = Array.isArray(statuses) ? statuses.map(String) : [];
  return names.length === 0 || (names.length === 1 && names[0]?.toLowerCase() === 'succeeded')
    ? {}
    : { statuses: names };
}

function addNode(spot: Spot, after: string): DrawnNode & { readonly kind: 'add' } {
  return { id: `add:${after}`, kind: 'add', spot, x: 0, y: 0, ...ADD };
}

function placeId({ container, branch }: Place): string {
  return `${container ?? ''}/${branch}`;
}

function moveDrawing<Moved extends Drawing>(drawing: Moved, x: number, y: number): Moved {
  return { ...drawing, nodes: drawing.nodes.map((node) => ({ ...node, x: node.x + x, y: node.y + y })) };
}
