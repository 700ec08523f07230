import { useQuery } from '@tanstack/react-query';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import { definitionsQuery } from './queries/definitions.ts';

/** Gives the name that people see of a definition of that kind; its own name until that is known. */
export function useDisplayName(kind: DefinitionKind): (name: string) => string {
  const items = useQuery(definitionsQuery(kind)).data?.items ?? [];
  return (name) => {
    const definition = items.find((record) => record.name === name)?.definition as { displayName?: string } | undefined;
    return definition?.displayName ?? name;
  };
}
