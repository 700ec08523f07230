import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Audience } from '../../../../src/model/audience.ts';
import { accountEntityOf, contactsOf, hierarchiesOf } from '../../../../src/model/audience-model.ts';
import type { Relationship } from '../../../../src/model/relationship.ts';
import type { Unification } from '../../../../src/model/unification.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';

/** Relationships as they are defined; none until they are read. */
export function useRelationships(): readonly Relationship[] {
  const { data } = useQuery(definitionsQuery('relationship'));
  return useMemo(() => (data?.items ?? []).map(({ definition }) => definition as Relationship), [data]);
}

/** Foreign keys that the audience tells of: contacts and hierarchies point at accounts. */
export function useImpliedRelationships(): readonly Relationship[] {
  const audience = useQuery(definitionsQuery('audience')).data?.items[0]?.definition as Audience | undefined;
  const unification = useQuery(definitionsQuery('unification')).data?.items[0]?.definition as Unification | undefined;
  return useMemo(() => {
    const unified = unification?.entities ?? [];
    const pointing = [
      ...contactsOf({ audience }).map((contact) => ({
        ...contact,
        name: 'UnifiedContact',
        attribute: contact.accountKey,
      })),
      ...hierarchiesOf({ audience }).map((hierarchy) => ({ ...hierarchy, attribute: hierarchy.parent })),
    ];
    return pointing.flatMap(({ name, attribute, ...naming }): Relationship[] => {
      const accounts = unified.find(({ entity }) => entity === accountEntityOf(naming, unified));
      if (attribute === undefined || !accounts) return [];
      const to = { toEntity: accounts.entity, toAttribute: accounts.primaryKey };
      return [{ name, fromEntity: naming.entity, fromAttribute: attribute, ...to }];
    });
  }, [audience, unification]);
}
