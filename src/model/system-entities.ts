import { contactsOf, hierarchiesOf } from './audience-model.ts';
import type { Workspace } from './definition.ts';
import { ANCESTOR_COLUMNS, ancestorTableOf, type Entity, HIERARCHY_COLUMNS, SYSTEM_COLUMNS, TABLES } from './tables.ts';

/** The entities that unification, contacts, hierarchies and activities of a workspace make, as far as definitions tell. */
export function systemEntities(workspace: Workspace): Entity[] {
  const { customer, alternateKey, unifiedActivity, unifiedContact, contactKey } = TABLES;
  if (!workspace.unification) return [];
  const system = (name: keyof typeof SYSTEM_COLUMNS): Entity => ({ name, attributes: SYSTEM_COLUMNS[name] });
  return [
    { name: customer, attributes: [{ name: 'CustomerId', type: 'string' }] },
    system(alternateKey),
    ...(contactsOf(workspace).length > 0 ? [system(unifiedContact), system(contactKey)] : []),
    ...hierarchiesOf(workspace).flatMap(({ name }) => [
      { name, attributes: HIERARCHY_COLUMNS },
      { name: ancestorTableOf(name), attributes: ANCESTOR_COLUMNS },
    ]),
    ...(workspace.activities.length > 0 ? [system(unifiedActivity)] : []),
  ];
}
