import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../../../../src/model/flow.ts';
import { placeVersions, versionDifferences } from './versions.ts';

const content = (inputs: string): Flow['definition'] => ({ actions: { Say: { type: 'Compose', inputs } } });
const nothing: Flow['definition'] = { actions: {} };
const flow = (more: Partial<Flow>): Flow => ({ name: 'F', state: 'stopped', definition: nothing, ...more });

const made = flow({});
const drafted = flow({ draft: content('a') });
const first = flow({ definition: content('a'), state: 'started' });
const turnedOff = flow({ definition: content('a'), state: 'stopped' });
const second = flow({ definition: content('a'), draft: content('b') });
const published = flow({ definition: content('b') });

/** Kind of each version, newest first, with L for the live one, D for the draft and S for the shown one. */
function told(flows: readonly Flow[], shown: Flow['definition']): string {
  return placeVersions(flows, { definition: shown })
    .map(
      ({ kind, isLive, isDraft, isShown }) => kind + (isLive ? 'L' : '') + (isDraft ? 'D' : '') + (isShown ? 'S' : ''),
    )
    .join(' ');
}

describe('the versions of a flow', () => {
  it.each([
    ['a new flow has nothing live', [made], nothing, 'changedS'],
    ['a first draft', [drafted, made], content('a'), 'draftDS changed'],
    ['the first publishing', [first, drafted, made], content('a'), 'publishedLS draft changed'],
    [
      'what is live stays where it was published',
      [turnedOff, first, made],
      content('a'),
      'stopped publishedLS changed',
    ],
    ['a draft beside what is live', [second, turnedOff, first], content('b'), 'draftDS stopped publishedL'],
    [
      'an old version on the canvas',
      [published, second, first, made],
      content('a'),
      'publishedL draft publishedS changed',
    ],
    ['what is not saved is no version', [published, second], content('c'), 'publishedL published'],
    ['a draft that was taken back is none', [turnedOff, second, first], content('a'), 'changed draft publishedLS'],
  ])('%s', (_title, flows, shown, expected) => {
    expect(told(flows, shown)).toBe(expected);
  });

  it('differ in definition and connections', () => {
    const one = { definition: content('a'), connections: { mail: 'ours' } };
    const other = { definition: content('b'), connections: {} };
    expect(versionDifferences(one, other)).toEqual([
      { pointer: '/actions/Say/inputs', kind: 'changed', from: 'a', to: 'b' },
      { pointer: '/connections/mail', kind: 'removed', from: 'ours' },
    ]);
  });
});
