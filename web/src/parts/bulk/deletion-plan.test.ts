import { describe, expect, it } from 'vitest';
import { type Deletion, type Named, planDeletion } from './deletion-plan.ts';

const segment = (name: string): Named => ({ kind: 'segment', name });
const wanted = (name: string, ...users: Named[]): Deletion<Named> => ({ item: segment(name), users });
const namesOf = (items: readonly Named[]) => items.map(({ name }) => name);

describe('the deletion of several definitions', () => {
  it.each<[string, readonly Deletion<Named>[], readonly string[], readonly string[]]>([
    ['deletes what nothing uses', [wanted('A'), wanted('B')], ['A', 'B'], []],
    ['deletes users before what they use', [wanted('A', segment('B')), wanted('B')], ['B', 'A'], []],
    ['keeps what something else uses', [wanted('A', { kind: 'flow', name: 'A' }), wanted('B')], ['B'], ['A']],
    [
      'keeps what something kept uses',
      [wanted('A', segment('B')), wanted('B', { kind: 'trigger', name: 'T' })],
      [],
      ['A', 'B'],
    ],
    ['keeps a circle', [wanted('A', segment('B')), wanted('B', segment('A'))], [], ['A', 'B']],
  ])('%s', (_what, deletions, deleted, kept) => {
    const plan = planDeletion(deletions);
    expect([namesOf(plan.deleted), namesOf(plan.kept.map(({ item }) => item))]).toEqual([deleted, kept]);
  });
});
