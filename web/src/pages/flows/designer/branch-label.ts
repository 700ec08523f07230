import type { TFunction } from 'i18next';
import { type FlowDefinition, membersOf, type Place, typeOf } from './document/definition.ts';
import { findStep } from './document/find.ts';

/** What the branch of a condition or switch is called; undefined where a container has only one. */
export function branchLabel(
  definition: FlowDefinition,
  { container, branch }: Place,
  t: TFunction,
): string | undefined {
  if (container === undefined) return undefined;
  const step = findStep(definition, container)?.step ?? {};
  if (branch === 'default') return t('designer.default');
  if (branch.startsWith('cases/')) return caseLabel(step, branch.slice('cases/'.length));
  if (typeOf(step) !== 'if') return undefined;
  return t(branch === 'else' ? 'designer.false' : 'designer.true');
}

function caseLabel(step: Readonly<Record<string, unknown>>, name: string): string {
  const value = membersOf(membersOf(step['cases'])[name])['case'];
  return value === undefined || value === '' ? name : String(value);
}
