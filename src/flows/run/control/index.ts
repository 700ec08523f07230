import { ifBehaviour, scopeBehaviour, switchBehaviour } from './branch.ts';
import type { ControlBehaviour } from './control.ts';
import { foreachBehaviour } from './foreach.ts';
import { terminateBehaviour } from './terminate.ts';
import { untilBehaviour } from './until.ts';
import { variableBehaviour } from './variable.ts';

const BY_TYPE: Readonly<Record<string, ControlBehaviour>> = {
  scope: scopeBehaviour,
  if: ifBehaviour,
  switch: switchBehaviour,
  foreach: foreachBehaviour,
  until: untilBehaviour,
  terminate: terminateBehaviour,
};

/** What a control action of a type does. */
export function behaviourOf(type: string): ControlBehaviour {
  return BY_TYPE[type.toLowerCase()] ?? variableBehaviour;
}
