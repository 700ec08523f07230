import { describe, expect, it } from 'vitest';
import { type FlowDefinition, ROOT } from './definition.ts';
import { insertStep, moveStep, pasteStep, removeStep, renameStep } from './edit.ts';
import { findStep, freeName, possiblePredecessors, precedingSteps } from './find.ts';

const compose = { type: 'Compose', inputs: 1 };
const flow: FlowDefinition = {
  actions: {
    A: { ...compose, runAfter: {} },
    B: { ...compose, inputs: "@outputs('A')", runAfter: { A: ['Succeeded', 'Failed'] } },
    If: {
      type: 'If',
      expression: "@equals(body('B'), 1)",
      runAfter: { B: ['Succeeded'] },
      actions: { Yes: { ...compose, runAfter: {} } },
      else: { actions: {} },
    },
  },
};
const waits = (definition: FlowDefinition, name: string) => findStep(definition, name)?.step['runAfter'];

describe('editing a flow', () => {
  it('puts an action between two others: the second now waits for it, with the statuses it waited for', () => {
    const changed = insertStep(flow, { place: ROOT, after: 'A' }, { name: 'New', step: compose });
    expect(Object.keys(changed.actions ?? {})).toEqual(['A', 'New', 'B', 'If']);
    expect(waits(changed, 'New')).toEqual({ A: ['Succeeded'] });
    expect(waits(changed, 'B')).toEqual({ New: ['Succeeded', 'Failed'] });
  });

  it('puts an action at the start: what started first waits for it', () => {
    const changed = insertStep(flow, { place: ROOT, after: undefined }, { name: 'New', step: compose });
    expect(waits(changed, 'A')).toEqual({ New: ['Succeeded'] });
    expect(waits(changed, 'New')).toEqual({});
  });

  it('puts a parallel branch beside what follows', () => {
    const changed = insertStep(flow, { place: ROOT, after: 'A', isParallel: true }, { name: 'New', step: compose });
    expect(waits(changed, 'B')).toEqual({ A: ['Succeeded', 'Failed'] });
  });

  it('fills an empty branch of a condition and leaves the other as it was', () => {
    const changed = insertStep(
      flow,
      { place: { container: 'If', branch: 'else' }, after: undefined },
      { name: 'No', step: compose },
    );
    expect(findStep(changed, 'No')?.place).toEqual({ container: 'If', branch: 'else' });
    expect(findStep(changed, 'Yes')?.step).toBe(findStep(flow, 'Yes')?.step);
  });

  it('takes an action out: what waited for it waits for what it waited for', () => {
    expect(waits(removeStep(flow, 'B'), 'If')).toEqual({ A: ['Succeeded', 'Failed'] });
  });

  it('moves an action into a branch, and never a container into itself', () => {
    const into = { place: { container: 'If', branch: 'actions' }, after: 'Yes' };
    const changed = moveStep(flow, 'A', into);
    expect(waits(changed, 'A')).toEqual({ Yes: ['Succeeded'] });
    expect(waits(changed, 'B')).toEqual({});
    expect(moveStep(flow, 'If', into)).toBe(flow);
  });

  it('renames an action wherever it is named', () => {
    const changed = renameStep(renameStep(flow, 'A', "It's"), 'B', 'Second');
    expect(findStep(changed, 'Second')?.step['inputs']).toBe("@outputs('It''s')");
    expect(findStep(changed, 'If')?.step['expression']).toBe("@equals(body('Second'), 1)");
    expect(waits(changed, 'If')).toEqual({ Second: ['Succeeded'] });
  });

  it('pastes a container under free names, inside as well', () => {
    const step = findStep(flow, 'If')?.step ?? {};
    const pasted = pasteStep(flow, { place: ROOT, after: 'If' }, { name: 'If', step });
    expect(pasted.name).toBe('If_2');
    expect(findStep(pasted.definition, 'Yes_2')?.place.container).toBe('If_2');
  });

  it('lets an action wait for what stands beside it, and for nothing that comes after it', () => {
    const beside = insertStep(flow, { place: ROOT, after: 'A', isParallel: true }, { name: 'Beside', step: compose });
    expect(possiblePredecessors(beside, 'A')).toEqual([]);
    expect(possiblePredecessors(beside, 'B')).toEqual(['A', 'Beside']);
    expect(possiblePredecessors(beside, 'If')).toEqual(['A', 'Beside', 'B']);
    expect(possiblePredecessors(beside, 'Yes')).toEqual([]);
  });

  it('knows what is over when an action starts', () => {
    expect(precedingSteps(flow, 'Yes').map(({ name }) => name)).toEqual(['B', 'A']);
    expect(freeName(flow, 'a')).toBe('a_2');
  });
});
