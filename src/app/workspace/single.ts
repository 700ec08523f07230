import type { FluxuError } from '../../base/errors.ts';
import { pointerOf } from '../../base/json.ts';
import { appError } from '../catalogue.ts';
import type { DefinitionInFile } from './definition-file.ts';

/** A definition there is one of, put together from the files that each hold some of its properties. */
export function mergeParts(parts: readonly DefinitionInFile[]): {
  readonly definition: Readonly<Record<string, unknown>>;
  readonly problems: readonly FluxuError[];
} {
  const homes = new Map<string, string>();
  const definition: Record<string, unknown> = {};
  const problems: FluxuError[] = [];
  for (const { document, definition: part } of parts) {
    for (const [property, value] of Object.entries(part)) {
      const other = homes.get(property);
      const place = document.place(pointerOf(property));
      if (other !== undefined) problems.push(appError('FLX_WORKSPACE_TWICE', { property, other }, { place }));
      homes.set(property, document.file);
      definition[property] = value;
    }
  }
  return { definition, problems };
}

/** The part that a problem of the whole is about: the one with its first property, else the first. */
export function partOf(parts: readonly DefinitionInFile[], problem: FluxuError): DefinitionInFile | undefined {
  const property = problem.place?.pointer?.split('/')[1];
  return parts.find(({ definition }) => property !== undefined && property in definition) ?? parts[0];
}
