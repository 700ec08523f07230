import { titleFrom } from '../../../../format/step-title.ts';
import type { FlowDefinition, StepDefinition } from '../document/definition.ts';
import { allSteps } from '../document/find.ts';
import { isSameReference, plainTitle, type Reference, readReference } from './reference.ts';
import { stepTokens, type TokenOptions, triggerTokens } from './tokens.ts';

/** What a token is called. */
export interface TokenName {
  /** As dynamic content calls the value. */
  readonly title: string;
  /** The trigger, step or loop that gives it; undefined for variables and parameters, and where it is not there. */
  readonly giver?: { readonly role: 'action' | 'trigger'; readonly name: string; readonly step: StepDefinition };
  /** Title of what gives it. */
  readonly from?: string;
}

/** What the value of an expression is called; undefined where the expression computes something. */
export function nameOf(expression: string, definition: FlowDefinition, options: TokenOptions): TokenName | undefined {
  const reference = readReference(expression);
  if (!reference) return undefined;
  const giver = giverOf(reference, definition);
  const offered = giver && (giver.role === 'trigger' ? triggerTokens : stepTokens)(giver, options).tokens;
  const same = offered?.find((token) => {
    const other = readReference(token.expression);
    return other && isSameReference(other, reference);
  });
  const title = same?.title ?? plainTitle(reference, options.wordOf);
  if (giver) return { title, giver, from: titleFrom(giver.name) };
  if (reference.source === 'variable') return { title, from: options.wordOf('variables') };
  return reference.of === '' ? { title } : { title, from: titleFrom(reference.of) };
}

function giverOf({ source, of }: Reference, definition: FlowDefinition): TokenName['giver'] {
  const [trigger] = Object.entries(definition.triggers ?? {});
  if (source === 'trigger') return trigger && { role: 'trigger', name: trigger[0], step: trigger[1] };
  if (source === 'variable' || source === 'parameter') return undefined;
  const found = allSteps(definition).find(({ name }) => name.toLowerCase() === of.toLowerCase());
  return found && { role: 'action', name: found.name, step: found.step };
}
