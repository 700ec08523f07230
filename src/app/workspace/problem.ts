import type { FluxuError } from '../../base/errors.ts';
import type { DefinitionKind } from '../../model/definition.ts';

/** A problem of one definition of a workspace; pointers begin at the definition. */
export interface WorkspaceProblem {
  readonly kind: DefinitionKind;
  /** Name of the definition, or its kind where there is one of it. */
  readonly name: string;
  /** Place among the definitions of its kind. */
  readonly index: number;
  readonly problem: FluxuError;
}

/** A definition as the place of a problem calls it. */
export function objectOf(kind: DefinitionKind, name: string): string {
  return `${kind} '${name}'`;
}
