import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '../document/definition.ts';
import { drawFlow } from './layout.ts';

const flow: FlowDefinition = {
  triggers: { Start: { type: 'Request' } },
  actions: {
    A: { type: 'Compose', runAfter: {} },
    If: {
      type: 'If',
      runAfter: { A: ['Succeeded', 'Failed'] },
      actions: { Yes: { type: 'Compose', runAfter: {} } },
      else: { actions: {} },
    },
  },
};

describe('the drawing of a flow', () => {
  const { nodes, edges } = drawFlow(flow, new Set());
  const node = (id: string) => nodes.find((each) => each.id === id);

  it('puts each action below what it waits for and inside its container', () => {
    const container = node('container:If');
    const yes = node('step:Yes');
    if (!container || !yes) throw new Error('A node is missing.');
    expect(container.y).toBeGreaterThan(node('step:A')?.y ?? Number.NaN);
    expect(yes.x).toBeGreaterThanOrEqual(container.x);
    expect(yes.x + yes.width).toBeLessThanOrEqual(container.x + container.width);
    expect(yes.y + yes.height).toBeLessThan(container.y + container.height);
  });

  it('labels branches and names statuses other than Succeeded', () => {
    expect(edges.find(({ target }) => target === 'step:Yes')?.branch).toBe('actions');
    expect(edges.find(({ target }) => target === 'container:If')?.statuses).toEqual(['Succeeded', 'Failed']);
  });

  it('offers a place for a new action at the end of each branch, also an empty one', () => {
    const adds = nodes.filter(({ kind }) => kind === 'add').map(({ id }) => id);
    expect(adds).toEqual(['add:step:Yes', 'add:If/else', 'add:container:If']);
  });

  it('draws a collapsed container as one card', () => {
    const drawn = drawFlow(flow, new Set(['If']));
    expect(drawn.nodes.map(({ id }) => id)).toEqual(['trigger:Start', 'step:A', 'step:If', 'add:step:If']);
  });

  it('never lets two cards overlap', () => {
    const cards = nodes.filter(({ kind }) => kind === 'step' || kind === 'trigger');
    for (const a of cards)
      for (const b of cards)
        if (a !== b)
          expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
            true,
          );
  });
});
