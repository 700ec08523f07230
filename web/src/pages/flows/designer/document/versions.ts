import type { Flow } from '../../../../../../src/model/flow.ts';
import { type Difference, differences } from './differences.ts';

/** What a designer edits of a flow. */
interface Edited {
  readonly definition: unknown;
  readonly connections?: unknown;
}

/** What made a version: the first thing in which it differs from the one before. */
export type VersionKind = 'published' | 'draft' | 'started' | 'stopped' | 'changed';

/** Where a version stands among all versions of its flow. */
export interface VersionPlace {
  readonly kind: VersionKind;
  /** In it was published what is published now. */
  readonly isLive: boolean;
  /** In it was saved the draft that there is now. */
  readonly isDraft: boolean;
  /** What it holds is on the canvas. */
  readonly isShown: boolean;
}

/** Every place in which what is edited of two versions differs: in the definition, and in the connections. */
export function versionDifferences(from: Edited, to: Edited): readonly Difference[] {
  return [
    ...differences(from.definition, to.definition),
    ...differences(from.connections ?? {}, to.connections ?? {}, ['connections']),
  ];
}

/**
 * Where each version stands.
 * @param flows the flow in each of its versions, newest first
 * @param shown what is on the canvas; of versions that hold it the draft, the published one or the newest is said to
 */
export function placeVersions(flows: readonly Flow[], shown: Edited): readonly VersionPlace[] {
  const [current] = flows;
  const isLive = firstOf(flows, (flow) => hasActions(flow) && isSame(flow.definition, current?.definition));
  const isDraft = firstOf(flows, ({ draft }) => draft !== undefined && isSame(draft, current?.draft));
  const holding = flows.flatMap((flow, index) =>
    versionDifferences(editedPart(flow), shown).length === 0 ? [index] : [],
  );
  const shownAt = [isDraft, isLive].find((index) => holding.includes(index)) ?? holding[0];
  return flows.map((flow, index) => ({
    kind: kindOf(flow, flows[index + 1]),
    isLive: index === isLive,
    isDraft: index === isDraft,
    isShown: index === shownAt,
  }));
}

/** Of the newest versions for which something holds the oldest, where it began; -1 when it does not hold now. */
function firstOf(flows: readonly Flow[], holds: (flow: Flow) => boolean): number {
  const end = flows.findIndex((flow) => !holds(flow));
  return (end < 0 ? flows.length : end) - 1;
}

function kindOf(flow: Flow, before: Flow | undefined): VersionKind {
  if (before ? !isSame(flow.definition, before.definition) : hasActions(flow)) return 'published';
  if (flow.draft !== undefined && !isSame(flow.draft, before?.draft)) return 'draft';
  const { state = 'started' } = flow;
  return before && state !== (before.state ?? 'started') ? state : 'changed';
}

function editedPart({ draft, definition, connections }: Flow): Edited {
  return { definition: draft ?? definition, connections };
}

function hasActions({ definition }: Flow): boolean {
  return Object.keys(definition['actions'] ?? {}).length > 0;
}

function isSame(a: unknown, b: unknown): boolean {
  return differences(a, b).length === 0;
}
