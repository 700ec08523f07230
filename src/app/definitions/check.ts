import { DEFINITION_KINDS, type DefinitionKind, type DefinitionTypes } from '../../model/definition.ts';
import { validate } from '../../model/validate.ts';

/** A definition that fits the schema of its kind. @throws FLX_INVALID with every problem */
export function checkDefinition<Kind extends DefinitionKind>(
  kind: Kind,
  name: string,
  definition: unknown,
): DefinitionTypes[Kind] {
  return validate(DEFINITION_KINDS[kind].schema, definition, { object: `${kind} '${name}'` }) as DefinitionTypes[Kind];
}

/** Name of a definition; single kinds bear their kind as name. */
export function nameOf(kind: DefinitionKind, definition: unknown): string {
  if (DEFINITION_KINDS[kind].isSingle) return kind;
  return (definition as { readonly name: string }).name;
}
