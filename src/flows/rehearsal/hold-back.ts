import type { ActionEnded } from '../actions/action.ts';
import type { Step } from '../run/step.ts';

/** In a rehearsal what reaches out succeeds without doing anything; its inputs say what would have been sent. */
export function holdBack({ node }: Step): ActionEnded | undefined {
  if (node.kind.kind !== 'task' || !node.kind.hasEffects) return undefined;
  return { kind: 'ended', status: 'Succeeded', code: 'HeldBack', outputs: { statusCode: 200, headers: {}, body: {} } };
}
