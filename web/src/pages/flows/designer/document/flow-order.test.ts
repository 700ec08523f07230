import { describe, expect, it } from 'vitest';
import { flowOrder } from './flow-order.ts';

const waits = (...names: string[]) => ({
  type: 'Compose',
  runAfter: Object.fromEntries(names.map((name) => [name, ['Succeeded']])),
});

describe('the order of a flow', () => {
  it.each([
    ['follows what waits for what, not how it is written', { C: waits('B'), B: waits('A'), A: waits() }, 'A B C'],
    ['does not tell names apart by case', { B: waits('a'), A: waits() }, 'A B'],
    ['keeps how it is written where nothing waits', { B: waits(), A: waits() }, 'B A'],
    [
      'puts a container before what it holds, and that before what comes after it',
      { Last: waits('Each'), Each: { ...waits(), type: 'Foreach', actions: { In2: waits('In1'), In1: waits() } } },
      'Each In1 In2 Last',
    ],
    ['ends also where steps wait for each other', { A: waits('B'), B: waits('A') }, 'A B'],
    ['passes over what waits for nobody there is', { A: waits('Gone'), B: waits() }, 'A B'],
  ])('%s', (_title, actions, expected) => {
    expect(flowOrder({ actions }).join(' ')).toBe(expected);
  });
});
